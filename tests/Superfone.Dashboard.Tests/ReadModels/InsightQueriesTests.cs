using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Insights;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.ReadModels;

public sealed class InsightQueriesTests
{
    private static readonly DateTime Start = new(2026, 5, 15, 8, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Titles_HoweverTheyAreWritten_AreCountedOncePerCall()
    {
        await using var api = await StartAsync();
        await api.PostAsync(
            Call(1), Summary(1, ("call-back Request:", "After 6"), ("Main concern", "Price"), ("Main concern", "Delivery")),
            Call(2), Summary(2, ("Callback request", "Monday")));
        var insights = api.Dashboard.Services.GetRequiredService<InsightQueries>();

        var counts = await insights.CountTitlesAsync(Visibility.Everything, new InsightFilter { From = Start }, TestContext.Current.CancellationToken);
        Assert.Equal([("callbackrequest", 2), ("mainconcern", 1)], counts.Titles.Select(count => (count.Key, count.Calls)));
        Assert.Equal("Callback request", counts.Titles[0].Title);
        Assert.Null(counts.LeftBeforeUtc);
        Assert.Empty((await insights.CountTitlesAsync(Visibility.Everything, new InsightFilter { From = Start.AddDays(1) }, TestContext.Current.CancellationToken)).Titles);

        var concern = Assert.Single((await insights.ListAsync(Visibility.Everything, new InsightFilter { TitleKey = "mainconcern" }, cancellation: TestContext.Current.CancellationToken)).Items);
        Assert.Equal((1L, "Price; Delivery"), (concern.Call.CdrId, concern.Insights[0].Value));
        var all = await insights.ListAsync(Visibility.Everything, new InsightFilter(), limit: 1, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(2, all.Items[0].Call.CdrId);
        var rest = await insights.ListAsync(Visibility.Everything, new InsightFilter(), all.NextCursor, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(2, Assert.Single(rest.Items).Insights.Count);
    }

    [Fact]
    public async Task Words_AreFoundInWhatWasFoundAndNotInTheTranscript()
    {
        await using var api = await StartAsync();
        await api.PostAsync(Call(1), Summary(1, ("Main concern", "The price of Zoë's plan")), Call(2), Summary(2, ("Main concern", "Delivery")));

        Assert.Equal([1], await FindAsync(api, new InsightFilter { Q = "ZOË pri" }));
        Assert.Equal([1], await FindAsync(api, new InsightFilter { Q = "zoe" }));
        Assert.Empty(await FindAsync(api, new InsightFilter { Q = "greeting" }));
        Assert.Empty(await FindAsync(api, new InsightFilter { Q = "price", TitleKey = "sentiment" }));
    }

    [Fact]
    public async Task Filters_NarrowTheListAndTheCounts()
    {
        await using var api = await StartAsync();
        await api.PostAsync(
            Of(1, 71, "Hot", "Won"), Summary(1, ("Main concern", "Price")),
            Of(2, 72, "Cold", "New", call => call["staff_phone"] = "+919876543211"), Summary(2, ("Main concern", "Delivery")),
            Of(3, 73, "Hot", "New", call => call["superfone_number"] = "+918000099998"), Summary(3, ("Main concern", "Price"), ("Budget", "50k")),
            Call(4), Summary(4, ("Main concern", "Colour")));

        await AssertFoundAsync(new InsightFilter { StaffPhone = "98765 43211" }, [2], [("mainconcern", 1)]);
        await AssertFoundAsync(new InsightFilter { Account = "80000 99998" }, [3], [("budget", 1), ("mainconcern", 1)]);
        await AssertFoundAsync(new InsightFilter { Label = "hot" }, [3, 1], [("mainconcern", 2), ("budget", 1)]);
        await AssertFoundAsync(new InsightFilter { Stage = "new" }, [3, 2], [("mainconcern", 2), ("budget", 1)]);
        await AssertFoundAsync(new InsightFilter { Stage = "New", Label = "Hot", Q = "price" }, [3], [("budget", 1), ("mainconcern", 1)]);
        await AssertFoundAsync(new InsightFilter { Stage = "Lost" }, [], []);

        async Task AssertFoundAsync(InsightFilter filter, long[] calls, (string, int)[] titles)
        {
            Assert.Equal(calls, await FindAsync(api, filter));
            var counts = await api.Dashboard.Services.GetRequiredService<InsightQueries>().CountTitlesAsync(Visibility.Everything, filter, TestContext.Current.CancellationToken);
            Assert.Equal(titles, counts.Titles.Select(count => (count.Key, count.Calls)));
        }
    }

    [Fact]
    public async Task Filters_OfAContact_FollowWhatBecomesOfThem()
    {
        await using var api = await StartAsync();
        await api.PostAsync(Of(1, 71, "Hot", "New"), Summary(1, ("Main concern", "Price")));
        Assert.Equal([1], await FindAsync(api, new InsightFilter { Stage = "New" }));

        await api.PostAsync("""{"event":"CUSTOMER_CHANGE","contact_id":71,"updated_key":"lead_stage","updated_value":{"id":9,"title":"Won"}}""");
        Assert.Empty(await FindAsync(api, new InsightFilter { Stage = "New" }));
        Assert.Equal([1], await FindAsync(api, new InsightFilter { Stage = "Won" }));
    }

    [Fact]
    public async Task Trend_CountsByDayAndAsManyDaysBefore()
    {
        await using var api = await StartAsync();
        await api.PostAsync(
            CallAt(1, "2026-05-15T10:30:00Z"), Summary(1, ("Main concern", "Price")),
            CallAt(2, "2026-05-15T09:30:00Z"), Summary(2, ("Main concern", "Price")),
            CallAt(3, "2026-05-14T18:29:00Z"), Summary(3, ("Main concern", "Price")), // 23:59 on the 14th in India.
            CallAt(4, "2026-05-13T10:00:00Z"), Summary(4, ("Main concern", "Price")),
            CallAt(5, "2026-05-13T11:30:00Z"), Summary(5, ("Main concern", "Price"))); // By this hour today it has not come yet.
        var calendar = api.Dashboard.Services.GetRequiredService<Domain.BusinessCalendar>();
        var range = Domain.BusinessRange.OfDays(new DateOnly(2026, 5, 14), new DateOnly(2026, 5, 15), calendar);

        var trend = await ReadAsync(range);
        Assert.Equal([(14, 1), (15, 2)], trend!.Steps.Select(step => (step.First.Day, step.Calls)));
        Assert.Equal((3, 2, 1), (trend.Calls, trend.Days, trend.Before));

        var weeks = await ReadAsync(Domain.BusinessRange.OfDays(new DateOnly(2026, 3, 4), new DateOnly(2026, 5, 15), calendar));
        Assert.Equal(TrendUnit.Week, weeks!.Unit);
        Assert.Equal((new DateOnly(2026, 3, 4), new DateOnly(2026, 3, 8)), (weeks.Steps[0].First, weeks.Steps[0].Last));
        Assert.Equal((new DateOnly(2026, 5, 11), new DateOnly(2026, 5, 15), 5), (weeks.Steps[^1].First, weeks.Steps[^1].Last, weeks.Steps[^1].Calls));

        Task<InsightTrend?> ReadAsync(Domain.BusinessRange of) => api.Dashboard.Services.GetRequiredService<InsightTrendQueries>()
            .ReadAsync(Visibility.Everything, new InsightFilter { TitleKey = "mainconcern", From = of.FromUtc, To = of.ToUtc }, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Callback_IsOpenUntilSomebodyHasTalkedWithTheNumberAgain()
    {
        await using var api = await StartAsync();
        await api.PostAsync(
            Call(1), Summary(1, ("Callback request", "After 6")),
            Call(2), Summary(2, ("Callback request", "None")),
            Payload.MissedCall(3, "2026-05-15T10:50:00Z", "+917000000001"));
        var callbacks = new InsightFilter { OpenCallbacks = true };
        Assert.Equal([1], await FindAsync(api, callbacks));
        Assert.Equal(1, await api.Dashboard.Services.GetRequiredService<InsightQueries>().CountOpenCallbacksAsync(Visibility.Everything, new InsightFilter { From = Start }, TestContext.Current.CancellationToken));

        await api.PostAsync(Payload.AnsweredCall(4, "2026-05-15T10:55:00Z").With("cdr_phone", "+917000000001"));
        Assert.Empty(await FindAsync(api, callbacks));
    }

    [Fact]
    public async Task Unlinked_Summary_TakesItsInsightsAlong()
    {
        await using var api = await StartAsync();
        await api.PostAsync(Payload.AnsweredCall(1), Payload.Summary("11111111-2b6d-4c3a-9f1e-7a0b6c2d4e5f", "Text", 60).With(Insights(("Main concern", "Price"))));
        Assert.Equal([1], await FindAsync(api, new InsightFilter()));

        using var manager = api.Dashboard.CreateClient(Configuration.Roles.Manager);
        using var reply = await manager.DeleteAsync("/api/v1/summaries/11111111-2b6d-4c3a-9f1e-7a0b6c2d4e5f/call/1", TestContext.Current.CancellationToken);
        Assert.Empty(await FindAsync(api, new InsightFilter()));
    }

    private static async Task<IReadOnlyList<long>> FindAsync(ApiDashboard api, InsightFilter filter)
    {
        Page<InsightItem> page = await api.Dashboard.Services.GetRequiredService<InsightQueries>().ListAsync(Visibility.Everything, filter, cancellation: TestContext.Current.CancellationToken);
        return [.. page.Items.Select(item => item.Call.CdrId)];
    }

    private static Task<ApiDashboard> StartAsync() => ApiDashboard.StartAsync(new FakeTimeProvider(new DateTimeOffset(2026, 5, 15, 11, 0, 0, TimeSpan.Zero)));

    private static string UuidOf(long cdrId) => $"8f4e2a31-2b6d-4c3a-9f1e-{cdrId:D12}";

    private static string Call(long cdrId) => Payload.AnsweredCall(cdrId, $"2026-05-15T10:{30 + cdrId}:00Z").With("cdr_uuid", UuidOf(cdrId));

    private static string CallAt(long cdrId, string start) => Payload.AnsweredCall(cdrId, start).With("cdr_uuid", UuidOf(cdrId));

    private static string Of(long cdrId, long contactId, string label, string stage, Action<JsonObject>? change = null) =>
        Payload.AnsweredCall(cdrId, $"2026-05-15T10:{30 + cdrId}:00Z").With(call =>
        {
            call["cdr_uuid"] = UuidOf(cdrId);
            call["contact_id"] = contactId;
            call["contact_labels"] = new JsonArray(new JsonObject { ["id"] = contactId, ["title"] = label });
            call["contact_lead_stage_name"] = stage;
            change?.Invoke(call);
        });

    private static string Summary(long cdrId, params (string Title, string Value)[] insights) =>
        Payload.Summary(UuidOf(cdrId), "Text", 60).With(Insights(insights));

    private static Action<JsonObject> Insights(params (string Title, string Value)[] insights) => summary =>
    {
        summary["summary"] = new JsonObject
        {
            ["insights"] = new JsonArray([.. insights.Select(insight => new JsonObject { ["title"] = insight.Title, ["value"] = insight.Value })]),
        };
        summary["transcription"] = new JsonArray(new JsonObject { ["speaker"] = "agent", ["text"] = "A greeting" });
    };
}
