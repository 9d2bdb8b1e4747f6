using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Decisions;

public sealed class FollowUpWorkApiTests
{
    private const string RavisNumber = "+919876543210";
    private static readonly DateTimeOffset Start = new(2026, 5, 15, 11, 0, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Claim_OfACaller_IsSeenByColleaguesWhoCannotClaimUntilItEnds()
    {
        var time = new FakeTimeProvider(Start);
        await using var api = await ApiDashboard.StartAsync(time);
        await api.PostAsync(Payload.MissedCall(1));
        var id = await IdAsync(api);
        using var ravi = await AddAsync(api, "ravi@example.com", "Ravi Patel");
        using var meera = await AddAsync(api, "meera@example.com", "Meera");

        var claimed = await PostAsync(ravi, $"follow-ups/{id}/claim", new { });

        Assert.Equal(("ravi@example.com", "2026-05-15T11:15:00Z"), ((string?)claimed["claimedBy"], (string?)claimed["claimedUntilUtc"]));
        Assert.Equal("ravi@example.com", (string?)(await api.GetAsync("follow-ups"))["items"]![0]!["claimedBy"]);
        foreach (var action in new[] { "claim", "release" })
        {
            var refused = await api.ProblemAsync(HttpStatusCode.Conflict, client => client.PostAsJsonAsync($"/api/v1/follow-ups/{id}/{action}", new { }), meera);
            Assert.Contains("Ravi Patel (ravi@example.com)", (string?)refused["detail"], StringComparison.Ordinal);
        }

        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("2026-05-15T11:25:00Z", (string?)(await PostAsync(ravi, $"follow-ups/{id}/claim", new { }))["claimedUntilUtc"]);
        Assert.Null((await PostAsync(ravi, $"follow-ups/{id}/release", new { }))["claimedBy"]);
        Assert.Equal("meera@example.com", (string?)(await PostAsync(meera, $"follow-ups/{id}/claim", new { }))["claimedBy"]);
        time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal("ravi@example.com", (string?)(await PostAsync(ravi, $"follow-ups/{id}/claim", new { }))["claimedBy"]);

        await api.PostAsync(Payload.AnsweredCall(2, "2026-05-15T11:20:00Z").With(new JsonObject { ["cdr_call_type"] = "OUTBOUND", ["cdr_phone"] = "+917000011111" }));
        var ended = (await api.GetAsync("follow-ups"))["items"]![0]!;
        Assert.Equal(("returned", null), ((string?)ended["state"], (string?)ended["claimedBy"]));
        await api.ProblemAsync(HttpStatusCode.Conflict, client => client.PostAsJsonAsync($"/api/v1/follow-ups/{id}/claim", new { }), ravi);
        Assert.Equal(5, (await AuditAsync(api, "claim")).Count);
    }

    [Fact]
    public async Task Assignees_AreThoseWhoMayWork_AndKnownToThem()
    {
        await using var api = await ApiDashboard.StartAsync(new FakeTimeProvider(Start));
        using var ravi = await AddAsync(api, "ravi@example.com", "Ravi Patel");

        var names = (await ravi.GetFromJsonAsync<JsonNode>("/api/v1/follow-ups/assignees", Stop))!["items"]!.AsArray().Select(user => (string?)user!["name"]).ToList();
        Assert.Contains("Ravi Patel", names);

        using var viewer = api.Dashboard.CreateClient(Roles.Viewer);
        using var refused = await viewer.GetAsync("/api/v1/follow-ups/assignees", Stop);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task Claim_ByTwoAtOnce_IsOneOfThem()
    {
        await using var api = await ApiDashboard.StartAsync(new FakeTimeProvider(Start));
        await api.PostAsync(Payload.MissedCall(1));
        var id = await IdAsync(api);
        var people = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => AddAsync(api, $"agent{number}@example.com", $"Agent {number}")));

        var replies = await Task.WhenAll(people.Select(person => person.PostAsJsonAsync($"/api/v1/follow-ups/{id}/claim", new { }, Stop)));

        Assert.Single(replies, reply => reply.StatusCode == HttpStatusCode.OK);
        Assert.Equal(3, replies.Count(reply => reply.StatusCode == HttpStatusCode.Conflict));
        foreach (var person in people)
            person.Dispose();
    }

