using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Queries;
using Superfone.Dashboard.Queries.Items;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Queries;

public sealed class InsightQueriesTests
{
    private static readonly DateTime Start = new(2026, 5, 15, 8, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Titles_HoweverTheyAreWritten_AreCountedOncePerCall()
    {
        await using var api = await StartAsync();
        await api.PostAsync(
            Call(1), Summary(1, ("Callback request", "After 6"), ("Main concern", "Price"), ("Main concern", "Delivery")),
            Call(2), Summary(2, ("call-back Request:", "Monday")));
        var insights = api.Dashboard.Services.GetRequiredService<InsightQueries>();

        var counts = await insights.TitlesAsync(Start, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal([("callbackrequest", 2), ("mainconcern", 1)], counts.Select(count => (count.Key, count.Calls)));
        Assert.Empty(await insights.TitlesAsync(Start.AddDays(1), cancellation: TestContext.Current.CancellationToken));

        var concern = Assert.Single((await insights.ListAsync(new InsightFilter { TitleKey = "mainconcern" }, cancellation: TestContext.Current.CancellationToken)).Items);
        Assert.Equal((1L, "Price; Delivery"), (concern.Call.CdrId, concern.Insights[0].Value));
        var all = await insights.ListAsync(new InsightFilter(), limit: 1, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(2, all.Items[0].Call.CdrId);
        var rest = await insights.ListAsync(new InsightFilter(), all.NextCursor, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(2, Assert.Single(rest.Items).Insights.Count);
    }

    [Fact]
    public async Task Words_AreFoundInWhatWasFoundAndNotInTheTranscript()
    {
        await using var api = await StartAsync();
        await api.PostAsync(Call(1), Summary(1, ("Main concern", "The price of Zoë's plan")), Call(2), Summary(2, ("Main concern", "Delivery")));

        Assert.Equal([1], await FindAsync(api, new InsightFilter { Q = "ZOË pri" }));
        Assert.Empty(await FindAsync(api, new InsightFilter { Q = "greeting" }));
        Assert.Empty(await FindAsync(api, new InsightFilter { Q = "price", TitleKey = "sentiment" }));
    }

    [Fact]
    public async Task Callback_IsOpenUntilSomebodyHasTalkedWithTheNumberAgain()
    {
        await using var api = await StartAsync();
        await api.PostAsync(
            Call(1), Summary(1, ("Callback request", "After 6")),
            Call(2), Summary(2, ("Callback request", "None")),
            Bodies.Missed(3, "2026-05-15T10:50:00Z", "+917000000001"));
        var callbacks = new InsightFilter { OpenCallbacks = true };
        Assert.Equal([1], await FindAsync(api, callbacks));
        Assert.Equal(1, await api.Dashboard.Services.GetRequiredService<InsightQueries>().CountOpenCallbacksAsync(Start, cancellation: TestContext.Current.CancellationToken));

        await api.PostAsync(Bodies.Call(4, "2026-05-15T10:55:00Z", call => call["cdr_phone"] = "+917000000001"));
        Assert.Empty(await FindAsync(api, callbacks));
    }

    [Fact]
    public async Task Unlinked_Summary_TakesItsInsightsAlong()
    {
        await using var api = await StartAsync();
        await api.PostAsync(Bodies.Call(1), Bodies.Summary("11111111-2b6d-4c3a-9f1e-7a0b6c2d4e5f", "Text", change: Insights(("Main concern", "Price"))));
        Assert.Equal([1], await FindAsync(api, new InsightFilter()));

        using var manager = api.Dashboard.CreateClient(Configuration.Roles.Manager);
        using var reply = await manager.DeleteAsync("/api/v1/summaries/11111111-2b6d-4c3a-9f1e-7a0b6c2d4e5f/call/1", TestContext.Current.CancellationToken);
        Assert.Empty(await FindAsync(api, new InsightFilter()));
    }

    private static async Task<IReadOnlyList<long>> FindAsync(ApiDashboard api, InsightFilter filter)
    {
        Page<InsightItem> page = await api.Dashboard.Services.GetRequiredService<InsightQueries>().ListAsync(filter, cancellation: TestContext.Current.CancellationToken);
        return [.. page.Items.Select(item => item.Call.CdrId)];
    }

    private static Task<ApiDashboard> StartAsync() => ApiDashboard.StartAsync(new FakeTimeProvider(new DateTimeOffset(2026, 5, 15, 11, 0, 0, TimeSpan.Zero)));

    private static string UuidOf(long cdrId) => $"8f4e2a31-2b6d-4c3a-9f1e-{cdrId:D12}";

    private static string Call(long cdrId) => Bodies.Call(cdrId, $"2026-05-15T10:{30 + cdrId}:00Z", call => call["cdr_uuid"] = UuidOf(cdrId));

    private static string Summary(long cdrId, params (string Title, string Value)[] insights) =>
        Bodies.Summary(UuidOf(cdrId), "Text", change: Insights(insights));

    private static Action<JsonObject> Insights(params (string Title, string Value)[] insights) => summary =>
    {
        summary["summary"] = new JsonObject
        {
            ["insights"] = new JsonArray([.. insights.Select(insight => new JsonObject { ["title"] = insight.Title, ["value"] = insight.Value })]),
        };
        summary["transcription"] = new JsonArray(new JsonObject { ["speaker"] = "agent", ["text"] = "A greeting" });
    };
}
