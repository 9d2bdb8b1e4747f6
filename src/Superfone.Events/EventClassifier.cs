using System.Text.Json;
using System.Text.Unicode;

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

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(WithoutByteOrderMark(body));
        }
        catch (JsonException error)
        {
            return Classification.Malformed($"the body is not JSON: {error.Message.Split(" LineNumber:")[0]}");
        }

        using (document)
        {
            try
            {
                return Classify(document.RootElement);
            }
            catch (Exception error) when (error is EventFormatException or InvalidOperationException)
            {
                // InvalidOperationException: half a surrogate pair in a name or an id.
                return Classification.Malformed(error.Message);
            }
        }
    }

    /// <summary>A UUID in its usual form, lower case with hyphens; any other text trimmed; blank text is <see langword="null"/>.</summary>
    public static string? NormalizeUuid(string? text) =>
        Guid.TryParse(text, out var uuid) ? uuid.ToString("D") : string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>A body without the byte order mark that some software puts before UTF-8 text.</summary>
    public static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;

    private static Classification Classify(JsonElement payload)
    {
        if (payload.ValueKind != JsonValueKind.Object)
            return Classification.Malformed("the body is not a JSON object");

        var account = AccountOf(payload);
        if (!payload.TryGetProperty("event", out var name) || name.ValueKind == JsonValueKind.Null)
            return Classification.Malformed("event is missing", account: account);
        if (name.ValueKind != JsonValueKind.String || string.IsNullOrWhiteSpace(name.GetString()))
            return Classification.Malformed($"event is not a name: {name.GetRawText()}", account: account);

        var eventName = name.GetString()!;
        if (!EventNames.TryParse(eventName, out var kind))
            return Classification.Unrecognised(eventName, account, CanonicalJson.Hash(payload));

        return FindUnreadableId(kind, payload) is { } reason
            ? Classification.Malformed(reason, eventName, account)
            : Classification.Recognised(kind, account, CanonicalJson.Hash(payload), ChangeKeyOf(kind, payload));
    }

    private static string? AccountOf(JsonElement payload)
    {
        var account = LenientJson.Field(payload, "superfone_number");
        return account.ValueKind is JsonValueKind.String or JsonValueKind.Number ? LenientJson.Text(account, "superfone_number") : null;
    }

    private static string? FindUnreadableId(EventKind kind, JsonElement payload)
    {
        var (required, optional) = kind switch
        {
            EventKind.AllCalls or EventKind.MissedCall or EventKind.RecordingAvailable => ("cdr_id", "contact_id"),
            EventKind.SummaryReady => ("cdr_uuid", null),
            EventKind.CustomerCreate or EventKind.CustomerChange => ("contact_id", null),
            _ => ("task_id", (string?)"contact_id"),
        };

        var id = LenientJson.Field(payload, required);
        var isMissing = kind == EventKind.SummaryReady
            ? NormalizeUuid(LenientJson.Text(id, required)) is null
            : LenientJson.WholeNumber(id, required) is null;
        if (isMissing)
            return $"{required} is missing";

        if (optional is not null)
            LenientJson.WholeNumber(LenientJson.Field(payload, optional), optional);
        return null;
    }

    private static string? ChangeKeyOf(EventKind kind, JsonElement payload)
    {
        var (idField, prefix) = kind switch
        {
            EventKind.CustomerChange => ("contact_id", "contact"),
            EventKind.TaskChange => ("task_id", "task"),
            _ => (null, null),
        };
        if (idField is null)
            return null;

        var key = LenientJson.Field(payload, "updated_key");
        return $"{prefix}:{LenientJson.WholeNumber(LenientJson.Field(payload, idField), idField)}:{(key.ValueKind == JsonValueKind.String ? key.GetString() : "")}";
    }
}
