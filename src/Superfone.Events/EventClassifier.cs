using System.Text.Json;
using System.Text.Unicode;
using Superfone.Events.Reading;

namespace Superfone.Events;

/// <summary>
/// Looks at a body just enough to keep it: is it an event, whose, and is it the same as another? Nothing here throws,
/// and nothing but the ids and the name is judged; all other fields are <see cref="EventReader"/>'s.
/// </summary>
public static class EventClassifier
{
    /// <summary>Classifies a received body.</summary>
    /// <param name="body">The body as received; any bytes.</param>
    public static Classification Classify(ReadOnlyMemory<byte> body)
    {
        if (body.Span.Trim(" \t\r\n"u8).IsEmpty)
            return Classification.Malformed("the body is empty");

        if (!Utf8.IsValid(body.Span))
            return Classification.Malformed("the body is not JSON: it has bytes that are not UTF-8");

        try
        {
            using var read = BodyJson.Parse(body);
            return Classify(read);
        }
        catch (JsonException error)
        {
            return Classification.Malformed($"the body is not JSON: {error.Message.Split(" LineNumber:")[0]}");
        }
    }

    /// <summary>A UUID in its usual form, lower case with hyphens; any other text trimmed; blank text is <see langword="null"/>.</summary>
    public static string? NormalizeUuid(string? text) =>
        Guid.TryParse(text, out var uuid) ? uuid.ToString("D") : string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>A body without the byte order mark that some software puts before UTF-8 text.</summary>
    public static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;

    private static Classification Classify(BodyJson body)
    {
        var payload = body.Root;
        if (payload.ValueKind != JsonValueKind.Object)
            return Classification.Malformed("the body is not a JSON object");

        LenientJson.TryText(LenientJson.Field(payload, "superfone_number"), out var account);
        var name = LenientJson.Field(payload, "event");
        if (name.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return Classification.Malformed("event is missing", account: account);
        if (name.ValueKind != JsonValueKind.String || name.GetString() is not { } eventName || string.IsNullOrWhiteSpace(eventName))
            return Classification.Malformed($"event is not a name: {ReadingNotes.Quote(name)}", account: account);
        if (!EventNames.TryParse(eventName, out var kind))
            return Classification.Unrecognised(eventName, account, body.Hash());

        return FindUnreadableId(kind, payload) is { } reason
            ? Classification.Malformed(reason, eventName, account)
            : Classification.Recognised(kind, account, body.Hash(), ChangeKeyOf(kind, payload));
    }

    private static string? FindUnreadableId(EventKind kind, JsonElement payload)
    {
        var name = IdOf(kind);
        var id = LenientJson.Field(payload, name);
        var (isRead, isMissing, expected) = kind == EventKind.SummaryReady
            ? (LenientJson.TryText(id, out var uuid), NormalizeUuid(uuid) is null, "text")
            : (LenientJson.TryWholeNumber(id, out var number), number is null, "a whole number");
        return !isRead ? $"{name} is not {expected}: {ReadingNotes.Quote(id)}" : isMissing ? $"{name} is missing" : null;
    }

    private static string IdOf(EventKind kind) => kind switch
    {
        EventKind.AllCalls or EventKind.MissedCall or EventKind.RecordingAvailable => "cdr_id",
        EventKind.SummaryReady => "cdr_uuid",
        EventKind.CustomerCreate or EventKind.CustomerChange => "contact_id",
        EventKind.TaskCreate or EventKind.TaskChange or EventKind.TaskNotifyTime or EventKind.TaskDueTime => "task_id",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static string? ChangeKeyOf(EventKind kind, JsonElement payload)
    {
        var prefix = kind switch
        {
            EventKind.CustomerChange => "contact",
            EventKind.TaskChange => "task",
            _ => null,
        };
        if (prefix is null)
            return null;

        LenientJson.TryWholeNumber(LenientJson.Field(payload, IdOf(kind)), out var id);
        LenientJson.TryText(LenientJson.Field(payload, "updated_key"), out var key);
        return $"{prefix}:{id}:{key}";
    }
}
