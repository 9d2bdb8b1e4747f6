using System.Text.Json.Nodes;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Events;

namespace Superfone.Dashboard.Domain.Tests;

/// <summary>Payloads with the given fields, read as the application reads those that arrive.</summary>
internal static class Payloads
{
    public static readonly DateTime Noon = new(2026, 5, 15, 12, 0, 0, DateTimeKind.Utc);

    public static CallPayload Call(long deliveryId, JsonObject? fields = null, string name = "ALL_CALLS", DateTime? received = null) =>
        new(deliveryId, received ?? Noon, (CallEvent)Read(Payload.Of(name).With("cdr_id", 9876543).With(fields)));

    public static ContactEvent Change(string key, JsonNode? value, JsonObject? and = null) =>
        (ContactEvent)Read(Payload.Change(12345, key, value).With(and));

    /// <summary>A change that names the field but not its value.</summary>
    public static ContactEvent ChangeWithoutValue(string key) =>
        (ContactEvent)Read(Payload.Of("CUSTOMER_CHANGE").With("contact_id", 12345).With("updated_key", key));

    public static TaskEvent Task(string name, JsonObject? fields = null) => (TaskEvent)Read(Payload.Of(name).With("task_id", 4567).With(fields));

    public static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();

    private static SuperfoneEvent Read(Payload payload) => EventReader.Read(payload.ToBytes());
}
