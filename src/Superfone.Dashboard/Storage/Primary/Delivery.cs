using Superfone.Dashboard.Storage.Primary.Bodies;
using Superfone.Events;

namespace Superfone.Dashboard.Storage.Primary;

/// <summary>A received POST, from which the body can be read exactly as it was sent. What was received never changes.</summary>
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

    /// <summary>Length of the body as received, in bytes; a column, so that lists need not read bodies.</summary>
    public int SizeBytes { get; init; }

    /// <summary>The body: byte for byte, or compressed if there is a <see cref="Dictionary"/>. Use <see cref="Stored"/> to read it.</summary>
    public required byte[] Body { get; init; }

    /// <summary>The content encoding of the body as received, such as <c>gzip</c>; <see langword="null"/> if the sender did not compress it.</summary>
    public string? Encoding { get; init; }

    /// <summary>The number of the dictionary that the stored body is compressed with; <see langword="null"/> if it is stored as received.</summary>
    public int? Dictionary { get; init; }

    /// <summary>The body as it is stored.</summary>
    public StoredBody Stored() => new(Body, SizeBytes, Dictionary, Encoding);
}
