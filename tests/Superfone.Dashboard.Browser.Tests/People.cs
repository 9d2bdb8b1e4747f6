using System.Text.Json.Nodes;

namespace Superfone.Dashboard.Browser.Tests;

/// <summary>Events of people to show, around <see cref="SampleDay"/>.</summary>
internal static class People
{
    public const long Asha = 12345;
    public const string Stranger = "+917000011111";

    public static string Missed(long cdrId, string start = "2026-05-15T10:00:00.000Z", string phone = Stranger) => Call(cdrId, start, "INBOUND", "NOANSWER", phone);

    public static string CallBack(long cdrId, string disposition, string start = "2026-05-15T10:38:00.000Z", string phone = Stranger) => Call(cdrId, start, "OUTBOUND", disposition, phone);

    public static string Task(long taskId, string type = "FIRST_CALL") => Payload.Sample("TASK_CREATE", task =>
    {
        task["task_id"] = taskId;
        task["task_type"] = type;
    });

    public static string TaskChange(long taskId, string key, JsonNode value) =>
        new JsonObject { ["event"] = "TASK_CHANGE", ["contact_id"] = Asha, ["task_id"] = taskId, ["updated_key"] = key, ["updated_value"] = value }.ToJsonString();

    public static string Reminder(long taskId) => new JsonObject { ["event"] = "TASK_NOTIFY_TIME", ["contact_id"] = Asha, ["task_id"] = taskId }.ToJsonString();

    public static async Task PostAsync(this RunningDashboard dashboard, params string[] bodies)
    {
        foreach (var body in bodies)
        {
            using var reply = await dashboard.PostAsync(body);
            reply.EnsureSuccessStatusCode();
        }
    }

    private static string Call(long cdrId, string start, string type, string disposition, string phone) => Payload.Sample("ALL_CALLS", call =>
    {
        call["cdr_id"] = cdrId;
        call["cdr_start"] = start;
        call["cdr_end"] = start;
        call["cdr_call_type"] = type;
        call["cdr_disposition"] = disposition;
        call["cdr_answer"] = null;
        call["cdr_phone"] = phone;
        foreach (var field in call.Where(field => field.Key.StartsWith("contact_", StringComparison.Ordinal)).Select(field => field.Key).ToList())
            call.Remove(field);
    });
}
