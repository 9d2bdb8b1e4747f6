using System.Text.Json;
using Superfone.Events.Reading;

namespace Superfone.Events;

/// <summary>
/// Reads all documented fields of a payload. A field that is not of its kind is left out as if it were absent, and noted; only the
/// event's own id cannot be done without.
/// </summary>
public static class EventReader
{
    private static readonly TimeSpan LatestAfterReceipt = TimeSpan.FromHours(24);

    /// <summary>Reads the body of a documented event.</summary>
    /// <param name="body">The body as received: UTF-8 JSON.</param>
    /// <param name="receivedUtc">When it was received, UTC: no call is later than a day after; <see langword="null"/> to take any time.</param>
    /// <param name="notes">Takes what is left out.</param>
    /// <returns>The event; it stays valid however long it is kept.</returns>
    /// <exception cref="EventFormatException">The body is not a documented event, or its own id cannot be read.</exception>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public static SuperfoneEvent Read(ReadOnlyMemory<byte> body, DateTime? receivedUtc = null, ReadingNotes? notes = null)
    {
        // Not disposed: the event keeps elements of the document (updated_value), and a disposed one would lend their memory away.
        var root = BodyJson.Parse(body).Root;
        if (root.ValueKind != JsonValueKind.Object)
            throw new EventFormatException("the body is not a JSON object");
        var payload = new WireValue(root, new FieldPath(""), notes ?? new ReadingNotes());
        var name = payload["event"].Text().Value;
        return EventNames.TryParse(name, out var kind)
            ? Read(kind, payload, receivedUtc + LatestAfterReceipt)
            : throw new EventFormatException($"event is not a documented one: {name}");
    }

    private static SuperfoneEvent Read(EventKind kind, WireValue payload, DateTime? latest) => kind switch
    {
        EventKind.AllCalls or EventKind.MissedCall or EventKind.RecordingAvailable => ReadCall(kind, payload, latest),
        EventKind.SummaryReady => ReadSummary(kind, payload),
        EventKind.CustomerCreate or EventKind.CustomerChange => ReadContact(kind, payload),
        _ => ReadTask(kind, payload),
    };

    private static CallEvent ReadCall(EventKind kind, WireValue payload, DateTime? latest)
    {
        var (direction, otherDirection) = ReadDirection(payload["cdr_call_type"].Text().Value);
        return new CallEvent
        {
            Kind = kind,
            Account = payload["superfone_number"].Text().Value,
            OrganizationName = payload["organization_name"].Text().Value,
            Phone = payload["cdr_phone"].Text().Value,
            CdrId = Id(payload["cdr_id"]),
            CdrUuid = EventClassifier.NormalizeUuid(payload["cdr_uuid"].Text().Value),
            Disposition = payload["cdr_disposition"].Text().Value,
            Direction = direction,
            OtherDirection = otherDirection,
            StartUtc = payload["cdr_start"].Instant(latest).Value,
            AnswerUtc = payload["cdr_answer"].Instant(latest).Value,
            EndUtc = payload["cdr_end"].Instant(latest).Value,
            DurationSeconds = payload["cdr_duration"].Seconds().Value,
            RingingSeconds = payload["cdr_ringing_duration"].Seconds().Value,
            IvrInputs = payload["ivr_inputs"].List(ReadIvrInput).Value,
            DtmfDigits = payload["dtmf_digits"].List(item => item.Text()).Value,
            RecordingUrl = payload["cdr_recording_url"].Text().Value,
            RecordingStatus = payload["cdr_recording_status"].Text().Value,
            StaffFirstName = payload["staff_first_name"].Text().Value,
            StaffLastName = payload["staff_last_name"].Text().Value,
            StaffPhone = payload["staff_phone"].Text().Value,
            Contact = ContactFieldsReader.Read(payload),
        };
    }

