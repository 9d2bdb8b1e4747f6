using Superfone.Dashboard.Destinations.Sending;
using Superfone.Dashboard.Domain.Destinations;

namespace Superfone.Dashboard.Destinations.Editing;

/// <summary>A URL to which events are passed on, and how it fares. Without its secret.</summary>
public sealed record DestinationItem
{
    /// <summary>Its key.</summary>
    public required long Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Where events are posted to.</summary>
    public required string Url { get; init; }

    /// <summary>In which form.</summary>
    public required DestinationForm Form { get; init; }

    /// <summary>The wire names of the events that are passed on; empty for all.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>The Superfone numbers whose events are passed on; empty for all.</summary>
    public required IReadOnlyList<string> Accounts { get; init; }

    /// <summary>What the events that are passed on are about.</summary>
    public required ItemConditions Filter { get; init; }

    /// <summary>Whether events are passed on; otherwise they wait.</summary>
    public required bool Enabled { get; init; }

    /// <summary>Why it is not enabled.</summary>
    public required DestinationPause Pause { get; init; }

    /// <summary>The time at which it was made.</summary>
    public required DateTime CreatedUtc { get; init; }

    /// <summary>The time of the last event that it accepted; <see langword="null"/> before the first.</summary>
    public required DateTime? LastSuccessUtc { get; init; }

    /// <summary>
    /// The time since which it has accepted nothing of what it is being sent; <see langword="null"/> if it accepted the last event, nothing waits any
    /// more, or it is not enabled.
    /// </summary>
    public required DateTime? FailingSinceUtc { get; init; }

    /// <summary>
    /// The number of events that it is to receive yet, up to <see cref="DestinationDirectory.MostCounted"/> and those in the queue. While it is not
    /// enabled, those that <see cref="Filter"/> leaves out are counted too.
    /// </summary>
    public required int Waiting { get; init; }

    /// <summary>The number of events that it did not accept for too long.</summary>
    public required int Failed { get; init; }

    /// <summary>The time of the last of these attempts; <see langword="null"/> if there is none.</summary>
    public required DateTime? LastFailedUtc { get; init; }

    /// <summary>The time until which the former secret signs too; <see langword="null"/> if only one signs.</summary>
    public required DateTime? FormerSecretUntilUtc { get; init; }
}
