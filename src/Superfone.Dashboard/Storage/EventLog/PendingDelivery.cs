using System.Diagnostics;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Bodies;
using Superfone.Events;

namespace Superfone.Dashboard.Storage.EventLog;

/// <summary>A delivery to append, and the task that waits for it.</summary>
/// <param name="body">The body, as received and decompressed.</param>
/// <param name="classification">The classification of the body.</param>
/// <param name="receivedUtc">The time at which it was received, milliseconds since 1970.</param>
/// <param name="source">The user who imported or replayed it; <see langword="null"/> if Superfone posted it.</param>
public sealed class PendingDelivery(ReceivedBody body, Classification classification, long receivedUtc, ImportSource? source = null)
{
    // Superfone's activity log shows the reason, which may quote the body.
    private const int LongestReason = 400;

    private readonly TaskCompletionSource<Receipt> _receipt = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The body, as received and decompressed.</summary>
    public ReceivedBody Body { get; } = body;

    /// <summary>The body as received, compressed by the thread that made this; <see langword="null"/> if that saves nothing.</summary>
    public byte[]? Compressed { get; } = BodyDictionary.Compress(body.Received.Span);

    /// <summary>The classification of the body.</summary>
    public Classification Classification { get; } = classification;

    /// <summary>The time at which it was received, milliseconds since 1970.</summary>
    public long ReceivedUtc { get; } = receivedUtc;

    /// <summary>The user who imported or replayed it; <see langword="null"/> if Superfone posted it.</summary>
    public ImportSource? ImportSource { get; } = source;

    /// <summary>The reason why it is quarantined; <see langword="null"/> for an event.</summary>
    public string? Reason { get; } =
        classification.Reason is { Length: > LongestReason } reason ? $"{reason.AsSpan(0, LongestReason)}…" : classification.Reason;

    /// <summary>The span of its append; <see langword="null"/> if nobody collects traces.</summary>
    public Activity? Span { get; init; }

    /// <summary>Set by the writer when the row is inserted; valid once the transaction is committed.</summary>
    public Receipt? Inserted { get; set; }

    /// <summary>The state in which it is stored; set by the writer.</summary>
    public DeliveryState Status { get; set; }

    /// <summary>Sets <see cref="Inserted"/> by <see cref="Status"/>.</summary>
    /// <param name="id">The delivery.</param>
    /// <param name="earlierId">The delivery with the same JSON before it, if there is one.</param>
    internal void SetInserted(long id, long? earlierId) => Inserted = Status switch
    {
        DeliveryState.Duplicate => EventLog.Receipt.Duplicate(id, earlierId!.Value),
        DeliveryState.Quarantined => EventLog.Receipt.Quarantined(id, Reason!),
        DeliveryState.Accepted => EventLog.Receipt.Accepted(id),
        DeliveryState.Unrecognised => EventLog.Receipt.Unrecognised(id),
        DeliveryState.Failed => throw new UnreachableException(),
    };

    /// <summary>Completes when the delivery is durable or was refused.</summary>
    public Task<Receipt> Receipt => _receipt.Task;

    /// <summary>Completes <see cref="Receipt"/>.</summary>
    public void Complete(Receipt receipt) => _receipt.TrySetResult(receipt);
}
