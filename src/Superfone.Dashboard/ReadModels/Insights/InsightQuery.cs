using Microsoft.Extensions.Primitives;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.ReadModels.Insights;

/// <summary>What the address of the insights page asks for, and so a search that was saved from it.</summary>
public sealed record InsightQuery
{
    /// <summary>The parameter of what is listed.</summary>
    public const string ShowName = "show";

    private InsightQuery()
    {
    }

    /// <summary>What is listed.</summary>
    public required InsightView Show { get; init; }

    /// <summary>Of which calls.</summary>
    public required InsightFilter Filter { get; init; }

    /// <summary>Their span of time; the filter's too.</summary>
    public required BusinessRange Range { get; init; }

    /// <summary>A sentence for each value that could not be read; none of them narrows the list.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Reads an address's parameters. Without a span, transcripts are searched of any time, all else of the last 30 days.</summary>
    public static InsightQuery Read(IReadOnlyDictionary<string, StringValues> query, RangeQuery ranges)
    {
        List<string> problems = [];
        var values = new QueryValues(query, problems);
        var show = values.Read<InsightView>(ShowName) ?? InsightView.Insights;
        var range = ranges.Read(query, problems) ?? (show == InsightView.Transcripts ? BusinessRange.AnyTime : ranges.Named(RangeName.Last30Days));
        var filter = InsightConditions.All.Read(values) with { From = range.FromUtc, To = range.ToUtc };
        if (show != InsightView.Insights || filter.OpenCallbacks != true)
            filter = filter with { OpenCallbacks = null };
        if (show != InsightView.Insights || filter.OpenCallbacks == true)
            filter = filter with { TitleKey = null };
        return new InsightQuery { Show = show, Range = range, Filter = filter, Problems = problems };
    }

    /// <summary>The relative URL of the insights page.</summary>
    /// <param name="filter">Of which calls.</param>
    /// <param name="show">What is listed.</param>
    public static string AddressOf(InsightFilter filter, InsightView show = InsightView.Insights) => QueryAddress.Of(
        "/insights",
        [KeyValuePair.Create(ShowName, show == InsightView.Insights ? null : (object)show), .. InsightConditions.All.Write(filter)]);
}

/// <summary>What the insights page lists.</summary>
public enum InsightView
{
    /// <summary>What summaries found, by title.</summary>
    Insights,

    /// <summary>The summaries themselves.</summary>
    Summaries,

    /// <summary>Sentences of transcripts.</summary>
    Transcripts,
}
