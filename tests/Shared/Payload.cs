using System.Text.Json.Nodes;

namespace Superfone.Dashboard.Tests.Shared;

/// <summary>The sender's sample payloads.</summary>
public static class Payload
{
    /// <summary>A sample by its event's name, with some fields changed.</summary>
    public static string Sample(string name, Action<JsonObject>? change = null)
    {
        var payload = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "payloads", $"{name}.json")))!.AsObject();
        change?.Invoke(payload);
        return payload.ToJsonString();
    }

    /// <summary>A call of its own.</summary>
    public static string Call(long cdrId) => Sample("ALL_CALLS", payload => payload["cdr_id"] = cdrId);

    /// <summary>A contact's lead stage becoming another.</summary>
    public static string StageChange(string title) => Sample("CUSTOMER_CHANGE", payload =>
    {
        payload["updated_value"] = new JsonObject { ["id"] = title.Length, ["title"] = title };
        payload["contact_lead_stage_name"] = title;
    });
}
