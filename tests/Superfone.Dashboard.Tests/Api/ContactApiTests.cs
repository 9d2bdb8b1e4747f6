using System.Net;
using System.Text.Json.Nodes;

namespace Superfone.Dashboard.Tests.Api;

public sealed class ContactApiTests
{
    [Fact]
    public async Task List_Filters_GiveTheContactsThatPass()
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync(
            Payload.Contact(1, "+917000000001", "Asha").With(contact =>
            {
                contact["contact_lead_stage_id"] = 9;
                contact["contact_lead_stage_name"] = "New Lead";
                contact["contact_labels"] = new JsonArray(new JsonObject { ["id"] = 17, ["title"] = "Hot" });
                contact["contact_assignee_user_id"] = 678;
                contact["contact_emails"] = new JsonArray("asha@example.com");
            }),
            Payload.Contact(2, "+917000000002", "Meera").With(contact =>
            {
                contact["contact_lead_group_id"] = 3;
                contact["contact_lead_group_name"] = "Inbound";
            }));

        foreach (var (query, expected) in new[]
        {
            ("", "2 1"), ("limit=1", "2"), ("phone=07000000001", "1"), ("label=HOT", "1"), ("label=17", "1"), ("stage=new lead", "1"), ("stage=9", "1"),
            ("stage=3", ""), ("group=inbound", "2"), ("group=3", "2"), ("assigneeUserId=678", "1"), ("q=ash", "1"), ("q=eer", "2"),
            ("q=example.com", "1"), ("q=7000000002", "2"), ("q=new lead", "1"), ("q=new lead&label=hot", "1"), ("q=zzz", ""),
        })
            Assert.Equal((query, expected), (query, string.Join(' ', await api.IdsAsync($"contacts?{query}", "contactId"))));
    }

    [Fact]
    public async Task Timeline_CallsChangesAndTasks_NewestFirstPageByPage()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 5, 15, 10, 30, 0, TimeSpan.Zero));
        await using var api = await ApiDashboard.StartAsync(time);
        await api.PostAsync(Payload.Contact(1, "+917000000001", "Asha"));
        await api.PostAsync(Payload.AnsweredCall(1, "2026-05-15T10:30:00Z")); // The same millisecond.
        time.Advance(TimeSpan.FromMinutes(1));
        await api.PostAsync(
            """{"event":"CUSTOMER_CHANGE","contact_id":1,"updated_key":"lead_stage","updated_value":{"title":"Won","id":4}}""",
            """{"event":"TASK_CREATE","contact_id":1,"task_id":8,"task_status":"PENDING"}""",
            """{"event":"TASK_CHANGE","contact_id":1,"task_id":8,"updated_key":"task_status","updated_value":"COMPLETED"}""",
            Payload.AnsweredCall(2, "2026-05-15T09:00:00Z").With("cdr_phone", "+917000000001"));

        List<JsonNode> items = [];
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await api.GetAsync($"contacts/1/timeline?limit=1{(cursor.Length == 0 ? "" : $"&cursor={cursor}")}");
            items.AddRange(page["items"]!.AsArray()!);
            cursor = page["nextCursor"]?.GetValue<string>();
        }

        Assert.Equal(
            ["taskChanged", "taskCreated", "contactChanged", "contactCreated", "call", "call"], items.Select(item => item["kind"]!.GetValue<string>()));
        Assert.Equal(["task_status", null, "lead_stage"], items.Take(3).Select(item => item["key"]?.GetValue<string>()));
        Assert.Equal("""{"id":4,"title":"Won"}""", items[2]["value"]!.ToJsonString());
        Assert.Equal("COMPLETED", items[0]["value"]!.GetValue<string>());
        Assert.Equal(8, items[1]["taskId"]!.GetValue<long>());
        Assert.Equal([1L, 2L], items.Skip(4).Select(item => item["call"]!["cdrId"]!.GetValue<long>()));
        Assert.Equal("2026-05-15T09:00:00Z", items[5]["atUtc"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("contacts/404")]
    [InlineData("contacts/404/timeline")]
    [InlineData("calls/404")]
    [InlineData("calls/404/recording")]
    [InlineData("deliveries/404")]
    [InlineData("nonsense")]
    public async Task Find_Unknown_Is404(string path)
    {
        await using var api = await ApiDashboard.StartAsync();

        await api.ProblemAsync(HttpStatusCode.NotFound, client => client.GetAsync($"/api/v1/{path}"));
    }

    [Fact]
    public async Task List_DeeplyNestedValue_IsShown()
    {
        await using var api = await ApiDashboard.StartAsync();
        var deep = $"{new string('[', 60)}{new string(']', 60)}";
        await api.PostAsync($$"""{"event":"CUSTOMER_CHANGE","contact_id":1,"updated_key":"Deep","updated_value":{{deep}}}""");

        Assert.Equal(deep, (await api.GetAsync("contacts"))["items"]![0]!["customFields"]!["Deep"]!.ToJsonString());
        Assert.Equal(deep, (await api.GetAsync("contacts/1/timeline"))["items"]![0]!["value"]!.ToJsonString());
    }
}
