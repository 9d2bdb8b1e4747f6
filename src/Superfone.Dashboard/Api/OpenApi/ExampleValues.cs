using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Superfone.Dashboard.Api.OpenApi;

/// <summary>Examples of parameters and properties by their names, which mean the same wherever they stand.</summary>
internal static class ExampleValues
{
    /// <summary>An id with more digits than JavaScript's numbers can hold, as text.</summary>
    public const string LongId = "1865250609562039360";

    private const string Instant = "2026-05-15T10:30:00Z";
    private const string UserId = "0f8fad5b-d9cb-469f-a165-70867728950e";
    private const string CdrUuid = "3f2504e0-4f89-11d3-9a0c-0305e82c3301";
    private const string Number = "+918000000001";
    private const string StaffNumber = "+919876543210";
    private const string Account = "+918000099999";

    private static readonly Dictionary<string, string> Texts = new()
    {
        ["account"] = Account,
        ["action"] = "read",
        ["assignee"] = UserId,
        ["by"] = "asha@example.com",
        ["cdrUuid"] = CdrUuid,
        ["claimedBy"] = "ravi@example.com",
        ["closedBy"] = "ravi@example.com",
        ["contentType"] = "audio/mpeg",
        ["createdBy"] = "owner@example.com",
        ["cursor"] = "wQAAAZ4vQ1JgAAAB",
        ["detail"] = "No call has the id 9876543.",
        ["direction"] = "inbound",
        ["disposition"] = "ANSWERED",
        ["email"] = "asha@example.com",
        ["event"] = "ALL_CALLS",
        ["form"] = "raw",
        ["group"] = "Walk-in",
        ["id"] = UserId,
        ["inviteUrl"] = "https://calls.example.com/invite?token=…",
        ["ivrKey"] = "Press 1 for sales|1",
        ["key"] = "lead_stage",
        ["label"] = "Hot",
        ["name"] = "Asha Kumar",
        ["firstName"] = "Asha",
        ["lastName"] = "Kumar",
        ["businessName"] = "Kumar Traders",
        ["city"] = "Nagpur",
        ["note"] = "Wrote an email instead.",
        ["parts"] = "calls,contacts",
        ["phone"] = Number,
        ["q"] = "price list",
        ["role"] = "Viewer",
        ["secret"] = "whsec_…",
        ["speaker"] = "Customer",
        ["stage"] = "New Lead",
        ["staffPhone"] = StaffNumber,
        ["status"] = "OPEN",
        ["subject"] = "call 9876543",
        ["tag"] = "VIP",
        ["text"] = "Wants the price list.",
        ["title"] = "Next step",
        ["token"] = "the token itself",
        ["type"] = "REMINDER",
        ["url"] = "https://warehouse.example/hook",
        ["user"] = "asha@example.com",
        ["userId"] = UserId,
        ["value"] = "Send the price list",
        ["when"] = "retention",
    };

    private static readonly Dictionary<string, long> Integers = new()
    {
        ["cdrId"] = 9876543,
        ["contactId"] = 12345,
        ["taskId"] = 555,
        ["deliveryId"] = 42,
        ["assigneeUserId"] = 678,
        ["limit"] = 50,
        ["download"] = 1,
        ["version"] = 0,
        ["durationSeconds"] = 184,
        ["ringingSeconds"] = 12,
        ["secondsToReturn"] = 540,
        ["sizeBytes"] = 1466,
        ["status"] = 404,
    };

    private static readonly Dictionary<string, string[]> Lists = new()
    {
        ["accounts"] = [Account],
        ["events"] = ["ALL_CALLS", "MISSED_CALL"],
        ["tags"] = ["VIP"],
        ["emails"] = ["asha@example.com"],
    };

    /// <summary>The example of a parameter; <see langword="null"/> if none is needed or known.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type.</param>
    public static JsonNode? OfParameter(string name, JsonSchemaType? type) => name is "from" or "to" ? Instant : Of(name, type);

    /// <summary>The example of a property; <see langword="null"/> if none is needed or known.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type.</param>
    public static JsonNode? Of(string name, JsonSchemaType? type) => type is not { } kind ? null
        : kind.HasFlag(JsonSchemaType.Integer) ? Integers.GetValueOrDefault(name, 1)
        : kind.HasFlag(JsonSchemaType.Array) ? Lists.TryGetValue(name, out var list) ? new JsonArray([.. list.Select(item => JsonValue.Create(item))]) : null
        : !kind.HasFlag(JsonSchemaType.String) ? null
        : name.EndsWith("Utc", StringComparison.Ordinal) ? Instant
        : Texts.TryGetValue(name, out var text) ? text : null;
}
