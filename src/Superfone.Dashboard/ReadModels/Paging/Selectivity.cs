using Microsoft.EntityFrameworkCore;

namespace Superfone.Dashboard.ReadModels.Paging;

/// <summary>
/// Decides whether a condition is selective: few keys are collected and followed; with many keys, rows are read until a page is full.
/// </summary>
internal static class Selectivity
{
    /// <summary>Collects keys; <see langword="null"/> if there are more than <paramref name="most"/>.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="most">The largest number of keys that counts as few.</param>
    /// <param name="cancellation">Stops the query.</param>
    public static async Task<List<long>?> OfAsync(IQueryable<long> keys, int most, CancellationToken cancellation)
    {
        var few = await keys.Take(most + 1).ToListAsync(cancellation);
        return few.Count <= most ? few : null;
    }

    /// <summary>Whether there are at most <paramref name="most"/> keys.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="most">The largest number of keys that counts as few.</param>
    /// <param name="cancellation">Stops the query.</param>
    public static async Task<bool> AreAsync(IQueryable<long> keys, int most, CancellationToken cancellation) =>
        await keys.Take(most + 1).CountAsync(cancellation) <= most;
}
