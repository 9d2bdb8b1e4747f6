using Superfone.Dashboard.Domain.Destinations;

namespace Superfone.Dashboard.Storage.Primary.Destinations;

/// <summary>One of the last attempts to pass an event on. It holds nothing of the event's content.</summary>
public sealed class DestinationAttempt
{
    /// <summary>Its key; never used again.</summary>
    public long Id { get; init; }

    /// <summary>The destination.</summary>
    public long DestinationId { get; init; }

    /// <summary>The delivery.</summary>
    public long DeliveryId { get; init; }

    /// <summary>The event's wire name.</summary>
    public required string Event { get; init; }

    /// <summary>The number of the attempt for this delivery, from 1.</summary>
    public int Number { get; init; }

    /// <summary>The time at which it began, UTC.</summary>
    public DateTime AtUtc { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public int Milliseconds { get; init; }

    /// <summary>Its result.</summary>
    public AttemptResult Result { get; init; }

    /// <summary>The status of the reply; <see langword="null"/> if there was none.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>Why it failed.</summary>
    public PostProblem Problem { get; init; }

    /// <summary>The time of the next attempt, UTC; <see langword="null"/> if there is none.</summary>
    public DateTime? NextAttemptUtc { get; init; }
}
