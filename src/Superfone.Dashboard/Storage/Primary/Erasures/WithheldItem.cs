namespace Superfone.Dashboard.Storage.Primary.Erasures;

/// <summary>What an erasure has taken away and not deleted yet: the original of a delivery, or the file of a recording. It is shown nowhere.</summary>
public sealed class WithheldItem
{
    /// <summary>Its key.</summary>
    public long Id { get; init; }

    /// <summary>The erasure, which deletes it.</summary>
    public long ErasureId { get; init; }

    /// <summary>The delivery; <see langword="null"/> for a file.</summary>
    public long? DeliveryId { get; init; }

    /// <summary>The time at which the delivery was received, UTC.</summary>
    public DateTime? ReceivedUtc { get; init; }

    /// <summary>The path of the file below the data directory; <see langword="null"/> for a delivery.</summary>
    public string? Path { get; init; }

    /// <summary>The content encoding of the body; see <see cref="Delivery.Encoding"/>.</summary>
    public string? Encoding { get; init; }

    /// <summary>The body of the delivery, as received.</summary>
    public byte[]? Body { get; init; }
}
