using System.Globalization;
using System.Text.Json.Nodes;

namespace Superfone.Dashboard.Tests.Projections;

/// <summary>Bodies as the sender writes them; every field can be changed, set to null, or taken out.</summary>
internal static class Body
{
    public const string Account = "+918000099999";
    public const string Phone = "+918000000001";
    public const string Uuid = "8f4e2a31-2b6d-4c3a-9f1e-7a0b6c2d4e5f";
    public const string OtherUuid = "11111111-2b6d-4c3a-9f1e-7a0b6c2d4e5f";

    /// <summary>An answered outbound call of 142 seconds that nobody's contact is named in.</summary>
    public static string Call(long cdrId, DateTime start, string disposition = "ANSWER", string type = "OUTBOUND", JsonObject? and = null) => With(
        new JsonObject
        {
            ["event"] = "ALL_CALLS",
            ["superfone_number"] = Account,
            ["cdr_phone"] = Phone,
            ["cdr_id"] = cdrId,
            ["cdr_disposition"] = disposition,
            ["cdr_duration"] = 142,
            ["cdr_call_type"] = type,
            ["cdr_start"] = Iso(start),
            ["cdr_end"] = Iso(start.AddMinutes(3)),
        },
        and);

    public static string Missed(long cdrId, DateTime start, JsonObject? and = null) => Call(cdrId, start, "NOANSWER", "INBOUND", and);

    public static string Summary(string cdrUuid = Uuid, string text = "Asked for the price list", JsonObject? and = null) => With(
        new JsonObject
        {
            ["event"] = "CDR_SUMMARY_READY",
            ["superfone_number"] = Account,
            ["cdr_phone"] = null,
            ["cdr_uuid"] = cdrUuid,
            ["cdr_duration"] = 142,
            ["summary_text"] = text,
        },
        and);

    /// <summary>What a call that names its summary has more.</summary>
    public static JsonObject Named(string cdrUuid = Uuid) => new() { ["cdr_uuid"] = cdrUuid };

    public static string Contact(long contactId, string phone = Phone, string name = "Asha", JsonObject? and = null) => With(
        new JsonObject
        {
            ["event"] = "CUSTOMER_CREATE",
            ["superfone_number"] = Account,
            ["contact_id"] = contactId,
            ["contact_first_name"] = name,
            ["contact_phones"] = Phones(phone),
        },
        and);

    public static string Change(long contactId, string key, JsonNode? value, JsonObject? and = null) => With(
        new JsonObject { ["event"] = "CUSTOMER_CHANGE", ["contact_id"] = contactId, ["updated_key"] = key, ["updated_value"] = value },
        and);

    public static string Task(long taskId, string name = "TASK_CREATE", JsonObject? and = null) => With(
        new JsonObject { ["event"] = name, ["task_id"] = taskId, ["contact_id"] = 12345, ["task_type"] = "REMINDER", ["task_status"] = "PENDING" },
        and);

    public static string TaskChange(long taskId, string key, JsonNode? value) =>
        new JsonObject { ["event"] = "TASK_CHANGE", ["task_id"] = taskId, ["updated_key"] = key, ["updated_value"] = value }.ToJsonString();

    public static JsonArray Phones(params string[] phones) =>
        [.. phones.Select(phone => new JsonObject { ["phone"] = phone, ["customer_id"] = 1 })];

    public static string RecordingUrl(string file) =>
        $"https://recordings.s3.amazonaws.com/acme/{file}?X-Amz-Date=20260515T103000Z&X-Amz-Expires=604800&X-Amz-Signature=0af3";

    public static string Iso(DateTime instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string With(JsonObject body, JsonObject? changes)
    {
        foreach (var (name, value) in changes ?? [])
            body[name] = value?.DeepClone();
        return body.ToJsonString();
    }
}
