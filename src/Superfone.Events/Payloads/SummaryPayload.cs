using System.Text.Json;
using Superfone.Events.Reading;

namespace Superfone.Events.Payloads;

/// <summary>The payload of <c>CDR_SUMMARY_READY</c> (the reference's "CDR summary").</summary>
internal static class SummaryPayload
{
    private static readonly string[] Fields =
    [
        "cdr_uuid", "cdr_duration", "summary", "summary.insights", "summary.insights[].title", "summary.insights[].value",
        "summary.summary_text", "summary_text", "transcription", "transcription[].speaker", "transcription[].text",
        "transcription[].start", "transcription[].end",
    ];

    /// <summary>Defines an event with this payload.</summary>
    public static EventDefinition Define(EventKind kind, string name) => new(
        EventIdType.Text, (payload, _) => Read(kind, payload), static (writer, happened) => Write(writer, (SummaryEvent)happened))
    {
        Kind = kind,
        Subject = EventSubject.Summary,
        Action = EventAction.Reported,
        IsIdempotent = false,
        Name = name,
        IdField = "cdr_uuid",
        Fields = new HashSet<string>([.. Envelope.Fields, .. Fields]),
    };

    private static SummaryEvent Read(EventKind kind, WireValue payload)
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
            CdrUuid = EventId.ReadUuid(payload["cdr_uuid"]),
            DurationSeconds = duration,
            Text = text ?? innerText ?? bareText,
            Insights = summary["insights"].List(ReadInsight).Value ?? [],
            Transcript = TranscriptReader.Read(payload["transcription"], duration),
        };
    }

    private static Optional<Insight> ReadInsight(WireValue item)
    {
        var (title, value) = (item["title"], item["value"]);
        if (!title.Exists && !value.Exists)
            return item.Odd<Insight>("is not an object with title and value");
        var insight = new Insight(title.Text().Value, value.Text().Value);
        return new(insight == new Insight(null, null) ? null : insight);
    }

    private static void Write(Utf8JsonWriter writer, SummaryEvent summary)
    {
        writer.WriteString("cdr_phone", summary.Phone);
        writer.WriteString("cdr_uuid", summary.CdrUuid);
        writer.WriteNumberOrNull("cdr_duration", summary.DurationSeconds);
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
            writer.WriteNumberOrNull("start", turn.Start);
            writer.WriteNumberOrNull("end", turn.End);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
