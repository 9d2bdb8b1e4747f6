using System.Text.Json.Nodes;

namespace Superfone.Dashboard.Tests.Upgrade;

/// <summary>
/// A business day that holds every event and every state of a delivery. Nothing odd is in it: a later version may read an odd field
/// otherwise, but never these.
/// </summary>
internal static class DataFolderTraffic
{
    public const string NamedUuid = "8f4e2a31-2b6d-4c3a-9f1e-7a0b6c2d4e5f";
    public const string LinkedUuid = "11111111-2b6d-4c3a-9f1e-7a0b6c2d4e5f";
    public const string UnlinkedUuid = "22222222-2b6d-4c3a-9f1e-7a0b6c2d4e5f";

    /// <summary>What is posted to the webhook, in order.</summary>
    /// <param name="recordingUrl">Where the recording of a call is.</param>
    public static IEnumerable<string> Bodies(string recordingUrl)
    {
        yield return Sample("CUSTOMER_CREATE", and => and["contact_id"] = 12345);
        yield return Sample("ALL_CALLS", and => Call(and, DataFolder.RecordedCall, "09:00", uuid: NamedUuid));
        yield return Sample("CDR_RECORDING_AVAILABLE", and =>
        {
            Call(and, DataFolder.RecordedCall, "09:00");
            and["cdr_recording_url"] = recordingUrl;
        });
        yield return Sample("CDR_SUMMARY_READY", and => and["cdr_uuid"] = NamedUuid);
        yield return Sample("CUSTOMER_CHANGE");
        yield return Sample("CUSTOMER_CHANGE", and => (and["updated_key"], and["updated_value"]) = ("city", "पुणे"));

        // One caller was rung back after an attempt, one a person has closed, one was closed and opened again, one waits.
        foreach (var (cdrId, time, phone) in new[] { (201, "06:00", 2), (202, "06:10", 3), (203, "06:20", 4), (204, "06:30", 5) })
        {
            yield return Sample("ALL_CALLS", and => Caller(Call(and, cdrId, time, "NOANSWER", "INBOUND", 0), phone));
            yield return Sample("MISSED_CALL", and => Caller(Call(and, cdrId, time, "NOANSWER", "INBOUND", 0), phone));
        }

        yield return Sample("ALL_CALLS", and => Caller(Call(and, 205, "06:40", "NOANSWER", seconds: 0), 2));
        yield return Sample("ALL_CALLS", and => Caller(Call(and, 206, "06:50", seconds: 77), 2));

        yield return Sample("TASK_CREATE", and => and["task_id"] = 4567);
        yield return Sample("TASK_CHANGE", and => (and["task_id"], and["updated_key"], and["updated_value"]) = (4567, "task_due_date", "2026-05-15T11:00:00.000Z"));
        yield return Sample("TASK_NOTIFY_TIME", and => and["task_id"] = 4567);
        yield return Sample("TASK_DUE_TIME", and => and["task_id"] = 4567);
        yield return Sample("TASK_CREATE", and => and["task_id"] = 4568);
        yield return Sample("TASK_CHANGE", and => and["task_id"] = 4568);

        // Two waiting summaries that a person links, one of which is taken back.
        yield return Sample("ALL_CALLS", and => Caller(Call(and, 301, "10:00", seconds: 300), 6));
        yield return Sample("ALL_CALLS", and => Caller(Call(and, 302, "10:10", seconds: 300), 7));
        yield return Sample("CDR_SUMMARY_READY", and => (and["cdr_uuid"], and["cdr_duration"]) = (LinkedUuid, 300));
        yield return Sample("CDR_SUMMARY_READY", and => (and["cdr_uuid"], and["cdr_duration"]) = (UnlinkedUuid, 400));

        yield return Sample("CUSTOMER_CREATE", and => and["contact_id"] = 12345); // A duplicate.
        yield return """{"event":"VOICEMAIL_LEFT","superfone_number":"+918000099999","voicemail_id":1}""";
        yield return "not JSON";
    }

    private static string Sample(string name, Action<JsonObject>? change = null) => name switch
    {
        "MISSED_CALL" => Payload.Sample("ALL_CALLS", and => With(and, name, change)),
        "TASK_NOTIFY_TIME" => Payload.Sample("TASK_DUE_TIME", and => With(and, name, change)),
        _ => Payload.Sample(name, change),
    };

    private static void With(JsonObject payload, string name, Action<JsonObject>? change)
    {
        payload["event"] = name;
        change?.Invoke(payload);
    }

    private static JsonObject Call(
        JsonObject and, long cdrId, string time, string disposition = "ANSWER", string type = "OUTBOUND", int seconds = 142, string? uuid = null)
    {
        var start = DateTime.Parse($"2026-05-15T{time}:00Z", null, System.Globalization.DateTimeStyles.AdjustToUniversal);
        (and["cdr_id"], and["cdr_disposition"], and["cdr_call_type"], and["cdr_duration"]) = (cdrId, disposition, type, seconds);
        (and["cdr_start"], and["cdr_answer"], and["cdr_end"]) = (start, seconds == 0 ? null : start.AddSeconds(8), start.AddSeconds(8 + seconds));
        if (uuid is not null)
            and["cdr_uuid"] = uuid;
        return and;
    }

    private static void Caller(JsonObject and, int phone)
    {
        and["cdr_phone"] = $"+91800000000{phone}";
        foreach (var field in and.Select(field => field.Key).Where(name => name.StartsWith("contact_", StringComparison.Ordinal)).ToList())
            and.Remove(field);
    }
}
