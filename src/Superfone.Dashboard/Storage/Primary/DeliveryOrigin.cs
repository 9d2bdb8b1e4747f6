namespace Superfone.Dashboard.Storage.Primary;

/// <summary>The origin of a delivery that Superfone did not post: a replay or an import.</summary>
public sealed class DeliveryOrigin
{
    /// <summary>The delivery.</summary>
    public long DeliveryId { get; init; }

    /// <summary>The replayed delivery; <see langword="null"/> for an import.</summary>
    public long? ReplayOf { get; init; }

    /// <summary>A user's email or an API token's name.</summary>
    public required string BroughtBy { get; init; }
}
