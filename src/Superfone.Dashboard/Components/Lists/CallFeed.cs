namespace Superfone.Dashboard.Components.Lists;

/// <summary>The feed of calls in the order in which they end.</summary>
internal static class CallFeed
{
    /// <summary>
    /// The newest calls. Other lists are ordered by start; here, a long call that has just ended must not appear far down.
    /// </summary>
    /// <param name="most">The number of calls shown.</param>
    public static FeedRows<CallLine> Newest(int most) => new(
        most, row => row.Call.CdrId, rows => rows.OrderByDescending(row => row.Call.EndedUtc ?? row.Call.StartedUtc).ThenByDescending(row => row.Call.SortKey));
}
