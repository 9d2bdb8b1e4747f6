using Microsoft.Extensions.Primitives;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.ReadModels.FollowUps;

/// <summary>What the URL of the follow-ups page asks for.</summary>
/// <param name="Filter">Which follow-ups.</param>
/// <param name="Range">When the caller was talked to again; <see langword="null"/> if the URL names no span.</param>
public sealed record WorkListQuery(WorkListFilter Filter, BusinessRange? Range)
{
    /// <summary>The parameter of the number of days that the page's figures cover.</summary>
    public const string DaysName = "days";

    private const string StateName = "state";

    /// <summary>Whether the page has a parameter of a name.</summary>
    public static bool IsKnown(string name) => WorkListConditions.All.Names.Contains(name) || name is StateName or DaysName or RangeQuery.Range;

    /// <summary>Reads the parameters of a URL; a value that cannot be read is ignored.</summary>
    /// <param name="query">The parameters.</param>
    /// <param name="ranges">Reads spans.</param>
    /// <param name="problems">Takes a sentence for each bad value.</param>
    public static WorkListQuery Read(IReadOnlyDictionary<string, StringValues> query, RangeQuery ranges, ICollection<string>? problems = null)
    {
        problems ??= [];
        var values = new QueryValues(query, problems);
        var state = values.Read<FollowUpState>(StateName) ?? FollowUpState.Open;
        var range = ranges.Read(query, problems);
        var filter = WorkListConditions.All.Read(values) with { State = state, From = range?.FromUtc, To = range?.ToUtc };
        return new WorkListQuery(state == FollowUpState.Returned ? filter : new WorkListFilter { State = state, Account = filter.Account }, range);
    }

    /// <summary>The relative URL of the follow-ups page with a filter.</summary>
    public static string AddressOf(WorkListFilter filter) => QueryAddress.Of(
        "/follow-ups",
        [KeyValuePair.Create(StateName, filter.State == FollowUpState.Open ? null : (object)filter.State), .. WorkListConditions.All.Write(filter)]);
}
