using System.Text.Json;
using System.Text.Json.Nodes;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Events;

namespace Superfone.Dashboard.Domain.Tests;

/// <summary>Payloads of fields, read as those that arrive are.</summary>
internal static class Payloads
{
    public static readonly DateTime Noon = new(2026, 5, 15, 12, 0, 0, DateTimeKind.Utc);

    public static CallPayload Call(long deliveryId, JsonObject? fields = null, string name = "ALL_CALLS", DateTime? received = null)
    {
        var body = new JsonObject { ["event"] = name, ["cdr_id"] = 9876543 };
        foreach (var (field, value) in fields ?? [])
            body[field] = value?.DeepClone();
        return new CallPayload(deliveryId, received ?? Noon, (CallEvent)Read(body));
    }

    public static ContactEvent Change(string key, JsonNode? value, JsonObject? and = null)
    {
        var body = new JsonObject { ["event"] = "CUSTOMER_CHANGE", ["contact_id"] = 12345, ["updated_key"] = key, ["updated_value"] = value?.DeepClone() };
        foreach (var (field, fieldValue) in and ?? [])
            body[field] = fieldValue?.DeepClone();
        return (ContactEvent)Read(body);
    }

    /// <summary>A change that does not tell its value.</summary>
    public static ContactEvent ChangeWithoutValue(string key) =>
        (ContactEvent)Read(new JsonObject { ["event"] = "CUSTOMER_CHANGE", ["contact_id"] = 12345, ["updated_key"] = key });

    public static TaskEvent Task(string name, JsonObject? fields = null)
    {
        var body = new JsonObject { ["event"] = name, ["task_id"] = 4567 };
        foreach (var (field, value) in fields ?? [])
            body[field] = value?.DeepClone();
        return (TaskEvent)Read(body);
    }

    public static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();

    private static SuperfoneEvent Read(JsonObject body) => EventReader.Read(JsonSerializer.SerializeToUtf8Bytes(body));
}
