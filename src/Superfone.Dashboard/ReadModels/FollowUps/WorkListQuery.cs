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
    private const string StateName = "state";

    /// <summary>Reads the parameters of a URL; a value that cannot be read is ignored.</summary>
    public static WorkListQuery Read(IReadOnlyDictionary<string, StringValues> query, RangeQuery ranges)
    {
        var values = new QueryValues(query, []);
        var state = Enum.TryParse<FollowUpState>(values.Text(StateName), ignoreCase: true, out var named) && Enum.IsDefined(named) ? named : FollowUpState.Open;
        var range = ranges.Read(query, []);
        var filter = WorkListConditions.All.Read(values) with { State = state, From = range?.FromUtc, To = range?.ToUtc };
        return new WorkListQuery(state == FollowUpState.Returned ? filter : new WorkListFilter { State = state, Account = filter.Account }, range);
    }

    /// <summary>The relative URL of the follow-ups page with a filter.</summary>
    public static string AddressOf(WorkListFilter filter) => QueryAddress.Of(
        "/follow-ups",
        [KeyValuePair.Create(StateName, filter.State == FollowUpState.Open ? null : (object)filter.State), .. WorkListConditions.All.Write(filter)]);
}
