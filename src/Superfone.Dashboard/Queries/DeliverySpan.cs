using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Storage.Truth;

namespace Superfone.Dashboard.Queries;

/// <summary>
/// Finds the part of the log that was received in a span of time. Ids grow with time, so that it is found by halving: an index of the
/// times would slow down every delivery for the sake of the few who look back.
/// </summary>
internal static class DeliverySpan
{
    // So far may a delivery stand from its place by time, for those that come at once queue for the log.
    private const int Disorder = 2048;

    /// <summary>The ids between which all deliveries of a span lie; others may lie there too.</summary>
    /// <returns>The first id, and the one after the last.</returns>
    public static async Task<(long First, long End)> OfAsync(TruthContext truth, DateTime? from, DateTime? to, CancellationToken cancellation)
    {
        if (from is null && to is null)
            return (1, long.MaxValue);
        var last = await truth.Deliveries.MaxAsync(delivery => (long?)delivery.Id, cancellation) ?? 0;
        return (
            from is { } start ? Math.Max(1, await FirstSinceAsync(truth, start, last, cancellation) - Disorder) : 1,
            to is { } end ? await FirstSinceAsync(truth, end, last, cancellation) + Disorder : long.MaxValue);
    }

    private static async Task<long> FirstSinceAsync(TruthContext truth, DateTime instant, long last, CancellationToken cancellation)
    {
        var (low, high) = (1L, last + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var next = await truth.Deliveries.Where(delivery => delivery.Id >= middle).OrderBy(delivery => delivery.Id)
                .Select(delivery => new { delivery.Id, delivery.ReceivedUtc }).FirstAsync(cancellation);
            if (next.ReceivedUtc >= instant)
                high = middle;
            else
                low = next.Id + 1;
        }

        return low;
    }
}
