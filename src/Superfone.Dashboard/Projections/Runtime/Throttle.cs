namespace Superfone.Dashboard.Projections.Runtime;

/// <summary>
/// Makes projection yield to ingest. In a burst it cannot keep up anyway, so it works in short batches with long pauses, leaves the
/// CPU to ingest, and catches up after the burst. What lasts longer than a burst gets half of the time of projection, so that pages move on.
/// While it keeps up with a fast flow, it waits for larger batches: each batch writes the pages of its indexes once, however many rows they get.
/// </summary>
internal sealed class Throttle(TimeProvider time)
{
    private const int BatchSize = 256;
    private const int BatchSizeInBurst = 4;
    private const int RestPerWorkInBurst = 10;
    private const int RestPerWorkAfterwards = 1;
    private const int RestPerWorkWhileFollowing = 2;

    // Deliveries a second.
    private const int FastFlow = 800;

    private static readonly TimeSpan LongestBurst = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(200);

    // Deliveries are stored in groups. Over a shorter time, it would seem at times that none arrive.
    private static readonly TimeSpan ArrivalWindow = TimeSpan.FromMilliseconds(100);

    private (long Timestamp, long Projected) _batch;
    private (long Timestamp, long Last) _window;
    private long _followed = time.GetTimestamp();
    private double _arrivalsPerSecond;
    private double _projectedPerSecond = double.MaxValue;

    /// <summary>The maximum number of deliveries in the next batch.</summary>
    public int Limit { get; private set; } = BatchSize;

    /// <summary>Records the state before a batch.</summary>
    /// <param name="projectedDeliveryId">The last delivery that is projected.</param>
    public void Begin(long projectedDeliveryId) => _batch = (time.GetTimestamp(), projectedDeliveryId);

    /// <summary>
    /// The pause after a batch: none, unless more than a batch waits, and deliveries arrive faster than projection without pauses would follow; or less than a
    /// batch waits of a fast flow. A steady flow that it follows is no burst, and is not waited for during a rebuild: otherwise that would never catch up with it.
    /// </summary>
    /// <param name="lastDeliveryId">The log's last delivery.</param>
    /// <param name="projectedDeliveryId">The last delivery that is projected.</param>
    /// <param name="isRebuilding">Whether batches of a rebuild are projected as well.</param>
    public TimeSpan RestAfter(long lastDeliveryId, long projectedDeliveryId, bool isRebuilding)
    {
        var work = time.GetElapsedTime(_batch.Timestamp);
        NoteSpeed(projectedDeliveryId - _batch.Projected, work);
        NoteArrivals(lastDeliveryId);
        var waiting = lastDeliveryId - projectedDeliveryId;
        if (waiting <= BatchSize)
            _followed = time.GetTimestamp();
        var isTooFast = waiting > BatchSize && _arrivalsPerSecond > _projectedPerSecond;
        var isBurst = isTooFast && time.GetElapsedTime(_followed) < LongestBurst;

        // A burst may pause for a moment while the disk is busy, so batches grow again only gradually.
        Limit = isBurst ? BatchSizeInBurst : Math.Min(2 * Limit, BatchSize);
        var isFollowing = !isRebuilding && waiting < BatchSize && _arrivalsPerSecond > FastFlow;
        var rest = work * (isBurst ? RestPerWorkInBurst : isTooFast ? RestPerWorkAfterwards : isFollowing ? RestPerWorkWhileFollowing : 0);
        return rest < LongestRest ? rest : LongestRest;
    }

    // Short batches are slower. They count only if the disk was slower still during the last full one.
    private void NoteSpeed(long projected, TimeSpan work)
    {
        var perSecond = projected / work.TotalSeconds;
        if (projected >= BatchSize || perSecond > _projectedPerSecond)
            _projectedPerSecond = perSecond;
    }

    private void NoteArrivals(long lastDeliveryId)
    {
        var now = time.GetTimestamp();
        if (time.GetElapsedTime(_window.Timestamp, now) is var passed && passed < ArrivalWindow)
            return;
        _arrivalsPerSecond = (lastDeliveryId - _window.Last) / passed.TotalSeconds;
        _window = (now, lastDeliveryId);
    }
}
