using Superfone.Events;

namespace Superfone.Dashboard.Storage.Primary;

/// <summary>A received POST, exactly as it was sent. Rows are appended and never changed.</summary>
public sealed class Delivery
{
    /// <summary>Position in the log, from 1; called <c>deliveryId</c> in replies.</summary>
    public long Id { get; init; }

    /// <summary>The time at which it was received, UTC, to the millisecond.</summary>
    public DateTime ReceivedUtc { get; init; }

    /// <summary>Its state in the log; never <see cref="DeliveryState.Failed"/>, which is known only after projection.</summary>
    public DeliveryState Status { get; init; }

    /// <summary>The event's wire name; <see langword="null"/> if the body has none.</summary>
    public string? Event { get; init; }

    /// <summary>The account's Superfone number, as received.</summary>
    public string? Account { get; init; }

    /// <summary>The reason why it is quarantined; <see langword="null"/> otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>SHA-256 of the canonical JSON; <see langword="null"/> for a quarantined body.</summary>
    public byte[]? Hash { get; init; }

    /// <summary>
    /// The latest earlier delivery with the same canonical JSON that is not a duplicate itself. An accepted delivery has one if the earlier
    /// one was received before the duplicate window.
    /// </summary>
    public long? EarlierId { get; init; }

    /// <summary>For a <c>*_CHANGE</c> event, the changed field, such as <c>contact:12345:lead_stage</c>.</summary>
    public string? ChangeKey { get; init; }

    /// <summary>Length of <see cref="Body"/> in bytes; a column, so that lists need not read bodies.</summary>
    public int SizeBytes { get; init; }

    /// <summary>The body, byte for byte. Use <see cref="PackedBody.Read"/> to decompress it.</summary>
    public required byte[] Body { get; init; }

    /// <summary>The content encoding of the body, such as <c>gzip</c>; <see langword="null"/> if it is not compressed.</summary>
    public string? Encoding { get; init; }
}
