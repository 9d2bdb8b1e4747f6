using System.Globalization;

namespace Superfone.Dashboard.Tests.Upgrade;

/// <summary>
/// A business day with every event and every state of a delivery. It has no odd fields: a later version may read those
/// differently, but never these.
/// </summary>
internal static class DataFolderTraffic
{
    public const string NamedUuid = "8f4e2a31-2b6d-4c3a-9f1e-7a0b6c2d4e5f";
    public const string LinkedUuid = "11111111-2b6d-4c3a-9f1e-7a0b6c2d4e5f";
    public const string UnlinkedUuid = "22222222-2b6d-4c3a-9f1e-7a0b6c2d4e5f";

    /// <summary>The bodies posted to the webhook, in order.</summary>
    /// <param name="recordingUrl">The address of the recording of <see cref="DataFolder.RecordedCall"/>.</param>
    public static IEnumerable<string> Bodies(string recordingUrl)
    {
        yield return Payload.Sample("CUSTOMER_CREATE").With("contact_id", 12345);
        yield return Call("ALL_CALLS", DataFolder.RecordedCall, "09:00").Named(NamedUuid);
        yield return Call("CDR_RECORDING_AVAILABLE", DataFolder.RecordedCall, "09:00").With("cdr_recording_url", recordingUrl);
        yield return Payload.Sample("CDR_SUMMARY_READY").Named(NamedUuid);
        yield return Payload.Sample("CUSTOMER_CHANGE");
        yield return Payload.Sample("CUSTOMER_CHANGE").With("updated_key", "city").With("updated_value", "पुणे");

        // Four missed callers: one rung back after an attempt, one closed by a person, one closed and reopened, one still waiting.
        foreach (var (cdrId, time, phone) in new[] { (201, "06:00", 2), (202, "06:10", 3), (203, "06:20", 4), (204, "06:30", 5) })
        {
            yield return Stranger(phone, Call("ALL_CALLS", cdrId, time, "NOANSWER", "INBOUND", 0));
            yield return Stranger(phone, Call("MISSED_CALL", cdrId, time, "NOANSWER", "INBOUND", 0));
        }

        yield return Stranger(2, Call("ALL_CALLS", 205, "06:40", "NOANSWER", seconds: 0));
        yield return Stranger(2, Call("ALL_CALLS", 206, "06:50", seconds: 77));

        yield return Task("TASK_CREATE", 4567);
        yield return Task("TASK_CHANGE", 4567).With("updated_key", "task_due_date").With("updated_value", "2026-05-15T11:00:00.000Z");
        yield return Task("TASK_NOTIFY_TIME", 4567);
        yield return Task("TASK_DUE_TIME", 4567);
        yield return Task("TASK_CREATE", 4568);
        yield return Task("TASK_CHANGE", 4568);

        // Two summaries without a call: a person links both, and then unlinks one.
        yield return Stranger(6, Call("ALL_CALLS", 301, "10:00", seconds: 300));
        yield return Stranger(7, Call("ALL_CALLS", 302, "10:10", seconds: 300));
        yield return Payload.Sample("CDR_SUMMARY_READY").Named(LinkedUuid).With("cdr_duration", 300);
        yield return Payload.Sample("CDR_SUMMARY_READY").Named(UnlinkedUuid).With("cdr_duration", 400);

        yield return Payload.Sample("CUSTOMER_CREATE").With("contact_id", 12345); // A duplicate.
        yield return """{"event":"VOICEMAIL_LEFT","superfone_number":"+918000099999","voicemail_id":1}""";
        yield return "not JSON";
    }

    private static Payload Task(string name, long taskId) => Payload.Sample(name).With("task_id", taskId);

    private static Payload Call(
        string name, long cdrId, string time, string disposition = "ANSWER", string type = "OUTBOUND", int seconds = 142)
    {
        var start = DateTime.Parse($"2026-05-15T{time}:00Z", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
        return Payload.Sample(name).With(call =>
        {
            (call["cdr_id"], call["cdr_disposition"], call["cdr_call_type"], call["cdr_duration"]) = (cdrId, disposition, type, seconds);
            (call["cdr_start"], call["cdr_answer"], call["cdr_end"]) = (start, seconds == 0 ? null : start.AddSeconds(8), start.AddSeconds(8 + seconds));
        });
    }

    private static Payload Stranger(int phone, Payload call) => call.WithoutContact().With("cdr_phone", $"+91800000000{phone}");
}
