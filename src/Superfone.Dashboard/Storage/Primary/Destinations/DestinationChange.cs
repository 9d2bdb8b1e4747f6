using Superfone.Dashboard.Domain.Destinations;

namespace Superfone.Dashboard.Storage.Primary.Destinations;

/// <summary>
/// A change of a destination. What is <see langword="null"/> stays as it is in the database, so that two changes at once undo nothing of each other.
/// </summary>
public sealed record DestinationChange
{
    /// <summary>See <see cref="Destination.Name"/>.</summary>
    public string? Name { get; init; }

    /// <summary>See <see cref="Destination.Url"/>.</summary>
    public string? Url { get; init; }

    /// <summary>See <see cref="Destination.Form"/>.</summary>
    public DestinationForm? Form { get; init; }

    /// <summary>See <see cref="Destination.Events"/>.</summary>
    public string? Events { get; init; }

    /// <summary>See <see cref="Destination.Accounts"/>.</summary>
    public string? Accounts { get; init; }

    /// <summary>See <see cref="Destination.Conditions"/>.</summary>
    public string? Conditions { get; init; }

    /// <summary>See <see cref="Destination.IsEnabled"/>.</summary>
    public bool? IsEnabled { get; init; }

    /// <summary>See <see cref="Destination.LogId"/>.</summary>
    public string? LogId { get; init; }
}
