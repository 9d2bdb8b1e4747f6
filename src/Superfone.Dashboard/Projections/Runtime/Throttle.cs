using System.Diagnostics;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Projections.Runtime;

/// <summary>
/// Makes projection give way to ingest. In a burst it cannot keep up anyway: it works in short pieces with long rests, leaves the
/// cores to whoever posts, and catches up when the burst is over.
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

    /// <summary>How many deliveries to fold in at most.</summary>
    public int Limit { get; private set; } = BatchSize;

    /// <summary>Notes where things stand before a piece of work.</summary>
    /// <param name="lastDeliveryId">The log's last delivery.</param>
    /// <param name="projectedDeliveryId">The last one that is folded in.</param>
    public void Begin(long lastDeliveryId, long projectedDeliveryId) =>
        (_started, _last, _projected) = (Stopwatch.GetTimestamp(), lastDeliveryId, projectedDeliveryId);

    /// <summary>How long to rest after a piece of work: not at all, unless more came in meanwhile than was folded in.</summary>
    /// <param name="now">Where things stand after it.</param>
    public TimeSpan RestAfter(ProjectionStatus now)
    {
        var isBurst = now.LastDeliveryId - _last > now.ProjectedDeliveryId - _projected;

        // A burst that pauses for a moment, while the disk is busy, is not over: pieces grow again little by little.
        Limit = isBurst ? BatchSizeInBurst : Math.Min(2 * Limit, BatchSize);
        if (!isBurst)
            return TimeSpan.Zero;
        var rest = RestPerWork * Stopwatch.GetElapsedTime(_started);
        return rest < LongestRest ? rest : LongestRest;
    }
}
