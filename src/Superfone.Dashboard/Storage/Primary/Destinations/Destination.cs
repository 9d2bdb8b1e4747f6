using Superfone.Dashboard.Domain.Destinations;

namespace Superfone.Dashboard.Storage.Primary.Destinations;

/// <summary>A URL to which events are passed on, and how far in the log it has come.</summary>
public sealed class Destination
{
    /// <summary>Its key; never used again.</summary>
    public long Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Where events are posted to.</summary>
    public required string Url { get; init; }

    /// <summary>In which form.</summary>
    public DestinationForm Form { get; init; }

    /// <summary>The wire names of the events that are passed on, separated by spaces; empty for all.</summary>
    public required string Events { get; init; }

    /// <summary>The accounts whose events are passed on, as keys separated by spaces; empty for all.</summary>
    public required string Accounts { get; init; }

    /// <summary>What the events that are passed on are about, as JSON; empty for anything.</summary>
    public required string Conditions { get; init; }

    /// <summary>Whether events are passed on; otherwise they wait.</summary>
    public bool IsEnabled { get; init; }

    /// <summary>The log whose events somebody wanted to have passed on. Those of a restored log, which is another one, wait until somebody wants that too.</summary>
    public required string LogId { get; init; }

    /// <summary>The secret that signs posts, protected.</summary>
    public required string Secret { get; init; }

    /// <summary>The secret before it, protected; <see langword="null"/> if there is none.</summary>
    public string? FormerSecret { get; init; }

    /// <summary>The time until which the former secret signs too, UTC.</summary>
    public DateTime? FormerSecretUntilUtc { get; init; }

    /// <summary>The position in the log: every delivery up to it was passed on, was not to be, or is a <see cref="QueuedDelivery"/>.</summary>
    public long Position { get; init; }

    /// <summary>The time at which it was made, UTC.</summary>
    public DateTime CreatedUtc { get; init; }

    /// <summary>The time of the last attempt that succeeded, UTC.</summary>
    public DateTime? LastSuccessUtc { get; init; }

    /// <summary>
    /// The time of the first attempt that failed since the last one that succeeded, UTC; <see langword="null"/> if nothing of that waits any more,
    /// or what decides about it was changed since.
    /// </summary>
    public DateTime? FailingSinceUtc { get; init; }
}
