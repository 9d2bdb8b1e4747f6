using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Tests.Api;

public sealed class StaffApiTests
{
    private const string Phone = "+917000011111";
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData("spam")]
    [InlineData("vendor")]
    public async Task Mark_MissedNumber_LeavesFollowUpsAndRatesUntilItIsTakenBack(string mark)
    {
        await using var api = await StartAsync();
        await api.PostAsync(Payload.MissedCall(1), Payload.MissedCall(2, "2026-05-15T10:51:00Z", "+917000022222"), Payload.AnsweredCall(3));
        var before = await FiguresAsync(api);

        var marked = await MarkAsync(api, "070000-11111", mark, HttpStatusCode.OK);

        Assert.Equal((Phone, mark, "Agent script"), (Text(marked["phone"]), Text(marked["mark"]), Text(marked["by"])));
        Assert.Equal(["+917000022222"], await PhonesAsync(api, "follow-ups?state=open"));
        var closed = (await api.GetAsync("follow-ups?state=closed"))["items"]!.AsArray().Single()!;
        Assert.Equal((Phone, mark, "Agent script"), (Text(closed["phone"]), Text(closed["mark"]), Text(closed["closedBy"])));
        var during = await FiguresAsync(api);
        Assert.Equal(before with { Missed = before.Missed - 1, Offered = before.Offered - 1, Marked = 1, UniqueCallers = before.UniqueCallers - 1 }, during);
        Assert.Equal([1, 2, 3], (await api.IdsAsync("calls")).Order());
        Assert.Equal([1], await api.IdsAsync("calls?marked=true"));
        Assert.Equal([2], await api.IdsAsync("calls?marked=false&missed=true"));
        Assert.Equal(mark, Text((await api.GetAsync("calls/1"))["mark"]));

        await MarkAsync(api, Phone, "customer", HttpStatusCode.OK);

        Assert.Equal(before, await FiguresAsync(api));
        Assert.Equal(["+917000022222", Phone], await PhonesAsync(api, "follow-ups?state=open"));
        Assert.Null((await api.GetAsync("calls/1"))["mark"]);
    }

    [Fact]
    public async Task Mark_Staff_IsForManagers()
    {
        await using var api = await StartAsync();
        await api.PostAsync(Payload.MissedCall(1));
        using var manager = api.Dashboard.CreateClient(Roles.Manager);

        await MarkAsync(api, Phone, "staff", HttpStatusCode.Forbidden);
        await MarkAsync(api, Phone, "staff", HttpStatusCode.OK, manager);
        await MarkAsync(api, Phone, "customer", HttpStatusCode.Forbidden);
        await MarkAsync(api, Phone, "spam", HttpStatusCode.Forbidden);

        Assert.Equal("staff", Text((await api.GetAsync("calls/1"))["mark"]));
        await MarkAsync(api, "Anonymous", "spam", HttpStatusCode.NotFound);
        await MarkAsync(api, Phone, "friend", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Mark_ThenReopen_IsRefusedWhileTheNumberIsMarked()
    {
        await using var api = await StartAsync();
        await api.PostAsync(Payload.MissedCall(1));
        await MarkAsync(api, Phone, "vendor", HttpStatusCode.OK);
        var id = Text((await api.GetAsync("follow-ups"))["items"]![0]!["id"]);

        await api.ProblemAsync(HttpStatusCode.Conflict, client => client.PostAsync($"/api/v1/follow-ups/{id}/reopen", null));
    }

    [Fact]
    public async Task Staff_Replaced_MarksTheirNumbersAndNamesAssignees()
    {
        await using var api = await StartAsync();
        await api.PostAsync(Payload.MissedCall(1), Payload.AnsweredCall(3).With("staff_phone", "+919876500000"), Payload.Contact(9).With("contact_assignee_user_id", 678));
        using var manager = api.Dashboard.CreateClient(Roles.Manager);
        var suggestions = (await api.GetAsync("staff"))["suggestions"]!.AsArray();
        Assert.Contains(suggestions, person => Text(person!["phone"]) == "+919876500000");
        Assert.Contains(suggestions, person => person!["assigneeUserId"]?.GetValue<long>() == 678);

        var directory = await PutAsync(manager, new { name = " Ravi Patel ", phone = "070000-11111", assigneeUserId = 678 });

        Assert.Equal("""[{"name":"Ravi Patel","phone":"+917000011111","assigneeUserId":678,"user":null}]""", directory["items"]!.ToJsonString(Relaxed));
        Assert.Empty((await api.GetAsync("follow-ups?state=open"))["items"]!.AsArray());
        Assert.Equal("staff", Text((await api.GetAsync("calls/1"))["mark"]));
        Assert.Equal(678, (await api.GetAsync("contacts/9"))["assigneeUserId"]!.GetValue<long>());
        await MarkAsync(api, Phone, "customer", HttpStatusCode.Conflict, manager);

        await PutAsync(manager, new { name = "Asha", assigneeUserId = 6 }, new { name = "Ravi Patel", assigneeUserId = 678 }, new { name = "Zoya", phone = "+919876500000" });
        directory = await api.GetAsync("staff");
        Assert.Equal(["Asha", "Ravi Patel", "Zoya"], directory["items"]!.AsArray().Select(item => Text(item!["name"])));
        Assert.Equal([null, null, "+919876500000"], directory["items"]!.AsArray().Select(item => Text(item!["phone"])));

        Assert.Empty((await PutAsync(manager))["items"]!.AsArray());
        Assert.Single((await api.GetAsync("follow-ups?state=open"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Staff_WhatCannotBeAnEntry_IsAProblem()
    {
        await using var api = await StartAsync();
        using var manager = api.Dashboard.CreateClient(Roles.Manager);

        await api.ProblemAsync(HttpStatusCode.Forbidden, client => client.PutAsJsonAsync("/api/v1/staff", new { version = 0, items = Array.Empty<object>() }));
        foreach (var entry in new object[] { new { name = "Ravi" }, new { name = "Ravi", phone = "Anonymous" }, new { name = "Ravi", phone = "none", assigneeUserId = 6 }, new { phone = Phone } })
        {
            await api.ProblemAsync(HttpStatusCode.BadRequest, client => client.PutAsJsonAsync("/api/v1/staff", new { version = 0, items = new[] { entry } }), manager);
        }

        var twice = new { version = 0, items = new[] { new { name = "Ravi", phone = Phone }, new { name = "Asha", phone = "07000011111" } } };
        var problem = await api.ProblemAsync(HttpStatusCode.BadRequest, client => client.PutAsJsonAsync("/api/v1/staff", twice), manager);
        Assert.NotNull(problem["errors"]!["items[1]"]);
        Assert.Empty((await api.GetAsync("staff"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Staff_ReplacedSinceItWasRead_IsAConflict()
    {
        await using var api = await StartAsync();
        using var manager = api.Dashboard.CreateClient(Roles.Manager);
        var read = (await api.GetAsync("staff"))["version"]!.GetValue<long>();
        object[] ravi = [new { name = "Ravi", phone = Phone }];
        var saved = (await PutAsync(manager, ravi))["version"]!.GetValue<long>();
        await MarkAsync(api, "+917000022222", "spam", HttpStatusCode.OK);

        Assert.True(saved > read);
        foreach (var items in new[] { [], new object[] { new { name = "Asha", assigneeUserId = 6 } } })
            await api.ProblemAsync(HttpStatusCode.Conflict, client => client.PutAsJsonAsync("/api/v1/staff", new { version = read, items }), manager);
        await api.ProblemAsync(HttpStatusCode.BadRequest, client => client.PutAsJsonAsync("/api/v1/staff", new { items = ravi }), manager);
        Assert.Equal("Ravi", Text((await api.GetAsync("staff"))["items"]![0]!["name"]));
        Assert.Equal(saved, (await api.GetAsync("staff"))["version"]!.GetValue<long>());

        // Removing everyone leaves no entry, but another version.
        Assert.True((await PutAsync(manager))["version"]!.GetValue<long>() > saved);
        await api.ProblemAsync(HttpStatusCode.Conflict, client => client.PutAsJsonAsync("/api/v1/staff", new { version = saved, items = ravi }), manager);
    }

    [Fact]
    public async Task Get_AnEntryWithTheStaffNumberOfAUser_NamesTheUser()
    {
        await using var api = await StartAsync();
        using var manager = api.Dashboard.CreateClient(Roles.Manager);
        var id = await api.Dashboard.AddUserAsync("ravi@example.com", Roles.Agent);
        await api.Dashboard.Services.GetRequiredService<UserDirectory>().ChangeAsync(id, new UserPatch { StaffPhone = new(Phone) }, Actor.System);

        await PutAsync(manager, new { name = "Ravi Patel", phone = Phone });

        var read = (await api.GetAsync("staff"))["items"]![0]!;
        Assert.Equal("ravi@example.com", Text(read["user"]));
        Assert.Single((await PutAsync(manager, read))["items"]!.AsArray());
    }

    [Fact]
    public async Task Staff_ReplacedByManyAtOnce_KeepsOneOfThem()
    {
        await using var api = await StartAsync();
        using var manager = api.Dashboard.CreateClient(Roles.Manager);

        var replies = await Task.WhenAll(Enumerable.Range(1, 8).Select(id => manager.PutAsJsonAsync(
            "/api/v1/staff", new { version = 0, items = new[] { new { name = $"Person {id}", assigneeUserId = id } } }, TestContext.Current.CancellationToken)));

        Assert.Equal(7, replies.Count(reply => reply.StatusCode == HttpStatusCode.Conflict));
        var saved = Assert.Single(replies, reply => reply.StatusCode == HttpStatusCode.OK);
        var items = JsonNode.Parse(await saved.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["items"]!;
        Assert.Equal(items.ToJsonString(), (await api.GetAsync("staff"))["items"]!.ToJsonString());
    }

    private static async Task<JsonNode> MarkAsync(ApiDashboard api, string phone, string mark, HttpStatusCode expected, HttpClient? client = null)
    {
        using var reply = await (client ?? api.Client).PostAsJsonAsync($"/api/v1/numbers/{phone}/mark", new Dictionary<string, string> { ["as"] = mark }, TestContext.Current.CancellationToken);
        var text = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(reply.StatusCode == expected, $"{mark}: {(int)reply.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    private static async Task<JsonNode> PutAsync(HttpClient client, params object[] items)
    {
        var version = await client.GetFromJsonAsync<JsonNode>("/api/v1/staff", TestContext.Current.CancellationToken);
        using var reply = await client.PutAsJsonAsync("/api/v1/staff", new { version = version!["version"], items }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return JsonNode.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    private static async Task<List<string?>> PhonesAsync(ApiDashboard api, string path) =>
        [.. (await api.GetAsync(path))["items"]!.AsArray().Select(item => Text(item!["phone"]))];

    private static async Task<Figures> FiguresAsync(ApiDashboard api)
    {
        var stats = await api.GetAsync("stats");
        int Number(string name) => stats[name]!.GetValue<int>();
        return new Figures(Number("calls"), Number("missed"), Number("offered"), Number("marked"), Number("uniqueCallers"));
    }

    private static string? Text(JsonNode? node) => node?.GetValue<string>();

    private static Task<ApiDashboard> StartAsync() =>
        ApiDashboard.StartAsync(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 5, 15, 11, 0, 0, TimeSpan.Zero)));

    private sealed record Figures(int Calls, int Missed, int Offered, int Marked, int UniqueCallers);
}
