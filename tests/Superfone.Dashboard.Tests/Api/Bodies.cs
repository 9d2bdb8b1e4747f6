using System.Text.Json.Nodes;

namespace Superfone.Dashboard.Tests.Api;

/// <summary>Payloads with little in them.</summary>
internal static class Bodies
{
    public static string Call(long cdrId, string start = "2026-05-15T10:30:00Z", Action<JsonObject>? change = null)
    {
        var instant = DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture);
        var payload = new JsonObject
        {
            ["event"] = "ALL_CALLS",
            ["superfone_number"] = "+918000099999",
            ["cdr_id"] = cdrId,
            ["cdr_phone"] = $"+9170000{cdrId:D5}",
            ["cdr_disposition"] = "ANSWER",
            ["cdr_call_type"] = "INBOUND",
            ["cdr_duration"] = 60,
            ["cdr_start"] = start,
            ["cdr_end"] = instant.AddMinutes(1).UtcDateTime.ToString("O"),
            ["staff_first_name"] = "Ravi",
            ["staff_last_name"] = "Patel",
            ["staff_phone"] = "+919876543210",
        };
        change?.Invoke(payload);
        return payload.ToJsonString();
    }

    public static string Missed(long cdrId, string start = "2026-05-15T10:30:00Z", string phone = "+917000011111") => Call(cdrId, start, call =>
    {
        call["event"] = "MISSED_CALL";
        call["cdr_disposition"] = "NOANSWER";
        call["cdr_phone"] = phone;
        call["cdr_duration"] = 0;
    });

    public static string Contact(long contactId, string first, string phone, Action<JsonObject>? change = null)
    {
        var payload = new JsonObject
        {
            ["event"] = "CUSTOMER_CREATE",
            ["contact_id"] = contactId,
            ["contact_first_name"] = first,
            ["contact_phones"] = new JsonArray(new JsonObject { ["phone"] = phone, ["customer_id"] = contactId }),
        };
        change?.Invoke(payload);
        return payload.ToJsonString();
    }

    public static string Summary(string uuid, string text, int duration = 60, Action<JsonObject>? change = null)
    {
        var payload = new JsonObject
        {
            ["event"] = "CDR_SUMMARY_READY",
            ["superfone_number"] = "+918000099999",
            ["cdr_uuid"] = uuid,
            ["cdr_duration"] = duration,
            ["summary_text"] = text,
        };
        change?.Invoke(payload);
        return payload.ToJsonString();
    }
}
