using Superfone.Dashboard.Domain.Destinations;

namespace Superfone.Dashboard.Storage.Primary.Destinations;

/// <summary>A delivery that a destination did not accept, or that waits behind one of those. It holds nothing of the event's content.</summary>
public sealed class QueuedDelivery
{
    /// <summary>The destination.</summary>
    public long DestinationId { get; init; }

    /// <summary>The delivery.</summary>
    public long DeliveryId { get; init; }

    /// <summary>Whether it failed for too long; it is not retried unless somebody asks for it.</summary>
    public bool IsFailed { get; init; }

    /// <summary>The time since which it waits, UTC.</summary>
    public DateTime QueuedUtc { get; init; }

    /// <summary>The number of attempts so far.</summary>
    public int Attempts { get; init; }

    /// <summary>The time of the next attempt, UTC; <see langword="null"/> for as soon as possible.</summary>
    public DateTime? NextAttemptUtc { get; init; }

    /// <summary>
    /// The hash of the delivery when it was read from the log, or somebody asked to send it again. With another one it has been erased in part since,
    /// and is not passed on.
    /// </summary>
    public byte[]? Hash { get; init; }

    /// <summary>The event's wire name.</summary>
    public required string Event { get; init; }

    /// <summary>The last attempt; <see langword="null"/> before the first.</summary>
    public long? LastAttemptId { get; init; }

    /// <summary>The time of the last attempt, UTC.</summary>
    public DateTime? LastAttemptUtc { get; init; }

    /// <summary>The status of the reply to the last attempt.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>Why the last attempt failed.</summary>
    public PostProblem Problem { get; init; }
}
