namespace Superfone.Dashboard.Destinations.Sending;

/// <summary>The events that a destination is to receive next, as far as they were read from the log. Used by one runner only.</summary>
internal sealed class EventWindow
{
    private readonly EntityOrder _order = new();
    private readonly SortedSet<long> _fresh = [];
    private readonly Dictionary<long, PassedEvent> _all = [];
    private readonly Queue<PassedEvent> _ready = [];
    private readonly PriorityQueue<PassedEvent, DateTime> _delayed = new();

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _all.Count == 0;

    /// <summary>The number of events that are not rows of the queue.</summary>
    public int FreshCount => _fresh.Count;

    /// <summary>The number of events that are rows of the queue.</summary>
    public int QueuedCount => _all.Count - _fresh.Count;

    /// <summary>The time at which the next event is due, UTC; <see langword="null"/> if none has a time.</summary>
    public DateTime? NextUtc => _delayed.TryPeek(out _, out var next) ? next : null;

    /// <summary>The position in the log up to which every event has ended or is a row of the queue.</summary>
    /// <param name="read">The last delivery that was read.</param>
    public long PositionAt(long read) => _fresh.Count > 0 ? _fresh.Min - 1 : read;

    /// <summary>Finds the event of a delivery.</summary>
    public PassedEvent? Find(long deliveryId) => _all.GetValueOrDefault(deliveryId);

    /// <summary>Adds an event behind the others.</summary>
    public void Add(PassedEvent added)
    {
        _all.Add(added.DeliveryId, added);
        _order.Add(added);
        if (!added.IsQueued)
            _fresh.Add(added.DeliveryId);
        Schedule(added);
    }

    /// <summary>Marks an event as a row of the queue.</summary>
    public void Queue(PassedEvent queued)
    {
        queued.IsQueued = true;
        _fresh.Remove(queued.DeliveryId);
    }

    /// <summary>Looks at the next event that may be posted now.</summary>
    public PassedEvent? Peek(DateTime nowUtc)
    {
        while (_delayed.TryPeek(out var due, out var at) && at <= nowUtc)
        {
            _delayed.Dequeue();
            _ready.Enqueue(due);
        }

        return _ready.TryPeek(out var next) ? next : null;
    }

    /// <summary>Takes the event that <see cref="Peek"/> has found.</summary>
    public void Take() => _ready.Dequeue();

    /// <summary>Lets an event be posted once nothing is before it and its time has come.</summary>
    public void Schedule(PassedEvent scheduled)
    {
        if (scheduled.Blockers > 0)
            return;
        if (scheduled.NextAttemptUtc is { } next)
            _delayed.Enqueue(scheduled, next);
        else
            _ready.Enqueue(scheduled);
    }

    /// <summary>Lets all events that wait for a time be posted now.</summary>
    public void Hasten()
    {
        while (_delayed.TryDequeue(out var next, out _))
            _ready.Enqueue(next);
    }

    /// <summary>Lets an event be posted now if it waits for a time.</summary>
    public void Hasten(PassedEvent hastened)
    {
        hastened.NextAttemptUtc = null;
        if (_delayed.Remove(hastened, out _, out _))
            _ready.Enqueue(hastened);
    }

    /// <summary>Ends an event, and lets those behind it go on.</summary>
    public void End(PassedEvent ended)
    {
        _all.Remove(ended.DeliveryId);
        _fresh.Remove(ended.DeliveryId);
        foreach (var freed in _order.End(ended))
            Schedule(freed);
    }
}
