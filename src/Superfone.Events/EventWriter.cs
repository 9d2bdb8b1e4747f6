using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Superfone.Events;

/// <summary>
/// Writes events as Superfone would: what <see cref="EventReader"/> reads, with the fields and types of the payload reference.
/// </summary>
public static class EventWriter
{
    // Names stay legible; nothing of it stands in HTML.
    private static readonly JsonWriterOptions Legible = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes an event's body.</summary>
    /// <returns>UTF-8 JSON without white space.</returns>
    public static byte[] Write(SuperfoneEvent happened)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var writer = new Utf8JsonWriter(buffer, Legible))
        {
            writer.WriteStartObject();
            writer.WriteString("event", EventNames.Of(happened.Kind));
            writer.WriteString("superfone_number", happened.Account);
            writer.WriteString("organization_name", happened.OrganizationName);
            if (happened.Phone is not null || happened is CallEvent or SummaryEvent)
                writer.WriteString("cdr_phone", happened.Phone);
            Write(writer, happened);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, SuperfoneEvent happened)
    {
        switch (happened)
        {
            case CallEvent call:
                ContactFieldsWriter.Write(writer, call.Contact);
                WriteCall(writer, call);
                break;
            case SummaryEvent summary:
                WriteSummary(writer, summary);
                break;
            case ContactEvent contact:
                WriteChange(writer, contact.Change);
                ContactFieldsWriter.Write(writer, contact.Contact);
                break;
            case TaskEvent task:
                WriteChange(writer, task.Change);
                ContactFieldsWriter.Write(writer, task.Contact);
                writer.WriteNumber("task_id", task.TaskId);
                if (task.Type.IsPresent)
                    writer.WriteString("task_type", task.Type.Value);
                if (task.Status.IsPresent)
                    writer.WriteString("task_status", task.Status.Value);
                break;
        }
    }

    private static void WriteCall(Utf8JsonWriter writer, CallEvent call)
    {
        writer.WriteNumber("cdr_id", call.CdrId);
        if (call.CdrUuid is not null)
            writer.WriteString("cdr_uuid", call.CdrUuid);
        writer.WriteString("cdr_disposition", call.Disposition);
        WriteNumber(writer, "cdr_duration", call.DurationSeconds);
        writer.WriteString("cdr_call_type", call.Direction switch
        {
            CallDirection.Inbound => "INBOUND",
            CallDirection.Outbound => "OUTBOUND",
            _ => call.OtherDirection,
        });
        WriteInstant(writer, "cdr_start", call.StartUtc);
        WriteInstant(writer, "cdr_answer", call.AnswerUtc);
        WriteInstant(writer, "cdr_end", call.EndUtc);
        WriteNumber(writer, "cdr_ringing_duration", call.RingingSeconds);
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
        // Both are optional: a call without a menu does not carry them.
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

    private static void WriteSummary(Utf8JsonWriter writer, SummaryEvent summary)
    {
        writer.WriteString("cdr_uuid", summary.CdrUuid);
        WriteNumber(writer, "cdr_duration", summary.DurationSeconds);
        writer.WriteStartObject("summary");
        writer.WriteStartArray("insights");
        foreach (var insight in summary.Insights)
        {
            writer.WriteStartObject();
            writer.WriteString("title", insight.Title);
            writer.WriteString("value", insight.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("summary_text", summary.Text);
        writer.WriteEndObject();
        writer.WriteString("summary_text", summary.Text);
        writer.WriteStartArray("transcription");
        foreach (var turn in summary.Transcript)
        {
            writer.WriteStartObject();
            writer.WriteString("speaker", turn.Speaker);
            writer.WriteString("text", turn.Text);
            WriteNumber(writer, "start", turn.Start);
            WriteNumber(writer, "end", turn.End);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteChange(Utf8JsonWriter writer, FieldChange? change)
    {
        if (change is null)
            return;
        writer.WriteString("updated_key", change.Key);
        if (!change.HasValue)
            return;
        writer.WritePropertyName("updated_value");
        change.Value.WriteTo(writer);
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, double? number)
    {
        if (number is { } value)
            writer.WriteNumber(name, value);
        else
            writer.WriteNull(name);
    }

    // 2026-05-15T10:30:00.000Z
    private static void WriteInstant(Utf8JsonWriter writer, string name, DateTime? instant) =>
        writer.WriteString(name, instant?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
}
