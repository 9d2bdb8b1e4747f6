using System.Text.Json.Nodes;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.ReadModels.Filters;

/// <summary>Values that <see cref="Traffic"/> produces too rarely for each condition to select some rows.</summary>
internal static class FilterTraffic
{
    /// <summary>A label of a contact, one of its calls and mostly the summary of the call.</summary>
    public static string[] Summarised(Random random, DateTime now)
    {
        var id = random.Next(100, 120);
        var uuid = $"44444444-2b6d-4c3a-9f1e-{id:d12}";
        var label = Payload.Change(
            random.Next(1, 4), "labels", new JsonArray(new JsonObject { ["id"] = random.Next(3), ["title"] = random.Next(2) == 0 ? "Asha" : "Zoë" }));
        var call = Payload.Call(id, now.AddHours(-random.Next(40))).With(new JsonObject
        {
            ["cdr_uuid"] = uuid,
            ["superfone_number"] = random.Next(2) == 0 ? "+918000088888" : Payload.Account,
            ["staff_phone"] = random.Next(2) == 0 ? "+918000000001" : "+918000000002",
            ["contact_id"] = random.Next(1, 4),
            ["contact_lead_stage_name"] = random.Next(2) == 0 ? "Asha" : "Ravi",
        });
        if (id % 3 == 0)
            return [label, call];
        var insights = new JsonArray(
            new JsonObject { ["title"] = random.Next(2) == 0 ? "Callback request" : "Asha", ["value"] = $"After {random.Next(3)}" },
            new JsonObject { ["title"] = "आशा", ["value"] = random.Next(2) == 0 ? "Asha" : "आशा से" });
        return [label, call, Payload.Summary(uuid).With(new JsonObject { ["summary"] = new JsonObject { ["insights"] = insights } })];
    }
}
