using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain.Calls;

namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>
/// Lists calls by a length. No index can have a length within every filter, so the newest calls that pass are looked through: at
/// most as many as that takes no time that anybody notices.
/// </summary>
internal static class CallsByLength
{
    /// <summary>The sort keys of a part of the list, longest first, each with its length; one more than asked for where there is more.</summary>
    /// <param name="calls">The calls that pass the filter.</param>
    /// <param name="sort">Which length.</param>
    /// <param name="after">The length and sort key of the last call of the part before.</param>
    /// <param name="limit">How many are asked for.</param>
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
