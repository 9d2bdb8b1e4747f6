using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Tests.Api.Mcp;

/// <summary>An assistant asks about calls with a token, and sees and does no more than the token may.</summary>
public sealed class McpTests(McpTests.Seeded fixture) : IClassFixture<McpTests.Seeded>
{
    private const string Initialize =
        """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""";

    [Fact]
    public async Task Tools_Listed_OnlyReadAndAreDescribed()
    {
        await using var assistant = await Assistant.ConnectAsync(fixture.Dashboard, RunningDashboard.TokenOf(Roles.Viewer));

        var tools = await assistant.Client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            ["count_insights", "describe_dashboard", "get_call", "get_contact", "get_stats", "list_follow_ups", "list_tasks", "search_calls", "search_contacts", "search_insights"],
            tools.Select(tool => tool.Name).Order(StringComparer.Ordinal));
        Assert.All(tools, tool =>
        {
            Assert.Equal((true, false), (tool.ProtocolTool.Annotations?.ReadOnlyHint, tool.ProtocolTool.Annotations?.DestructiveHint));
            Assert.True(tool.Description.Length > 40, $"{tool.Name} is not described");
            Assert.All(JsonNode.Parse(tool.JsonSchema.GetRawText())!["properties"]?.AsObject() ?? [], property =>
                Assert.False(string.IsNullOrWhiteSpace(property.Value!["description"]?.GetValue<string>()), $"{tool.Name}: {property.Key} is not described"));
        });
        Assert.Contains("UTC", assistant.Client.ServerInstructions, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tools_EachAsked_AnswerAsTheApiDoes()
    {
        await using var assistant = await Assistant.ConnectAsync(fixture.Dashboard, RunningDashboard.TokenOf(Roles.Viewer));

        var about = await assistant.AskAsync("describe_dashboard");
        var found = await assistant.AskAsync("search_calls", ("words", "price"), ("direction", "inbound"), ("from", "2026-05-15T00:00:00+05:30"));
        var call = await assistant.AskAsync("get_call", ("cdrId", 1));
        var later = await assistant.AskAsync("get_call", ("cdrId", 1), ("firstTurn", 1));
        var contacts = await assistant.AskAsync("search_contacts", ("words", "Asha"));
        var contact = await assistant.AskAsync("get_contact", ("contactId", 5));
        var waiting = await assistant.AskAsync("list_follow_ups");
        var tasks = await assistant.AskAsync("list_tasks", ("status", "PENDING"));
        var stats = await assistant.AskAsync("get_stats", ("from", "2026-05-15"), ("to", "2026-05-16"));
        var counted = await assistant.AskAsync("count_insights");
        var insights = await assistant.AskAsync("search_insights", ("title", "Next step"));

        Assert.Equal("Asia/Kolkata", about["timeZone"]!.GetValue<string>());
        Assert.Equal((1, "Asked for the price list"), (Only(found)["cdrId"]!.GetValue<int>(), Only(found)["summary"]!.GetValue<string>()));
        Assert.Equal((2, "Good morning"), (call["turnCount"]!.GetValue<int>(), call["call"]!["transcript"]![0]!["text"]!.GetValue<string>()));
        Assert.Equal("The price list, please", later["call"]!["transcript"]!.AsArray().Single()!["text"]!.GetValue<string>());
        Assert.Equal(5, Only(contacts)["contactId"]!.GetValue<int>());
        Assert.Equal("Asha", contact["contact"]!["name"]!.GetValue<string>());
        Assert.Equal(["call", "contactCreated", "taskCreated"], contact["timeline"]!.AsArray().Select(entry => entry!["kind"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.Equal(["+917000022222", "+917000011111"], waiting["items"]!.AsArray().Select(item => item!["phone"]!.GetValue<string>()));
        Assert.Equal(9, Only(tasks)["taskId"]!.GetValue<int>());
        Assert.Equal((3, 2), (stats["calls"]!.GetValue<int>(), stats["missed"]!.GetValue<int>()));
        Assert.Equal("Next step", counted["titles"]![0]!["title"]!.GetValue<string>());
        Assert.Equal("Send the price list", Only(insights)["insights"]![0]!["value"]!.GetValue<string>());
    }

    [Fact]
    public async Task Lists_LongerThanAsked_GoOnWithTheirCursor()
    {
        await using var assistant = await Assistant.ConnectAsync(fixture.Dashboard, RunningDashboard.TokenOf(Roles.Viewer));

        var first = await assistant.AskAsync("search_calls", ("limit", 2));
        var second = await assistant.AskAsync("search_calls", ("limit", 2), ("cursor", first["nextCursor"]!.GetValue<string>()));

        Assert.Equal([3, 2, 1], first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(call => call!["cdrId"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("get_call", "cdrId", 99L, "No call has the id 99.")]
    [InlineData("get_contact", "contactId", 99L, "No contact has the id 99.")]
    [InlineData("search_calls", "from", "yesterday", "from: 'yesterday' is not an instant")]
    [InlineData("search_calls", "limit", 51L, "limit")]
    [InlineData("search_calls", "cursor", "x", "cursor")]
    [InlineData("search_calls", "direction", "sideways", "argument")]
    public async Task Tool_WrongArgument_SaysWhatIsWrong(string tool, string name, object value, string expected)
    {
        await using var assistant = await Assistant.ConnectAsync(fixture.Dashboard, RunningDashboard.TokenOf(Roles.Viewer));

        Assert.Contains(expected, await assistant.RefusedAsync(tool, (name, value)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_OfOneAccount_SeesOnlyItsCalls()
    {
        await using var assistant = await Assistant.ConnectAsync(fixture.Dashboard, Seeded.BranchToken);

        var calls = await assistant.AskAsync("search_calls");
        var waiting = await assistant.AskAsync("list_follow_ups");
        var stats = await assistant.AskAsync("get_stats");

        Assert.Equal(3, Only(calls)["cdrId"]!.GetValue<int>());
        Assert.Equal("+917000022222", Only(waiting)["phone"]!.GetValue<string>());
        Assert.Equal(1, stats["calls"]!.GetValue<int>());
        Assert.Contains("No call has the id 1.", await assistant.RefusedAsync("get_call", ("cdrId", 1)), StringComparison.Ordinal);
        Assert.Equal(["+918000011111"], (await assistant.AskAsync("describe_dashboard"))["accounts"]!.AsArray().Select(account => account!.GetValue<string>()));
    }

    [Fact]
    public async Task Token_OfARoleWithMaskedNumbers_SeesNoNumber()
    {
        await using var assistant = await Assistant.ConnectAsync(fixture.Dashboard, RunningDashboard.TokenOf(Roles.Agent));

        List<JsonNode> answers = [await assistant.AskAsync("get_call", ("cdrId", 1)), await assistant.AskAsync("get_contact", ("contactId", 5))];
        foreach (var tool in new[] { "search_calls", "search_contacts", "list_follow_ups", "count_insights", "search_insights", "list_tasks" })
            answers.Add(await assistant.AskAsync(tool));

        foreach (var number in new[] { "7000000001", "7000011111", "7000022222" })
            Assert.All(answers, answer => Assert.DoesNotContain(number, answer.ToJsonString(), StringComparison.Ordinal));
        Assert.True((await assistant.AskAsync("describe_dashboard"))["masksNumbers"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Reads_OfACallAndAContact_AreAudited()
    {
        await using var assistant = await Assistant.ConnectAsync(fixture.Dashboard, RunningDashboard.TokenOf(Roles.Manager));
        await assistant.AskAsync("get_call", ("cdrId", 2));
        await assistant.AskAsync("get_contact", ("contactId", 5));
        await assistant.AskAsync("search_insights");
        using var owner = fixture.Dashboard.CreateClient(Roles.Owner);

        var entries = JsonNode.Parse(await owner.GetStringAsync("/api/v1/audit?action=read", TestContext.Current.CancellationToken))!["items"]!.AsArray();

        Assert.Equal(
            ["call 2", "contact 5", "insights"],
            entries.Where(entry => $"{entry!["user"]}" == "Manager script").Select(entry => entry!["subject"]!.GetValue<string>()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not a token")]
    public async Task Connection_WithoutAValidToken_Is401(string? token)
    {
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => Assistant.ConnectAsync(fixture.Dashboard, token));

        Assert.Equal(HttpStatusCode.Unauthorized, error.StatusCode);
    }

    [Fact]
    public async Task Request_ByCookieFromAnotherSiteOrTooLarge_IsRefused()
    {
        using var browser = await fixture.Dashboard.SignInAsync();
        using var script = fixture.Dashboard.CreateClient(Roles.Viewer);

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(browser, Initialize));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(script, Initialize, request => request.Headers.Add("Origin", "https://evil.example")));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await StatusAsync(script, new string(' ', 70_000) + Initialize));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(script, Initialize, request => request.Headers.Add("Origin", fixture.Dashboard.Url.GetLeftPart(UriPartial.Authority))));
    }

    private static JsonNode Only(JsonNode page) => Assert.Single(page["items"]!.AsArray())!;

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string body, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        change?.Invoke(request);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    /// <summary>An application with calls of two branches.</summary>
    public sealed class Seeded : IAsyncLifetime
    {
        /// <summary>A token that sees the calls of one branch.</summary>
        public const string BranchToken = "a token of one branch";

        private ApiDashboard _api = null!;

        public RunningDashboard Dashboard => _api.Dashboard;

        public async ValueTask InitializeAsync()
        {
            _api = new ApiDashboard(await RunningDashboard.StartAsync(new Dictionary<string, string?>
            {
                ["Superfone:Api:Tokens:4:Name"] = "Branch assistant",
                ["Superfone:Api:Tokens:4:Token"] = BranchToken,
                ["Superfone:Api:Tokens:4:Role"] = Roles.Viewer,
                ["Superfone:Api:Tokens:4:Accounts:0"] = "080000 11111",
                ["Superfone:Access:MaskedRoles:0"] = Roles.Agent,
            }, new FakeTimeProvider(new DateTimeOffset(2026, 5, 15, 11, 0, 0, TimeSpan.Zero))));
            await _api.PostAsync(
                Payload.Contact(5, "+917000000001"),
                Payload.AnsweredCall(1),
                Payload.MissedCall(2, "2026-05-15T10:40:00Z"),
                Payload.MissedCall(3, "2026-05-15T10:50:00Z", "+917000022222").With("superfone_number", "+918000011111"),
                Payload.Task(9).With("contact_id", 5),
                Payload.Summary(seconds: 60).With(summary =>
                {
                    summary["summary"] = new JsonObject { ["insights"] = new JsonArray(new JsonObject { ["title"] = "Next step", ["value"] = "Send the price list" }) };
                    summary["transcription"] = new JsonArray(
                        new JsonObject { ["speaker"] = "Agent", ["text"] = "Good morning", ["start"] = 0, ["end"] = 2 },
                        new JsonObject { ["speaker"] = "Customer", ["text"] = "The price list, please", ["start"] = 2, ["end"] = 4 });
                }));
        }

        public ValueTask DisposeAsync() => _api.DisposeAsync();
    }
}
