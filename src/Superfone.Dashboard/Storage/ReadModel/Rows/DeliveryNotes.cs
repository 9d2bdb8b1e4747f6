namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>What of an accepted delivery was left out because it is not of its field's kind.</summary>
public sealed class DeliveryNotes
{
    /// <summary>The delivery.</summary>
    public required long DeliveryId { get; init; }

    /// <summary>One text for each field, which begins with the field's JSON path; see <see cref="Superfone.Events.ReadingNotes"/>.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