    [Fact]
    public async Task Claim_OfAnAgent_EndsWithTheirOwnNextCall()
    {
        var time = new FakeTimeProvider(Start);
        await using var api = await ApiDashboard.StartAsync(time);
        await api.PostAsync(Payload.MissedCall(1));
        var id = await IdAsync(api);
        using var ravi = await AddAsync(api, "ravi@example.com", "Ravi Patel", RavisNumber);
        await PostAsync(ravi, $"follow-ups/{id}/claim", new { });

        await api.PostAsync(Attempt(2, "+919000000009"));
        Assert.Equal("ravi@example.com", (string?)(await api.GetAsync("follow-ups"))["items"]![0]!["claimedBy"]);
        await api.PostAsync(Attempt(3, RavisNumber));
        Assert.Null((await api.GetAsync("follow-ups"))["items"]![0]!["claimedBy"]);
    }

    [Fact]
    public async Task Assign_ToAUser_IsTheirsUntilItEnds()
    {
        await using var api = await ApiDashboard.StartAsync(new FakeTimeProvider(Start));
        await api.PostAsync(Payload.MissedCall(1), Payload.MissedCall(2, "2026-05-15T10:50:00Z", "+917000022222"));
        var id = await IdAsync(api);
        using var ravi = await AddAsync(api, "ravi@example.com", "Ravi Patel");
        var userId = (await UsersAsync(api)).Single(user => (string?)user!["email"] == "ravi@example.com")!["id"]!.GetValue<string>();
        var viewer = await api.Dashboard.AddUserAsync("viewer@example.com", Roles.Viewer);

        var assigned = await PostAsync(api.Client, $"follow-ups/{id}/assign", new { userId });

        Assert.Equal($$"""{"userId":"{{userId}}","name":"Ravi Patel"}""", assigned["assignee"]!.ToJsonString());
        Assert.Single((await api.GetAsync($"follow-ups?assignee={userId}"))["items"]!.AsArray());
        Assert.Single(JsonNode.Parse(await ravi.GetStringAsync("/api/v1/follow-ups?state=open&assignee=me", Stop))!["items"]!.AsArray());
        Assert.Empty((await api.GetAsync("follow-ups?assignee=me"))["items"]!.AsArray());
        foreach (var unknown in new[] { "nobody", viewer })
        {
            var refused = await api.ProblemAsync(HttpStatusCode.BadRequest, client => client.PostAsJsonAsync($"/api/v1/follow-ups/{id}/assign", new { userId = unknown }));
            Assert.NotNull(refused["errors"]!["userId"]);
        }

        await PostAsync(api.Client, $"follow-ups/{id}/close", new { });
        Assert.Empty((await api.GetAsync($"follow-ups?assignee={userId}"))["items"]!.AsArray());
        Assert.Equal([$"follow-up {id} to {userId}"], await AuditAsync(api, "assign"));
    }

