using System.Text.Json;

namespace Superfone.Events;

/// <summary>Reads all documented fields of a payload.</summary>
public static class EventReader
{
    /// <summary>Reads the body of a documented event.</summary>
    /// <param name="body">The body as received: UTF-8 JSON.</param>
    /// <returns>The event; it stays valid however long it is kept.</returns>
    /// <exception cref="EventFormatException">A field cannot be read as what it should be; the message names it.</exception>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public static SuperfoneEvent Read(ReadOnlyMemory<byte> body)
    {
        // Not disposed: the event keeps elements of the document (updated_value), and a disposed one would lend their memory away.
        var payload = JsonDocument.Parse(HalfPairs.Replace(EventClassifier.WithoutByteOrderMark(body))).RootElement;
        if (payload.ValueKind != JsonValueKind.Object)
            throw LenientJson.Unreadable(payload, "the body", "a JSON object");
        var name = LenientJson.Text(LenientJson.Field(payload, "event"), "event");
        return EventNames.TryParse(name, out var kind)
            ? Read(kind, payload)
            : throw new EventFormatException($"event is not a documented one: {name}");
    }

    private static SuperfoneEvent Read(EventKind kind, JsonElement payload) => kind switch
    {
        EventKind.AllCalls or EventKind.MissedCall or EventKind.RecordingAvailable => ReadCall(kind, payload),
        EventKind.SummaryReady => ReadSummary(kind, payload),
        EventKind.CustomerCreate or EventKind.CustomerChange => ReadContact(kind, payload),
        _ => ReadTask(kind, payload),
    };

    private static CallEvent ReadCall(EventKind kind, JsonElement payload) => new()
    {
        Kind = kind,
        Account = Text(payload, "superfone_number"),
        OrganizationName = Text(payload, "organization_name"),
        Phone = Text(payload, "cdr_phone"),
        CdrId = Id(payload, "cdr_id"),
        CdrUuid = Uuid(payload),
        Disposition = Text(payload, "cdr_disposition"),
        Direction = Direction(payload),
        StartUtc = Instant(payload, "cdr_start"),
        AnswerUtc = Instant(payload, "cdr_answer"),
        EndUtc = Instant(payload, "cdr_end"),
        DurationSeconds = Seconds(payload, "cdr_duration"),
        RingingSeconds = Seconds(payload, "cdr_ringing_duration"),
        IvrInputs = List(payload, "ivr_inputs", ReadIvrInput),
        DtmfDigits = List(payload, "dtmf_digits", (item, name) => LenientJson.Text(item, name)!),
        RecordingUrl = Text(payload, "cdr_recording_url"),
        RecordingStatus = Text(payload, "cdr_recording_status"),
        StaffFirstName = Text(payload, "staff_first_name"),
        StaffLastName = Text(payload, "staff_last_name"),
        StaffPhone = Text(payload, "staff_phone"),
        Contact = ContactFieldsReader.Read(payload),
    };

    private static SummaryEvent ReadSummary(EventKind kind, JsonElement payload)
    {
        var summary = LenientJson.Field(payload, "summary");
        if (summary.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined))
            throw LenientJson.Unreadable(summary, "summary", "an object");
        var hasSummary = summary.ValueKind == JsonValueKind.Object;

