using Superfone.Dashboard.Ingest.Import;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Events;

namespace Superfone.Dashboard.Ingest.Log;

/// <summary>A delivery on its way to the writer, and who waits for it.</summary>
internal sealed class PendingDelivery(ReceivedBody body, Classification classification, long receivedUtc, ImportSource? bringing = null)
{
    // The sender's log shows the reason; a body's worth of it helps nobody.
    private const int LongestReason = 400;

    private readonly TaskCompletionSource<Receipt> _receipt = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The body, as received and unpacked.</summary>
    public ReceivedBody Body { get; } = body;

    /// <summary>What the body is.</summary>
    public Classification Classification { get; } = classification;

    /// <summary>When it was received, in the form the database keeps.</summary>
    public long ReceivedUtc { get; } = receivedUtc;

    /// <summary>Who brings it; <see langword="null"/> where Superfone does.</summary>
    public ImportSource? ImportSource { get; } = bringing;

    /// <summary>Why it goes to quarantine; <see langword="null"/> for an event.</summary>
    public string? Reason { get; } =
        classification.Reason is { Length: > LongestReason } reason ? $"{reason.AsSpan(0, LongestReason)}…" : classification.Reason;

    /// <summary>Set by the writer once the row is inserted; told only after the commit.</summary>
    public Receipt? Inserted { get; set; }

    /// <summary>How the row was inserted.</summary>
    public DeliveryState Status { get; set; }

    /// <summary>Completes when the delivery is on the disk, or is not going to be.</summary>
    public Task<Receipt> Receipt => _receipt.Task;

    /// <summary>Tells the one who waits.</summary>
    public void Complete(Receipt receipt) => _receipt.TrySetResult(receipt);
}
