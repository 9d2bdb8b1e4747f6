using System.Text.Json.Nodes;

namespace Superfone.Dashboard.Browser.Tests;

/// <summary>Events of people to show, around <see cref="SampleDay"/>.</summary>
internal static class People
{
    public const long Asha = 12345;
    public const string Stranger = "+917000011111";

    public static string Missed(long cdrId, string start = "2026-05-15T10:00:00.000Z", string phone = Stranger) => Call(cdrId, start, "INBOUND", "NOANSWER", phone);

    public static string Answered(long cdrId, string start = "2026-05-15T10:00:00.000Z", string phone = Stranger) => Call(cdrId, start, "INBOUND", "ANSWER", phone);

    public static string CallBack(long cdrId, string disposition, string start = "2026-05-15T10:38:00.000Z", string phone = Stranger) => Call(cdrId, start, "OUTBOUND", disposition, phone);

    public static string Task(long taskId, string type = "FIRST_CALL") => Payload.Sample("TASK_CREATE").With("task_id", taskId).With("task_type", type);

    public static string TaskChange(long taskId, string key, JsonNode value) => Payload.TaskChange(taskId, key, value).With("contact_id", Asha);

    public static string Reminder(long taskId) => Payload.Of("TASK_NOTIFY_TIME").With("contact_id", Asha).With("task_id", taskId);

    public static async Task PostAsync(this RunningDashboard dashboard, params string[] bodies)
    {
        foreach (var body in bodies)
        {
            using var reply = await dashboard.PostAsync(body);
            reply.EnsureSuccessStatusCode();
        }
    }

    private static string Call(long cdrId, string start, string type, string disposition, string phone) =>
        Payload.Sample("ALL_CALLS").WithoutContact().With(call =>
        {
            (call["cdr_id"], call["cdr_phone"]) = (cdrId, phone);
            (call["cdr_start"], call["cdr_answer"], call["cdr_end"]) = (start, null, start);
            (call["cdr_call_type"], call["cdr_disposition"]) = (type, disposition);
        });
}
