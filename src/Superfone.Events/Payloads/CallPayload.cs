using System.Text.Json;
using Superfone.Events.Reading;

namespace Superfone.Events.Payloads;

/// <summary>The payload of <c>ALL_CALLS</c>, <c>MISSED_CALL</c> and <c>CDR_RECORDING_AVAILABLE</c> (the reference's "CDR (call) fields").</summary>
internal static class CallPayload
{
    private static readonly string[] Fields =
    [
        "cdr_id", "cdr_disposition", "cdr_duration", "cdr_call_type", "cdr_start", "cdr_answer", "cdr_end", "cdr_ringing_duration",
        "ivr_inputs", "ivr_inputs[].greetingText", "ivr_inputs[].playbackText", "ivr_inputs[].userPressedKey", "dtmf_digits",
        "staff_first_name", "staff_last_name", "staff_phone",
    ];

    private static readonly string[] RecordingFields = ["cdr_recording_url", "cdr_recording_status"];

    /// <summary>Defines an event with this payload.</summary>
    public static EventDefinition Define(EventKind kind, string name, bool hasRecording = false) => new(
        EventIdType.WholeNumber, (payload, latest) => Read(kind, payload, latest), static (writer, happened) => Write(writer, (CallEvent)happened))
    {
        Kind = kind,
        Subject = EventSubject.Call,
        Action = EventAction.Reported,
        IsIdempotent = true,
        Name = name,
        IdField = "cdr_id",
        Fields = new HashSet<string>([.. Envelope.Fields, .. ContactFieldsReader.Fields, .. Fields, .. hasRecording ? RecordingFields : []]),
    };

    private static CallEvent Read(EventKind kind, WireValue payload, DateTime? latest)
    {
        var (direction, otherDirection) = ReadDirection(payload["cdr_call_type"].Text().Value);
        return new CallEvent
        {
            Kind = kind,
            Account = payload["superfone_number"].Text().Value,
            OrganizationName = payload["organization_name"].Text().Value,
            Phone = payload["cdr_phone"].Text().Value,
            CdrId = EventId.Read(payload["cdr_id"]),
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

    private static Optional<IvrInput> ReadIvrInput(WireValue item)
    {
        var (greeting, playback, key) = (item["greetingText"], item["playbackText"], item["userPressedKey"]);
        if (!greeting.Exists && !playback.Exists && !key.Exists)
            return item.Odd<IvrInput>("is not an object with greetingText, playbackText and userPressedKey");
        var input = new IvrInput(greeting.Text().Value, playback.Text().Value, key.Text().Value);
        return new(input == new IvrInput(null, null, null) ? null : input);
    }

    private static (CallDirection? Direction, string? Other) ReadDirection(string? type) => type?.Trim() switch
    {
        null or "" => (null, null),
        var text when text.Equals("INBOUND", StringComparison.OrdinalIgnoreCase) => (CallDirection.Inbound, null),
        var text when text.Equals("OUTBOUND", StringComparison.OrdinalIgnoreCase) => (CallDirection.Outbound, null),
        _ => (null, type),
    };

    private static void Write(Utf8JsonWriter writer, CallEvent call)
    {
        writer.WriteString("cdr_phone", call.Phone);
        ContactFieldsWriter.Write(writer, call.Contact);
        writer.WriteNumber("cdr_id", call.CdrId);
        if (call.CdrUuid is not null)
            writer.WriteString("cdr_uuid", call.CdrUuid);
        writer.WriteString("cdr_disposition", call.Disposition);
        writer.WriteNumberOrNull("cdr_duration", call.DurationSeconds);
        writer.WriteString("cdr_call_type", call.Direction switch
        {
            CallDirection.Inbound => "INBOUND",
            CallDirection.Outbound => "OUTBOUND",
            null => call.OtherDirection,
        });
        writer.WriteInstantOrNull("cdr_start", call.StartUtc);
        writer.WriteInstantOrNull("cdr_answer", call.AnswerUtc);
        writer.WriteInstantOrNull("cdr_end", call.EndUtc);
        writer.WriteNumberOrNull("cdr_ringing_duration", call.RingingSeconds);
        WriteMenu(writer, call);
        if (call.Kind == EventKind.RecordingAvailable)
        {
            writer.WriteString("cdr_recording_url", call.RecordingUrl);
            writer.WriteString("cdr_recording_status", call.RecordingStatus);
        }

        writer.WriteString("staff_first_name", call.StaffFirstName);
        writer.WriteString("staff_last_name", call.StaffLastName);
        writer.WriteString("staff_phone", call.StaffPhone);
    }

    private static void WriteMenu(Utf8JsonWriter writer, CallEvent call)
    {
        // Both are optional: the payload of a call without a menu does not contain them.
        if (call.IvrInputs is { } steps)
        {
            writer.WriteStartArray("ivr_inputs");
            foreach (var step in steps)
            {
                writer.WriteStartObject();
                writer.WriteString("greetingText", step.GreetingText);
                writer.WriteString("playbackText", step.PlaybackText);
                writer.WriteString("userPressedKey", step.UserPressedKey);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        if (call.DtmfDigits is { } digits)
            ContactFieldsWriter.WriteTexts(writer, "dtmf_digits", digits);
    }
}
