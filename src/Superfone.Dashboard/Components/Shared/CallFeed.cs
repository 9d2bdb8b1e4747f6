using Superfone.Dashboard.Queries.Items;

namespace Superfone.Dashboard.Components.Shared;

/// <summary>Calls as they end.</summary>
internal static class CallFeed
{
    /// <summary>The newest calls. Lists go by start; here a long call that has just ended must not appear far down.</summary>
    /// <param name="most">How many are shown.</param>
    public static FeedRows<CallItem> Newest(int most) =>
        new(most, call => call.CdrId, rows => rows.OrderByDescending(call => call.EndedUtc ?? call.StartedUtc).ThenByDescending(call => call.SortKey));
}
