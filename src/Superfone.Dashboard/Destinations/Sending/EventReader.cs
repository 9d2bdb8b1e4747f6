using Superfone.Dashboard.Storage.Primary.Destinations;

namespace Superfone.Dashboard.Destinations.Sending;

/// <summary>Reads the events of one destination from its queue and, beyond its position, from the log. Used by one runner only.</summary>
internal sealed class EventReader(Destination destination, RunnerParts parts, EventWindow window, PassingJournal journal)
{
    private const int BatchSize = 256;
    private const int MostFresh = 256;
    private const int MostQueued = 50_000;

    // A destination that accepts nothing needs no more rows in the queue: what else it is to receive waits in the log.
    private const int MostQueuedWhileFailing = 200;
    private const int ProbeSize = 8;

    // It may fail for the events in the queue only, so that it is tried with some others too.
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(15);

    private readonly DestinationFilter _filter = new(destination, parts.Phones);
    private readonly EntityKeys _keys = new(parts.Phones);
    private long _read = destination.Position;
    private long _undecided;
    private DateTime _nextProbeUtc;

    /// <summary>See <see cref="Destination.Position"/>.</summary>
    public long Position => window.PositionAt(_read);

    /// <summary>The time at which some more is read although the destination fails, UTC; <see langword="null"/> if nothing keeps it from reading.</summary>
    public DateTime? NextProbeUtc => HasRoom && journal.FailingSinceUtc is not null && window.QueuedCount >= MostQueuedWhileFailing ? _nextProbeUtc : null;

    private bool HasRoom => window.FreshCount < MostFresh && window.QueuedCount < MostQueued;

    /// <summary>Reads the queue: deliveries that are not known yet, and those that are to be posted now.</summary>
    public async Task ReadQueueAsync(CancellationToken cancellation)
    {
        foreach (var row in await parts.Queries.WaitingAsync(destination.Id, cancellation))
        {
            if (window.Find(row.DeliveryId) is { } known)
            {
                window.Queue(known);
                if (row.NextAttemptUtc is null && !known.IsInFlight)
                {
                    (known.SinceUtc, known.Attempts, known.Hash) = (row.QueuedUtc, row.Attempts, row.Hash);
                    window.Hasten(known);
                }
            }
            else if (!journal.IsDone(row.DeliveryId))
            {
                window.Add(new PassedEvent(row.DeliveryId, row.Event, KeysOf(parts.Log.Find(row.DeliveryId)), row.QueuedUtc)
                {
                    IsQueued = true,
                    Hash = row.Hash,
                    Attempts = row.Attempts,
                    NextAttemptUtc = row.NextAttemptUtc,
                });
            }
        }
    }

    /// <summary>Reads the next part of the log, as far as there is room and the read model has come if what is passed on depends on it.</summary>
    public async Task<LogReading> ReadLogAsync(DateTime nowUtc, CancellationToken cancellation)
    {
        if (_undecided > 0 && !parts.Items.IsReady(_undecided))
            return LogReading.WaitsForItem;
        var limit = LimitAt(nowUtc);
        if (limit == 0)
            return LogReading.Full;
        var batch = parts.Log.ReadAfter(_read, limit, _filter.Events);
        foreach (var delivery in batch)
        {
            var isChosen = delivery.Body is not null && _filter.Includes(delivery.Account) && window.Find(delivery.Id) is null;
            if (isChosen && _filter.NeedsItem(delivery.Event!))
            {
                if (!parts.Items.IsReady(delivery.Id))
                {
                    _undecided = delivery.Id;
                    return LogReading.WaitsForItem;
                }

                isChosen = _filter.Conditions.Matches(await parts.Items.FindAsync(delivery.Id, delivery.Body!.ContentOrBytes(), cancellation), parts.Phones);
            }

            _read = delivery.Id;
            if (isChosen)
                Add(delivery, nowUtc);
        }

        return batch.Count == limit ? LogReading.HasMore : LogReading.AtEnd;
    }

    /// <summary>Puts an event, and all that wait for it, into the queue.</summary>
    public void Queue(PassedEvent failed)
    {
        foreach (var queued in EntityOrder.From(failed).Where(queued => queued == failed || !queued.IsQueued).ToList())
        {
            window.Queue(queued);
            journal.Queue(queued.ToRow(destination.Id, isFailed: false));
        }
    }

    private void Add(PassableDelivery delivery, DateTime nowUtc)
    {
        var added = new PassedEvent(delivery.Id, delivery.Event!, KeysOf(delivery), SinceOf(delivery, nowUtc)) { Hash = delivery.Hash };
        window.Add(added);
        if (added.IsBehindQueued)
            Queue(added);
    }

    private int LimitAt(DateTime nowUtc)
    {
        if (!HasRoom)
            return 0;
        if (NextProbeUtc is not { } probe)
            return BatchSize;
        if (probe > nowUtc)
            return 0;
        _nextProbeUtc = nowUtc + ProbeInterval;
        return ProbeSize;
    }

    private IReadOnlyList<string> KeysOf(PassableDelivery? delivery) => delivery?.Body is { } body ? _keys.Of(body.ContentOrBytes()) : [];

    // While the destination failed, the event has waited in the log.
    private DateTime SinceOf(PassableDelivery delivery, DateTime nowUtc) => journal.FailingSinceUtc is { } failing
        ? delivery.ReceivedUtc > failing ? delivery.ReceivedUtc : failing
        : nowUtc;
}
