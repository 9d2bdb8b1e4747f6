using Superfone.Events;

namespace Superfone.Dashboard.Storage.EventLog;

/// <summary>The log's reply to a delivery.</summary>
public sealed record Receipt
{
    private Receipt(DeliveryState? status) => Status = status;

    /// <summary>The state in which it is stored; <see langword="null"/> if it is not stored.</summary>
    public DeliveryState? Status { get; }

    /// <summary>Its position in the log; 0 if it is not stored.</summary>
    public long DeliveryId { get; private init; }

    /// <summary>For a duplicate, the original delivery.</summary>
    public long? DuplicateOf { get; private init; }

    /// <summary>The reason why it is quarantined or not stored: a sentence.</summary>
    public string? Reason { get; private init; }

    /// <summary>A documented event is stored.</summary>
    public static Receipt Accepted(long deliveryId) => new(DeliveryState.Accepted) { DeliveryId = deliveryId };

    /// <summary>An event whose name is not documented is stored.</summary>
    public static Receipt Unrecognised(long deliveryId) => new(DeliveryState.Unrecognised) { DeliveryId = deliveryId };

    /// <summary>An event that was received before is stored as well.</summary>
    public static Receipt Duplicate(long deliveryId, long duplicateOf) =>
        new(DeliveryState.Duplicate) { DeliveryId = deliveryId, DuplicateOf = duplicateOf };

    /// <summary>An import did not store a delivery, because the log has it.</summary>
    /// <param name="storedId">The delivery in the log; <see langword="null"/> if it is a duplicate in the imported log.</param>
    public static Receipt AlreadyStored(long? storedId = null) => new(DeliveryState.Duplicate) { DuplicateOf = storedId };

    /// <summary>A body that is not a readable event is stored.</summary>
    public static Receipt Quarantined(long deliveryId, string reason) =>
        new(DeliveryState.Quarantined) { DeliveryId = deliveryId, Reason = reason };

    /// <summary>Storage failed: nothing is stored.</summary>
    public static Receipt NotStored(string reason) => new((DeliveryState?)null) { Reason = reason };
}
