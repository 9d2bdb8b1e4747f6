using Superfone.Events;

namespace Superfone.Dashboard.Storage.Primary;

/// <summary>One received POST, exactly as it came. Rows are appended and never changed.</summary>
public sealed class Delivery
{
    /// <summary>Position in the log, from 1; what replies name as <c>deliveryId</c>.</summary>
    public long Id { get; init; }

    /// <summary>When it was received, UTC, to the millisecond.</summary>
    public DateTime ReceivedUtc { get; init; }

    /// <summary>Its state in the log; never <see cref="DeliveryState.Failed"/>, which is known only after projection.</summary>
    public DeliveryState Status { get; init; }

    /// <summary>The event's name on the wire; <see langword="null"/> where the body has none.</summary>
    public string? Event { get; init; }

    /// <summary>The account's Superfone number, as received.</summary>
    public string? Account { get; init; }

    /// <summary>Why it is in quarantine; <see langword="null"/> otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>SHA-256 over the canonical JSON; <see langword="null"/> for a body in quarantine.</summary>
    public byte[]? Hash { get; init; }

    /// <summary>
    /// The latest delivery before this one with the same canonical JSON that was itself no duplicate. For a duplicate, what it
    /// repeats; for an accepted delivery, what it repeats from beyond the duplicate window.
    /// </summary>
    public long? EarlierId { get; init; }

    /// <summary>For a <c>*_CHANGE</c> what changed, such as <c>contact:12345:lead_stage</c>.</summary>
    public string? ChangeKey { get; init; }

    /// <summary>Length of <see cref="Body"/> in bytes; a column, so that lists need not read bodies.</summary>
    public int SizeBytes { get; init; }

    /// <summary>The body, byte for byte. What it says is read with <see cref="PackedBody.Read"/>.</summary>
    public required byte[] Body { get; init; }

    /// <summary>How the body is packed, as <see cref="PackedBody"/> reads it, such as <c>gzip</c>; <see langword="null"/> where it is not.</summary>
    public string? Encoding { get; init; }
}
