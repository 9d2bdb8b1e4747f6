using Superfone.Dashboard.Storage.EventLog;
using Superfone.Events;

namespace Superfone.Dashboard.Ingest.Import;

/// <summary>The result of importing one body.</summary>
/// <param name="Number">The line of the body, from 1; its ordinal number if the text is not one body per line.</param>
/// <param name="Event">The event's wire name; <see langword="null"/> if it has none.</param>
/// <param name="State">The state in which it is stored; <see langword="null"/> if it is not stored.</param>
/// <param name="DeliveryId">Its position in the log; 0 if it is not stored.</param>
/// <param name="DuplicateOf">For a duplicate, the original delivery.</param>
/// <param name="Reason">The reason why it is quarantined or not stored: a sentence.</param>
public sealed record ImportedBody(int Number, string? Event, DeliveryState? State, long DeliveryId, long? DuplicateOf, string? Reason)
{
    /// <summary>The result that a receipt reports.</summary>
    public static ImportedBody Of(int number, string? name, Receipt receipt) =>
        new(number, name, receipt.Status, receipt.DeliveryId, receipt.DuplicateOf, receipt.Reason);
}