    private static SummaryEvent ReadSummary(EventKind kind, WireValue payload)
    {
        var summary = payload["summary"];
        if (summary.Element.ValueKind is not (JsonValueKind.Object or JsonValueKind.String or JsonValueKind.Null or JsonValueKind.Undefined))
            summary.Odd<string>("is not an object");
        var duration = payload["cdr_duration"].Seconds().Value;
        var (text, innerText) = (payload["summary_text"].Text().Value, summary["summary_text"].Text().Value);
        var bareText = summary.Element.ValueKind == JsonValueKind.String ? summary.Text().Value : null;

        return new SummaryEvent
        {
            Kind = kind,
            Account = payload["superfone_number"].Text().Value,
            OrganizationName = payload["organization_name"].Text().Value,
            Phone = payload["cdr_phone"].Text().Value,
            CdrUuid = EventClassifier.NormalizeUuid(payload["cdr_uuid"].Text().Value) ?? throw new EventFormatException("cdr_uuid is missing"),
            DurationSeconds = duration,
            Text = text ?? innerText ?? bareText,
            Insights = summary["insights"].List(ReadInsight).Value ?? [],
            Transcript = TranscriptReader.Read(payload["transcription"], duration),
        };
    }

    private static ContactEvent ReadContact(EventKind kind, WireValue payload)
    {
        Id(payload["contact_id"]);
        return new ContactEvent
        {
            Kind = kind,
            Account = payload["superfone_number"].Text().Value,
            OrganizationName = payload["organization_name"].Text().Value,
            Phone = payload["cdr_phone"].Text().Value,
            Contact = ContactFieldsReader.Read(payload),
            Change = kind == EventKind.CustomerChange ? ReadChange(payload) : null,
        };
    }

    private static TaskEvent ReadTask(EventKind kind, WireValue payload) => new()
    {
        Kind = kind,
        Account = payload["superfone_number"].Text().Value,
        OrganizationName = payload["organization_name"].Text().Value,
        Phone = payload["cdr_phone"].Text().Value,
        TaskId = Id(payload["task_id"]),
        Type = payload["task_type"].Text(),
        Status = payload["task_status"].Text(),
        Contact = ContactFieldsReader.Read(payload),
        Change = kind == EventKind.TaskChange ? ReadChange(payload) : null,
    };

    private static FieldChange? ReadChange(WireValue payload)
    {
        var key = payload["updated_key"].Text().Value;
        if (string.IsNullOrWhiteSpace(key))
            return null;
        return payload["updated_value"].Free().Value is { } value
            ? new FieldChange(key, value) { Notes = payload.Notes }
            : new FieldChange(key, JsonElement.Parse("null")) { HasValue = false };
    }

    private static Optional<IvrInput> ReadIvrInput(WireValue item)
    {
        var (greeting, playback, key) = (item["greetingText"], item["playbackText"], item["userPressedKey"]);
        if (!greeting.Exists && !playback.Exists && !key.Exists)
            return item.Odd<IvrInput>("is not an object with greetingText, playbackText and userPressedKey");
        var input = new IvrInput(greeting.Text().Value, playback.Text().Value, key.Text().Value);
        return new(input == new IvrInput(null, null, null) ? null : input);
    }

    private static Optional<Insight> ReadInsight(WireValue item)
    {
        var (title, value) = (item["title"], item["value"]);
        if (!title.Exists && !value.Exists)
            return item.Odd<Insight>("is not an object with title and value");
        var insight = new Insight(title.Text().Value, value.Text().Value);
        return new(insight == new Insight(null, null) ? null : insight);
    }

    private static (CallDirection? Direction, string? Other) ReadDirection(string? type) => type?.Trim() switch
    {
        null or "" => (null, null),
        var text when text.Equals("INBOUND", StringComparison.OrdinalIgnoreCase) => (CallDirection.Inbound, null),
        var text when text.Equals("OUTBOUND", StringComparison.OrdinalIgnoreCase) => (CallDirection.Outbound, null),
        _ => (null, type),
    };

    private static long Id(WireValue id) => LenientJson.TryWholeNumber(id.Element, out var number)
        ? number ?? throw new EventFormatException($"{id.Path} is missing")
        : throw new EventFormatException($"{id.Path} is not a whole number: {ReadingNotes.Quote(id.Element)}");
}
