using System.Diagnostics;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Projections.Runtime;

/// <summary>
/// Makes projection yield to ingest. In a burst it cannot keep up anyway, so it works in short batches with long pauses, leaves the
/// CPU to ingest, and catches up after the burst.
/// </summary>
internal sealed class Throttle
{
    private const int BatchSize = 256;
    private const int BatchSizeInBurst = 4;
    private const int RestPerWork = 10;

    private static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(200);

    private long _started;
    private long _last;
    private long _projected;

    /// <summary>The maximum number of deliveries in the next batch.</summary>
    public int Limit { get; private set; } = BatchSize;

    /// <summary>Records the state before a batch.</summary>
    /// <param name="lastDeliveryId">The log's last delivery.</param>
    /// <param name="projectedDeliveryId">The last delivery that is projected.</param>
    public void Begin(long lastDeliveryId, long projectedDeliveryId) =>
        (_started, _last, _projected) = (Stopwatch.GetTimestamp(), lastDeliveryId, projectedDeliveryId);

    /// <summary>
    /// The pause after a batch: none, unless more than a batch waits, and more arrived meanwhile than were projected. A steady flow that
    /// projection follows is no burst: otherwise a rebuild would never catch up with it.
    /// </summary>
    /// <param name="now">The state after the batch.</param>
    public TimeSpan RestAfter(ProjectionStatus now)
    {
        var isBurst = now.LastDeliveryId - now.ProjectedDeliveryId > BatchSize && now.LastDeliveryId - _last > now.ProjectedDeliveryId - _projected;

        // A burst may pause for a moment while the disk is busy, so batches grow again only gradually.
        Limit = isBurst ? BatchSizeInBurst : Math.Min(2 * Limit, BatchSize);
        if (!isBurst)
            return TimeSpan.Zero;
        var rest = RestPerWork * Stopwatch.GetElapsedTime(_started);
        return rest < LongestRest ? rest : LongestRest;
    }
}
