using Microsoft.Extensions.Primitives;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.ReadModels.Insights;

/// <summary>The parameters in the URL of the insights page; saved searches are stored in this form.</summary>
public sealed record InsightQuery
{
    /// <summary>The parameter of the list.</summary>
    public const string ShowName = "show";

    private InsightQuery()
    {
    }

    /// <summary>The list.</summary>
    public required InsightView Show { get; init; }

    /// <summary>The filter.</summary>
    public required InsightFilter Filter { get; init; }

    /// <summary>The range of time, which the filter includes.</summary>
    public required BusinessRange Range { get; init; }

    /// <summary>A sentence for each value that could not be read; these are ignored.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>
    /// Reads the parameters of a URL. The default range is any time for transcripts and the last 30 days for everything else.
    /// </summary>
    public static InsightQuery Read(IReadOnlyDictionary<string, StringValues> query, RangeQuery ranges)
    {
        List<string> problems = [];
        var values = new QueryValues(query, problems);
        var show = values.Read<InsightView>(ShowName) ?? InsightView.Insights;
        var range = ranges.Read(query, problems) ?? (show == InsightView.Transcripts ? BusinessRange.AnyTime : ranges.Named(RangeName.Last7Days));
        var filter = InsightConditions.All.Read(values) with { From = range.FromUtc, To = range.ToUtc };
        if (show != InsightView.Insights || filter.OpenCallbacks != true)
            filter = filter with { OpenCallbacks = null };
        if (show != InsightView.Insights || filter.OpenCallbacks == true)
            filter = filter with { TitleKey = null, Value = null };
        return new InsightQuery { Show = show, Range = range, Filter = filter, Problems = problems };
    }

    /// <summary>The relative URL of the insights page.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="show">The list.</param>
    public static string AddressOf(InsightFilter filter, InsightView show = InsightView.Insights) => QueryAddress.Of(
        "/insights",
        [KeyValuePair.Create(ShowName, show == InsightView.Insights ? null : (object)show), .. InsightConditions.All.Write(filter)]);
}

/// <summary>The lists of the insights page.</summary>
public enum InsightView
{
    /// <summary>Insights, by title.</summary>
    Insights,

    /// <summary>Summaries.</summary>
    Summaries,

    /// <summary>Sentences of transcripts.</summary>
    Transcripts,
}
