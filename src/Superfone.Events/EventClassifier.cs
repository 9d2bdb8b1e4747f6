using System.Text.Json;
using System.Text.Unicode;
using Superfone.Events.Payloads;
using Superfone.Events.Reading;

namespace Superfone.Events;

/// <summary>
/// Reads what is needed to store a body: whether it is an event, its account, and the hash and key that identify its duplicates. It never
/// throws, and checks only the name and the id; <see cref="EventReader"/> reads the other fields.
/// </summary>
public static class EventClassifier
{
    /// <summary>Classifies a received body.</summary>
    /// <param name="body">The body as received; any bytes.</param>
    public static Classification Classify(ReadOnlyMemory<byte> body)
    {
        if (WithoutByteOrderMark(body).Span.Trim(" \t\r\n"u8).IsEmpty)
            return Classification.Quarantined("the body is empty");

        if (!Utf8.IsValid(body.Span))
            return Classification.Quarantined("the body is not JSON: it has bytes that are not UTF-8");

        try
        {
            using var read = BodyJson.Parse(body);
            return Classify(read);
        }
        catch (JsonException error)
        {
            return Classification.Quarantined($"the body is not JSON: {error.Message.Split(" LineNumber:")[0]}");
        }
    }

    /// <summary>A UUID in lower case with hyphens; any other text is trimmed; <see langword="null"/> for blank text.</summary>
    public static string? NormalizeUuid(string? text) =>
        Guid.TryParse(text, out var uuid) ? uuid.ToString("D") : string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>The body without the byte order mark that some software writes before UTF-8 text.</summary>
    public static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;

    private static Classification Classify(BodyJson body)
    {
        var payload = body.Root;
        if (payload.ValueKind != JsonValueKind.Object)
            return Classification.Quarantined("the body is not a JSON object");

        LenientJson.TryText(LenientJson.Field(payload, "superfone_number"), out var account);
        var name = LenientJson.Field(payload, "event");
        if (name.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return Classification.Quarantined("event is missing", account: account);
        if (name.ValueKind != JsonValueKind.String || name.GetString() is not { } eventName || string.IsNullOrWhiteSpace(eventName))
            return Classification.Quarantined($"event is not a name: {ReadingNotes.Quote(name)}", account: account);
        if (!EventNames.TryParse(eventName, out var kind))
            return Classification.Unrecognised(eventName, account, body.Hash());

        var definition = EventRegistry.Of(kind);
        return EventId.FindProblem(definition, payload) is { } reason
            ? Classification.Quarantined(reason, eventName, account)
            : Classification.Accepted(kind, account, body.Hash(), ChangeKeyOf(definition, payload));
    }

    // Change keys are stored: these names must never change.
    private static string EntityOf(EventSubject subject) => subject switch
    {
        EventSubject.Call => "call",
        EventSubject.Summary => "summary",
        EventSubject.Contact => "contact",
        EventSubject.Task => "task",
    };

    private static string? ChangeKeyOf(EventDefinition definition, JsonElement payload)
    {
        if (definition.Action != EventAction.Changed)
            return null;
        LenientJson.TryWholeNumber(LenientJson.Field(payload, definition.IdField), out var id);
        LenientJson.TryText(LenientJson.Field(payload, "updated_key"), out var key);
        return $"{EntityOf(definition.Subject)}:{id}:{key}";
    }
}
