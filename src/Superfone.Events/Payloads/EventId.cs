using System.Text.Json;
using Superfone.Events.Reading;

namespace Superfone.Events.Payloads;

/// <summary>Reads an event's own id, the only required field.</summary>
internal static class EventId
{
    /// <summary>The reason why the id of a payload cannot be read; <see langword="null"/> if it can.</summary>
    public static string? FindProblem(EventDefinition definition, JsonElement payload)
    {
        var id = LenientJson.Field(payload, definition.IdField);
        var (isRead, isMissing, expected) = definition.IdType switch
        {
            EventIdType.Text => (LenientJson.TryText(id, out var uuid), EventClassifier.NormalizeUuid(uuid) is null, "text"),
            EventIdType.WholeNumber => (LenientJson.TryWholeNumber(id, out var number), number is null, "a whole number"),
        };
        return !isRead ? $"{definition.IdField} is not {expected}: {ReadingNotes.Quote(id)}" : isMissing ? $"{definition.IdField} is missing" : null;
    }

    /// <summary>Reads a whole number.</summary>
    /// <exception cref="EventFormatException">The field is missing, or is not a whole number.</exception>
    public static long Read(WireValue id) => LenientJson.TryWholeNumber(id.Element, out var number)
        ? number ?? throw new EventFormatException($"{id.Path} is missing")
        : throw new EventFormatException($"{id.Path} is not a whole number: {ReadingNotes.Quote(id.Element)}");

    /// <summary>Reads a UUID, or any other text in its place.</summary>
    /// <exception cref="EventFormatException">The field is missing, or is not text.</exception>
    public static string ReadUuid(WireValue id) =>
        EventClassifier.NormalizeUuid(id.Text().Value) ?? throw new EventFormatException($"{id.Path} is missing");
}
