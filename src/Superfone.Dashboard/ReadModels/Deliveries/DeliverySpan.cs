using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.ReadModels.Deliveries;

/// <summary>
/// Finds the part of the log that was received in a span of time. An index of the times would slow down every delivery for the sake of
/// the few who look back; the read model keeps the times of each block of ids instead.
/// </summary>
internal static class DeliverySpan
{
    /// <summary>The ids between which all deliveries of a span lie; others may lie there too.</summary>
    /// <returns>The first id, and the one after the last.</returns>
    public static async Task<(long First, long End)> OfAsync(
        PrimaryContext primary, ReadModelContext readModel, DateTime? from, DateTime? to, CancellationToken cancellation)
    {
        if (from is null && to is null)
            return (1, long.MaxValue);

        // Read before the blocks, which may then know of more than that.
        var folded = await readModel.Checkpoints.MaxAsync(checkpoint => (long?)checkpoint.DeliveryId, cancellation) ?? 0;
        var (since, until) = (from ?? DateTime.UnixEpoch, to ?? DateTime.MaxValue);
        var blocks = await readModel.ReceiptSpans.Where(span => span.LastUtc >= since && span.FirstUtc < until)
            .GroupBy(_ => 1).Select(group => new { First = group.Min(span => span.Block), Last = group.Max(span => span.Block) })
            .FirstOrDefaultAsync(cancellation);
        var (first, end) = blocks is null ? (folded + 1, folded + 1) : (blocks.First * ReceiptSpan.Length, (blocks.Last + 1) * ReceiptSpan.Length);

        // Nothing is known yet of deliveries that are not projected.
        return (first, await primary.Deliveries.AnyAsync(delivery => delivery.Id > folded, cancellation) ? long.MaxValue : end);
    }
}
