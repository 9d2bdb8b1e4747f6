namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>The fields of an accepted delivery that were ignored because they have the wrong type.</summary>
public sealed class DeliveryNotes
{
    /// <summary>The delivery.</summary>
    public required long DeliveryId { get; init; }

    /// <summary>One text for each field, beginning with its JSON path; see <see cref="Superfone.Events.ReadingNotes"/>.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
