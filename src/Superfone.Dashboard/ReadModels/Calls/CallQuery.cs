using Microsoft.Extensions.Primitives;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>The parameters in the URL of the calls page, or of an export.</summary>
public sealed record CallQuery
{
    /// <summary>The parameter of the order.</summary>
    public const string SortName = "sort";

    /// <summary>The parameter of the call that is open beside the list.</summary>
    public const string OpenName = "open";

    private static readonly HashSet<string> Names = [.. CallConditions.All.Names];

    private CallQuery()
    {
    }

    /// <summary>The filter.</summary>
    public required CallFilter Filter { get; init; }

    /// <summary>The range of time, which the filter includes.</summary>
    public required BusinessRange Range { get; init; }

    /// <summary>Their order.</summary>
    public required CallSort Sort { get; init; }

    /// <summary>The call that is open beside the list.</summary>
    public required long? Open { get; init; }

    /// <summary>A sentence for each value that could not be read and for each unknown parameter; these are ignored.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Whether no filter is set.</summary>
    public bool IsEverything => Filter == new CallFilter();

    /// <summary>Reads the parameters of a URL.</summary>
    public static CallQuery Read(IReadOnlyDictionary<string, StringValues> query, RangeQuery ranges)
    {
        List<string> problems = [];
        var values = new QueryValues(query, problems);
        var range = ranges.Read(query, problems) ?? BusinessRange.AnyTime;
        var filter = CallConditions.All.Read(values) with { From = range.FromUtc, To = range.ToUtc };
        var (sort, open) = (values.Read<CallSort>(SortName) ?? CallSort.Newest, values.Read<long>(OpenName));
        values.RefuseOthers(IsKnown, "calls");
        return new CallQuery { Filter = filter, Range = range, Sort = filter.Q is null ? sort : CallSort.Newest, Open = open, Problems = problems };
    }

    /// <summary>The relative URL of the calls page with a filter.</summary>
    /// <param name="filter">The filter; its time is used unless there is a range.</param>
    /// <param name="range">The range of time, which keeps its name.</param>
    /// <param name="sort">The order.</param>
    public static string AddressOf(CallFilter filter, BusinessRange? range = null, CallSort sort = CallSort.Newest) => QueryAddress.Of(
        "/calls",
        [
            .. RangeQuery.ParametersOf(range ?? BusinessRange.Between(filter.From, filter.To)),
            .. CallConditions.All.Write(filter with { From = null, To = null }),
            KeyValuePair.Create(SortName, sort == CallSort.Newest ? null : (object)sort),
        ]);

    private static bool IsKnown(string name) =>
        Names.Contains(name) || name is SortName or OpenName or RangeQuery.Range;
}
