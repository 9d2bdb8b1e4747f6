using Superfone.Dashboard.Domain.Destinations;
using Superfone.Dashboard.Storage.Primary.Destinations;

namespace Superfone.Dashboard.Destinations.Sending;

/// <summary>An event that a destination is to receive. Used by one runner only.</summary>
/// <param name="deliveryId">The delivery.</param>
/// <param name="name">The event's wire name.</param>
/// <param name="keys">What it is about; see <see cref="EntityKeys"/>.</param>
/// <param name="sinceUtc">The time since which it waits, UTC.</param>
internal sealed class PassedEvent(long deliveryId, string name, IReadOnlyList<string> keys, DateTime sinceUtc)
{
    /// <summary>The delivery.</summary>
    public long DeliveryId { get; } = deliveryId;

    /// <summary>The event's wire name.</summary>
    public string Event { get; } = name;

    /// <summary>What it is about.</summary>
    public IReadOnlyList<string> Keys { get; } = keys;

    /// <summary>The time since which it waits, UTC.</summary>
    public DateTime SinceUtc { get; set; } = sinceUtc;

    /// <summary>The events that wait for this one.</summary>
    public HashSet<PassedEvent> Followers { get; } = [];

    /// <summary>The number of events that this one waits for.</summary>
    public int Blockers { get; set; }

    /// <summary>Whether it is, or is to be, a row of the queue.</summary>
    public bool IsQueued { get; set; }

    /// <summary>Whether it waits for an event that is a row of the queue.</summary>
    public bool IsBehindQueued { get; set; }

    /// <summary>Whether it is being posted.</summary>
    public bool IsInFlight { get; set; }

    /// <summary>The hash of the body; see <see cref="QueuedDelivery.Hash"/>.</summary>
    public byte[]? Hash { get; set; }

    /// <summary>The number of attempts so far.</summary>
    public int Attempts { get; set; }

    /// <summary>The time of the next attempt, UTC; <see langword="null"/> for at once.</summary>
    public DateTime? NextAttemptUtc { get; set; }

    /// <summary>The time of the last attempt, UTC.</summary>
    public DateTime? LastAttemptUtc { get; set; }

    /// <summary>The result of the last attempt.</summary>
    public PostResult? Last { get; set; }

    /// <summary>The row of the queue.</summary>
    public QueuedDelivery ToRow(long destinationId, bool isFailed) => new()
    {
        DestinationId = destinationId,
        DeliveryId = DeliveryId,
        IsFailed = isFailed,
        QueuedUtc = SinceUtc,
        Attempts = Attempts,
        NextAttemptUtc = isFailed ? null : NextAttemptUtc,
        Hash = Hash,
        Event = Event,
        LastAttemptUtc = LastAttemptUtc,
        HttpStatus = Last?.HttpStatus,
        Problem = Last?.Problem ?? PostProblem.None,
    };
}
