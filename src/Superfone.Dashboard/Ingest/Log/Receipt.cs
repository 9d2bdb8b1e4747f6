namespace Superfone.Dashboard.Ingest.Log;

/// <summary>What became of a delivery that was handed to the log.</summary>
public sealed record Receipt
{
    private Receipt(ReceiptStatus status) => Status = status;

    /// <summary>Whether and how it is kept.</summary>
    public ReceiptStatus Status { get; }

    /// <summary>Its position in the log; 0 for a failed one.</summary>
    public long DeliveryId { get; private init; }

    /// <summary>For a duplicate, the delivery that it repeats.</summary>
    public long? DuplicateOf { get; private init; }

    /// <summary>Why it is in quarantine or was not kept: a sentence.</summary>
    public string? Reason { get; private init; }

    /// <summary>An event, documented or not, that is kept.</summary>
    public static Receipt Accepted(long deliveryId) => new(ReceiptStatus.Accepted) { DeliveryId = deliveryId };

    /// <summary>An event that came before; kept, not projected.</summary>
    public static Receipt Duplicate(long deliveryId, long duplicateOf) =>
        new(ReceiptStatus.Duplicate) { DeliveryId = deliveryId, DuplicateOf = duplicateOf };

    /// <summary>A body that is no event; kept for a person to look at.</summary>
    public static Receipt Quarantined(long deliveryId, string reason) =>
        new(ReceiptStatus.Quarantined) { DeliveryId = deliveryId, Reason = reason };

    /// <summary>Storage did not take it: nothing is kept.</summary>
    public static Receipt Failed(string reason) => new(ReceiptStatus.Failed) { Reason = reason };
}

/// <summary>Whether and how a delivery is kept.</summary>
public enum ReceiptStatus
{
    /// <summary>Kept as an event.</summary>
    Accepted,

    /// <summary>Kept as a repetition.</summary>
    Duplicate,

    /// <summary>Kept as no event.</summary>
    Quarantined,

    /// <summary>Not kept.</summary>
    Failed,
}
