namespace Superfone.Dashboard.Storage.Primary;

/// <summary>Where a delivery came from that Superfone did not post: a person read another one again, or imported it.</summary>
public sealed class DeliveryOrigin
{
    /// <summary>The delivery.</summary>
    public long DeliveryId { get; init; }

    /// <summary>The delivery that it is a replay of; <see langword="null"/> for an imported one.</summary>
    public long? ReplayOf { get; init; }

    /// <summary>Who brought it: a user's email or an API token's name.</summary>
    public required string BroughtBy { get; init; }
}
