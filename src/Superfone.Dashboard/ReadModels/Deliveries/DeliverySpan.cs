using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.ReadModels.Deliveries;

/// <summary>
/// Finds the part of the log that was received in a range of time. An index of the times would slow down every delivery for an uncommon
/// query; the read model stores the times of each block of ids instead.
/// </summary>
internal static class DeliverySpan
{
    /// <summary>The range of ids that contains all deliveries of a range of time; it may contain others.</summary>
    /// <returns>The first id, and the one after the last.</returns>
    public static async Task<(long First, long End)> OfAsync(
        PrimaryContext primary, ReadModelContext readModel, DateTime? from, DateTime? to, CancellationToken cancellation)
    {
        if (from is null && to is null)
            return (1, long.MaxValue);

        // Read before the blocks, which may then include more.
        var folded = await readModel.Checkpoints.MaxAsync(checkpoint => (long?)checkpoint.DeliveryId, cancellation) ?? 0;
        var (since, until) = (from ?? DateTime.UnixEpoch, to ?? DateTime.MaxValue);
        var blocks = await readModel.ReceiptSpans.Where(span => span.LastUtc >= since && span.FirstUtc < until)
            .GroupBy(_ => 1).Select(group => new { First = group.Min(span => span.Block), Last = group.Max(span => span.Block) })
            .FirstOrDefaultAsync(cancellation);
        var (first, end) = blocks is null ? (folded + 1, folded + 1) : (blocks.First * ReceiptSpan.Length, (blocks.Last + 1) * ReceiptSpan.Length);

        // The times of deliveries that are not projected are not known yet.
        return (first, await primary.Deliveries.AnyAsync(delivery => delivery.Id > folded, cancellation) ? long.MaxValue : end);
    }
}
