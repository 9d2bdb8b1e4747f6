namespace Superfone.Dashboard.Components.Lists;

/// <summary>Calls as they end.</summary>
internal static class CallFeed
{
    /// <summary>The newest calls. Lists go by start; here a long call that has just ended must not appear far down.</summary>
    /// <param name="most">How many are shown.</param>
    public static FeedRows<CallLine> Newest(int most) => new(
        most, row => row.Call.CdrId, rows => rows.OrderByDescending(row => row.Call.EndedUtc ?? row.Call.StartedUtc).ThenByDescending(row => row.Call.SortKey));
}
