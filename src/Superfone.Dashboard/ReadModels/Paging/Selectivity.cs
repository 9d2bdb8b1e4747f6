using Microsoft.EntityFrameworkCore;

namespace Superfone.Dashboard.ReadModels.Paging;

/// <summary>Tells few keys from many: few are gathered and followed, and among many one looks until a page is full.</summary>
internal static class Selectivity
{
    /// <summary>Gathers keys; <see langword="null"/> where there are more than so many.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="most">How many are few.</param>
    /// <param name="cancellation">Stops the query.</param>
    public static async Task<List<long>?> OfAsync(IQueryable<long> keys, int most, CancellationToken cancellation)
    {
        var few = await keys.Take(most + 1).ToListAsync(cancellation);
        return few.Count <= most ? few : null;
    }

    /// <summary>Whether there are so many keys at most.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="most">How many are few.</param>
    /// <param name="cancellation">Stops the query.</param>
    public static async Task<bool> AreAsync(IQueryable<long> keys, int most, CancellationToken cancellation) =>
        await keys.Take(most + 1).CountAsync(cancellation) <= most;
}
