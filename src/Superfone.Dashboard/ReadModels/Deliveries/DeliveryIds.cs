using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.ReadModels.Deliveries;

/// <summary>Finds deliveries by when they came.</summary>
internal static class DeliveryIds
{
    /// <summary>
    /// Finds the first delivery since an instant. Ids follow one another, and times nearly do: a few looks find it, and tell by its id how many
    /// came since without counting them.
    /// </summary>
    /// <param name="primary">The database.</param>
    /// <param name="first">The lowest id that it may have.</param>
    /// <param name="end">The id after the last delivery.</param>
    /// <param name="sinceUtc">The instant, UTC.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <returns>Its id; <paramref name="end"/> if none came since.</returns>
    public static async Task<long> FirstSinceAsync(PrimaryContext primary, long first, long end, DateTime sinceUtc, CancellationToken cancellation)
    {
        while (first < end)
        {
            var middle = first + ((end - first) / 2);
            var received = await primary.Deliveries.Where(delivery => delivery.Id >= middle).OrderBy(delivery => delivery.Id)
                .Select(delivery => (DateTime?)delivery.ReceivedUtc).FirstOrDefaultAsync(cancellation);
            if (received is null || received >= sinceUtc)
                end = middle;
            else
                first = middle + 1;
        }

        return first;
    }
}