        return new SummaryEvent
        {
            Kind = kind,
            Account = Text(payload, "superfone_number"),
            OrganizationName = Text(payload, "organization_name"),
            Phone = Text(payload, "cdr_phone"),
            CdrUuid = Uuid(payload) ?? throw new EventFormatException("cdr_uuid is missing"),
            DurationSeconds = Seconds(payload, "cdr_duration"),
            Text = Text(payload, "summary_text") ?? (hasSummary ? Text(summary, "summary_text") : null),
            Insights = (hasSummary ? List(summary, "insights", ReadInsight) : null) ?? [],
            Transcript = List(payload, "transcription", ReadTurn) ?? [],
        };
    }

    private static ContactEvent ReadContact(EventKind kind, JsonElement payload)
    {
        var contact = ContactFieldsReader.Read(payload);
        return new ContactEvent
        {
            Kind = kind,
            Account = Text(payload, "superfone_number"),
            OrganizationName = Text(payload, "organization_name"),
            Phone = Text(payload, "cdr_phone"),
            Contact = contact.ContactId is not null ? contact : throw new EventFormatException("contact_id is missing"),
            Change = kind == EventKind.CustomerChange ? ReadChange(payload) : null,
        };
    }

    private static TaskEvent ReadTask(EventKind kind, JsonElement payload) => new()
    {
        Kind = kind,
        Account = Text(payload, "superfone_number"),
        OrganizationName = Text(payload, "organization_name"),
        Phone = Text(payload, "cdr_phone"),
        TaskId = Id(payload, "task_id"),
        Type = ContactFieldsReader.Optional(payload, "task_type", LenientJson.Text),
        Status = ContactFieldsReader.Optional(payload, "task_status", LenientJson.Text),
        Contact = ContactFieldsReader.Read(payload),
        Change = kind == EventKind.TaskChange ? ReadChange(payload) : null,
    };

    private static FieldChange? ReadChange(JsonElement payload)
    {
        var key = Text(payload, "updated_key");
        if (string.IsNullOrWhiteSpace(key))
            return null;
        var value = LenientJson.Field(payload, "updated_value");
        return value.ValueKind == JsonValueKind.Undefined
            ? new FieldChange(key, JsonElement.Parse("null")) { HasValue = false }
            : new FieldChange(key, value);
    }

    private static IvrInput ReadIvrInput(JsonElement item, string name) => item.ValueKind == JsonValueKind.Object
        ? new IvrInput(Text(item, "greetingText"), Text(item, "playbackText"), Text(item, "userPressedKey"))
        : throw LenientJson.Unreadable(item, name, "a list of objects");

    private static Insight ReadInsight(JsonElement item, string name) => item.ValueKind == JsonValueKind.Object
        ? new Insight(Text(item, "title"), Text(item, "value"))
        : throw LenientJson.Unreadable(item, name, "a list of objects");

    private static TranscriptTurn ReadTurn(JsonElement item, string name) => item.ValueKind == JsonValueKind.Object
        ? new TranscriptTurn(Text(item, "speaker"), Text(item, "text"), Number(item, "start"), Number(item, "end"))
        : throw LenientJson.Unreadable(item, name, "a list of objects");

    private static CallDirection? Direction(JsonElement payload)
    {
        var type = Text(payload, "cdr_call_type");
        if (string.IsNullOrWhiteSpace(type))
            return null;
        return type.Trim().ToUpperInvariant() switch
        {
            "INBOUND" => CallDirection.Inbound,
            "OUTBOUND" => CallDirection.Outbound,
            _ => throw LenientJson.Unreadable(LenientJson.Field(payload, "cdr_call_type"), "cdr_call_type", "INBOUND or OUTBOUND"),
        };
    }

    private static string? Uuid(JsonElement payload) => EventClassifier.NormalizeUuid(Text(payload, "cdr_uuid"));

    private static long Id(JsonElement payload, string name) =>
        LenientJson.WholeNumber(LenientJson.Field(payload, name), name) ?? throw new EventFormatException($"{name} is missing");

    private static string? Text(JsonElement payload, string name) => LenientJson.Text(LenientJson.Field(payload, name), name);

    private static int? Seconds(JsonElement payload, string name) => LenientJson.Seconds(LenientJson.Field(payload, name), name);

    private static double? Number(JsonElement payload, string name) => LenientJson.Number(LenientJson.Field(payload, name), name);

    private static DateTime? Instant(JsonElement payload, string name) => LenientJson.Instant(LenientJson.Field(payload, name), name);

    private static IReadOnlyList<T>? List<T>(JsonElement payload, string name, Func<JsonElement, string, T> item) =>
        LenientJson.List(LenientJson.Field(payload, name), name, item);
}