    [Fact]
    public async Task SnoozeAndNote_BadInput_IsNamedAndNothingIsStored()
    {
        await using var api = await ApiDashboard.StartAsync(new FakeTimeProvider(Start));
        await api.PostAsync(Payload.MissedCall(1));
        var id = await IdAsync(api);

        Assert.Equal("2026-05-15T12:00:00Z", (string?)(await PostAsync(api.Client, $"follow-ups/{id}/snooze", new { untilUtc = "2026-05-15T17:30:00+05:30" }))["snoozedUntilUtc"]);
        Assert.Null((await PostAsync(api.Client, $"follow-ups/{id}/snooze", new { untilUtc = (string?)null }))["snoozedUntilUtc"]);
        await AssertRefusedAsync("snooze", new { untilUtc = "2026-05-15T10:59:59Z" }, "untilUtc");
        await AssertRefusedAsync("snooze", new { untilUtc = "tomorrow" }, "untilUtc");
        await AssertRefusedAsync("note", new { text = new string('x', 2001) }, "text");
        await AssertRefusedAsync("note", new { text = "  " }, "text");
        await AssertRefusedAsync("note", new { outcome = "teleported" }, "outcome");

        var noted = await PostAsync(api.Client, $"follow-ups/{id}/note", new { outcome = "askedToCallLater", text = "After six" });
        Assert.Equal("""[{"atUtc":"2026-05-15T11:00:00Z","by":"Agent script","text":"After six","outcome":"askedToCallLater"}]""", noted["notes"]!.ToJsonString());
        Assert.Equal("""{"atUtc":"2026-05-15T11:00:00Z","by":"Agent script","text":"Second"}""", (await PostAsync(api.Client, $"follow-ups/{id}/note", new { text = " Second " }))["notes"]![1]!.ToJsonString());
        await api.ProblemAsync(HttpStatusCode.NotFound, client => client.PostAsJsonAsync("/api/v1/follow-ups/5/note", new { text = "x" }));
        Assert.Equal(2, (await AuditAsync(api, "note")).Count);

        async Task AssertRefusedAsync(string action, object body, string field)
        {
            var refused = await api.ProblemAsync(HttpStatusCode.BadRequest, client => client.PostAsJsonAsync($"/api/v1/follow-ups/{id}/{action}", body));
            Assert.Contains(refused["errors"]!.AsObject(), error => error.Key.Contains(field, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task Call_NotesAndTags_ShowInItsItemsAndFindIt()
    {
        await using var api = await ApiDashboard.StartAsync(new FakeTimeProvider(Start));
        await api.PostAsync(Payload.AnsweredCall(1), Payload.AnsweredCall(2, "2026-05-15T10:40:00Z"));

        var noted = await PostAsync(api.Client, "calls/1/notes", new { text = "Wants the price list" });
        using var tagged = await api.Client.PutAsJsonAsync("/api/v1/calls/1/tags", new[] { " VIP ", "price", "vip" }, Stop);

        Assert.Equal("""[{"atUtc":"2026-05-15T11:00:00Z","by":"Agent script","text":"Wants the price list"}]""", noted["notes"]!.ToJsonString());
        Assert.Equal("""["VIP","price"]""", (await api.GetAsync("calls/1"))["tags"]!.ToJsonString());
        Assert.Equal([1], await api.IdsAsync("calls?tag=vip"));
        Assert.Equal([1], await api.IdsAsync("calls?tag=PRICE&outcome=answered"));
        Assert.Empty(await api.IdsAsync("calls?tag=vi"));
        Assert.Equal("""["VIP","price"]""", (await api.GetAsync("calls?tag=vip"))["items"]![0]!["tags"]!.ToJsonString());

        // A later event of the call, which starts earlier than was known, keeps the tags.
        await api.PostAsync(Payload.AnsweredCall(1, "2026-05-15T10:20:00Z").With("cdr_end", "2026-05-15T10:59:00Z"));
        Assert.Equal([1], await api.IdsAsync("calls?tag=vip"));
        using var cleared = await api.Client.PutAsJsonAsync("/api/v1/calls/1/tags", Array.Empty<string>(), Stop);
        Assert.Empty(await api.IdsAsync("calls?tag=vip"));

        await api.ProblemAsync(HttpStatusCode.BadRequest, client => client.PutAsJsonAsync("/api/v1/calls/1/tags", new[] { new string('x', 41) }));
        await api.ProblemAsync(HttpStatusCode.BadRequest, client => client.PutAsJsonAsync("/api/v1/calls/1/tags", Enumerable.Range(0, 21).Select(number => $"tag {number}")));
        await api.ProblemAsync(HttpStatusCode.BadRequest, client => client.PutAsJsonAsync("/api/v1/calls/1/tags", new[] { "two\nlines" }));
        await api.ProblemAsync(HttpStatusCode.BadRequest, client => client.PostAsJsonAsync("/api/v1/calls/1/notes", new { text = new string('x', 2001) }));
        await api.ProblemAsync(HttpStatusCode.NotFound, client => client.PostAsJsonAsync("/api/v1/calls/77/notes", new { text = "x" }));
        await api.ProblemAsync(HttpStatusCode.NotFound, client => client.PutAsJsonAsync("/api/v1/calls/77/tags", new[] { "x" }));
        Assert.Equal(2, (await AuditAsync(api, "tag")).Count);
    }

    [Fact]
    public async Task Viewer_MayDoNoneOfIt()
    {
        await using var api = await ApiDashboard.StartAsync(new FakeTimeProvider(Start));
        await api.PostAsync(Payload.MissedCall(1));
        var id = await IdAsync(api);
        using var viewer = api.Dashboard.CreateClient(Roles.Viewer);

        foreach (var action in new[] { "claim", "release", "snooze", "note", "assign" })
            await api.ProblemAsync(HttpStatusCode.Forbidden, client => client.PostAsJsonAsync($"/api/v1/follow-ups/{id}/{action}", new { text = "x" }), viewer);
        await api.ProblemAsync(HttpStatusCode.Forbidden, client => client.PostAsJsonAsync("/api/v1/calls/1/notes", new { text = "x" }), viewer);
        await api.ProblemAsync(HttpStatusCode.Forbidden, client => client.PutAsJsonAsync("/api/v1/calls/1/tags", new[] { "x" }), viewer);
    }

    private static string Attempt(long id, string staff) => Payload.AnsweredCall(id, "2026-05-15T11:01:00Z")
        .With(new JsonObject { ["cdr_call_type"] = "OUTBOUND", ["cdr_disposition"] = "NOANSWER", ["cdr_answer"] = null, ["cdr_phone"] = "+917000011111", ["staff_phone"] = staff });

    private static async Task<string> IdAsync(ApiDashboard api) => (await api.GetAsync("follow-ups?state=open"))["items"]![0]!["id"]!.GetValue<string>();

    private static async Task<JsonArray> UsersAsync(ApiDashboard api)
    {
        using var owner = api.Dashboard.CreateClient(Roles.Owner);
        return JsonNode.Parse(await owner.GetStringAsync("/api/v1/users", Stop))!["items"]!.AsArray();
    }

    private static async Task<HttpClient> AddAsync(ApiDashboard api, string email, string name, string? staffPhone = null)
    {
        var id = await api.Dashboard.AddUserAsync(email, Roles.Agent);
        using var owner = api.Dashboard.CreateClient(Roles.Owner);
        using var patched = await owner.PatchAsJsonAsync($"/api/v1/users/{id}", new { name, staffPhone }, Stop);
        Assert.Equal(HttpStatusCode.OK, patched.StatusCode);
        var client = await api.Dashboard.SignInAsync(email, RunningDashboard.OwnerPassword);
        client.DefaultRequestHeaders.Add("X-Requested-With", "superfone");
        return client;
    }

    private static async Task<JsonNode> PostAsync(HttpClient client, string path, object body)
    {
        using var response = await client.PostAsJsonAsync($"/api/v1/{path}", body, Stop);
        var text = await response.Content.ReadAsStringAsync(Stop);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    private static async Task<List<string?>> AuditAsync(ApiDashboard api, string action)
    {
        using var owner = api.Dashboard.CreateClient(Roles.Owner);
        var page = JsonNode.Parse(await owner.GetStringAsync($"/api/v1/audit?action={action}", Stop))!;
        return [.. page["items"]!.AsArray().Select(item => (string?)item!["subject"])];
    }
}
