using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain.Calls;

namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>
/// Lists calls by a length. No index can be ordered by length within every filter, so the newest matching calls are searched, as many as
/// can be read without a noticeable delay.
/// </summary>
internal static class CallsByLength
{
    /// <summary>
    /// The sort keys of a page of the list, longest first, each with its length; one more than requested if there is another page.
    /// </summary>
    /// <param name="calls">The calls that pass the filter.</param>
    /// <param name="sort">The kind of length.</param>
    /// <param name="after">The length and sort key of the last call of the previous page.</param>
    /// <param name="limit">The number of requested calls.</param>
    /// <param name="cancellation">Stops the query.</param>
    public static async Task<List<(long SortKey, int Length)>> ReadAsync(
        IQueryable<Call> calls, CallSort sort, long[]? after, int limit, CancellationToken cancellation)
    {
        var newest = calls.Before(long.MaxValue).Take(CallQueries.MostByLength);
        var lengths = sort == CallSort.LongestTalk
            ? newest.Select(call => new { call.SortKey, Length = call.DurationSeconds ?? 0 })
            : newest.Select(call => new { call.SortKey, Length = call.RingingSeconds ?? 0 });
        var place = after is null ? (int.MaxValue, long.MaxValue) : ((int)after[0], after[1]);
        return [.. (await lengths.ToListAsync(cancellation))
            .Select(call => (call.SortKey, call.Length))
            .Where(call => (call.Length, call.SortKey).CompareTo(place) < 0)
            .OrderByDescending(call => call.Length).ThenByDescending(call => call.SortKey)
            .Take(limit + 1)];
    }
}
