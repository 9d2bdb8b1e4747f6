using System.Text.Json.Nodes;

namespace Superfone.Dashboard.Tests.Destinations;

/// <summary>Which events a destination receives, by what they are about.</summary>
public sealed class FilterTests
{
    private const string Staff = "+917000055555";

    private static readonly DateTime Noon = new(2026, 5, 15, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Filter_LeavesOutWhatIsAboutSomethingElse()
    {
        await using var world = await PassingDashboard.StartAsync();
        await using var missed = await AddAsync(world, new { direction = "inbound", missed = true });
        await using var staff = await AddAsync(world, new { staffPhone = "070000 55555" });
        await using var labelled = await AddAsync(world, new { label = "vip" });
        await using var outbound = await AddAsync(world, new { direction = "outbound" });

        await world.PostAsync(
            Contact(21, "VIP"), Contact(22, "Other"), Payload.Call(1, Noon), Payload.Call(2, Noon, "ANSWER", "INBOUND").With("contact_id", 21), Payload.Missed(3, Noon).With("contact_id", 22),
            Payload.Missed(4, Noon).With("contact_id", 21).With("staff_phone", Staff), Payload.Task(31).With("contact_id", 21), Payload.Task(32).With("contact_id", 22));

        await AssertReceivedAsync(missed, "call 3", "call 4", "contact 21", "contact 22", "task 31", "task 32");
        await AssertReceivedAsync(staff, "call 4", "contact 21", "contact 22", "task 31", "task 32");
        await AssertReceivedAsync(labelled, "call 2", "call 4", "contact 21", "task 31");
        await AssertReceivedAsync(outbound, "call 1", "contact 21", "contact 22", "task 31", "task 32");
    }

    [Fact]
    public async Task Filter_IsShownKeptAndReplaced()
    {
        await using var world = await PassingDashboard.StartAsync();
        await using var receiver = await AddAsync(world, new { direction = "outbound", missed = false, staffPhone = "070000 55555", label = " VIP " });

        var made = (await world.ReadAsync(1))["filter"]!;
        var renamed = (await world.SendAsync(HttpMethod.Patch, "destinations/1", new { name = "Depot" }))!["filter"]!;
        var replaced = (await world.SendAsync(HttpMethod.Patch, "destinations/1", new { filter = new { missed = true } }))!["filter"]!;
        var cleared = (await world.SendAsync(HttpMethod.Patch, "destinations/1", new { filter = new { } }))!["filter"]!;
        await world.PostAsync(Payload.Call(1, Noon));
        await receiver.WaitAsync(1);

        Assert.Equal(["outbound", "false", Staff, "VIP"], ValuesOf(made));
        Assert.Equal(ValuesOf(made), ValuesOf(renamed));
        Assert.Equal([null, "true", null, null], ValuesOf(replaced));
        Assert.All(ValuesOf(cleared), Assert.Null);
    }

    private static async Task<WebhookReceiver> AddAsync(PassingDashboard world, object filter)
    {
        var receiver = await WebhookReceiver.StartAsync();
        await world.SendAsync(HttpMethod.Post, "destinations", new { name = "Warehouse", url = receiver.Url, filter });
        return receiver;
    }

    private static IEnumerable<string?> ValuesOf(JsonNode filter) => new[] { "direction", "missed", "staffPhone", "label" }.Select(member => filter[member]?.ToString());

    private static Payload Contact(long id, string label) =>
        Payload.Contact(id).With("contact_labels", new JsonArray(new JsonObject { ["id"] = id, ["title"] = label }));

    private static async Task AssertReceivedAsync(WebhookReceiver receiver, params string[] expected)
    {
        await receiver.WaitAsync(expected.Length);
        Assert.Equal(expected, receiver.Posts.Select(post => NameOf(JsonNode.Parse(post.Text)!)).Order(StringComparer.Ordinal));
    }

    private static string NameOf(JsonNode body) => body["cdr_id"] is { } call ? $"call {call}" : body["task_id"] is { } task ? $"task {task}" : $"contact {body["contact_id"]}";
}
