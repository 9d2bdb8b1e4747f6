namespace Superfone.Dashboard.Storage.Primary.Destinations;

/// <summary>What has happened at a destination since it was last stored.</summary>
public sealed record PassingChanges
{
    /// <summary>The destination.</summary>
    public required long DestinationId { get; init; }

    /// <summary>See <see cref="Destination.Position"/>.</summary>
    public required long Position { get; init; }

    /// <summary>See <see cref="Destination.LastSuccessUtc"/>; <see langword="null"/> if there was none since.</summary>
    public required DateTime? LastSuccessUtc { get; init; }

    /// <summary>See <see cref="Destination.FailingSinceUtc"/>.</summary>
    public required DateTime? FailingSinceUtc { get; init; }

    /// <summary>Deliveries that are queued now, or whose place in the queue changed.</summary>
    public required IReadOnlyList<QueuedDelivery> Queued { get; init; }

    /// <summary>Deliveries that leave the queue.</summary>
    public required IReadOnlyList<long> Done { get; init; }

    /// <summary>The attempts, in order.</summary>
    public required IReadOnlyList<DestinationAttempt> Attempts { get; init; }
}
