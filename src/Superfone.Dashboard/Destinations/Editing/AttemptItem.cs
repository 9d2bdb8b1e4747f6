using Superfone.Dashboard.Domain.Destinations;

namespace Superfone.Dashboard.Destinations.Editing;

/// <summary>An attempt to pass an event on.</summary>
public sealed record AttemptItem
{
    /// <summary>Its key; <see langword="null"/> for an event that was not attempted.</summary>
    public required long? Id { get; init; }

    /// <summary>The delivery.</summary>
    public required long DeliveryId { get; init; }

    /// <summary>The event's wire name.</summary>
    public required string Event { get; init; }

    /// <summary>The number of the attempt for this delivery, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>The time at which it began.</summary>
    public required DateTime? AtUtc { get; init; }

    /// <summary>Its result.</summary>
    public required AttemptResult Result { get; init; }

    /// <summary>The status of the reply; <see langword="null"/> if there was none.</summary>
    public required int? HttpStatus { get; init; }

    /// <summary>Why it failed.</summary>
    public required PostProblem Problem { get; init; }

    /// <summary>How long the receiver took, in milliseconds; <see langword="null"/> if that is not known any more.</summary>
    public int? Milliseconds { get; init; }

    /// <summary>The time of the next attempt; <see langword="null"/> if there is none.</summary>
    public DateTime? NextAttemptUtc { get; init; }
}
