using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.ReadModels.Insights;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.ReadModels;

public sealed class InsightValueQueriesTests
{
    private static readonly InsightFilter Concerns = new() { TitleKey = "mainconcern" };

    [Fact]
    public async Task Values_OfATitle_AreRankedByCallsAndTellHowManyCallersSaidThem()
    {
        await using var api = await StartAsync();
        await api.PostAsync(
            Call(1, "+917000000001"), Summary(1, ("Main concern", "Price")),
            Call(2, "+917000000001"), Summary(2, ("Main concern:", "price.")),
            Call(3, "+917000000002"), Summary(3, ("Main concern", "Price"), ("Main concern", "Delivery")),
            Call(4, "+917000000003"), Summary(4, ("Main concern", "Delivery"), ("Next step", "Price")),
            Call(5, "+917000000003"), Summary(5, ("Main concern", "None")));

        Assert.Equal([("price", "Price", 3, 2), ("delivery", "Delivery", 2, 2)], await RankAsync(api, Visibility.Everything, Concerns));
        Assert.Equal([("price", "Price", 1, 1)], await RankAsync(api, Visibility.Everything, new InsightFilter { TitleKey = "nextstep" }));
        Assert.Equal([("price", "Price", 3, 2), ("delivery", "Delivery", 2, 2)], await RankAsync(api, Visibility.Everything, Concerns with { Value = "price" }));
    }

    [Fact]
    public async Task Values_OfOtherAccounts_AreNotCountedForALimitedReader()
    {
        await using var api = await StartAsync();
        await api.PostAsync(
            Call(1, "+917000000001"), Summary(1, ("Main concern", "Price"), ("Sentiment", "Positive")),
            Call(2, "+917000000002", "+918000099998"), Summary(2, ("Main concern", "Price"), ("Sentiment", "Negative")));
        var limited = Visibility.Everything with { Accounts = ["+918000099998"] };

        Assert.Equal([("price", "Price", 1, 1)], await RankAsync(api, limited, Concerns));
        var trend = await SentimentAsync(api, limited);
        Assert.Equal((0, 1), (trend!.Of(Sentiment.Positive), trend.Of(Sentiment.Negative)));
    }

    [Fact]
    public async Task Value_WithTheSentenceInWhichItWasSaid_FindsItsCalls()
    {
        await using var api = await StartAsync();
        await api.PostAsync(
            Call(1, "+917000000001"), Summary(1, ("Main concern", "The price of it")),
            Call(2, "+917000000002"), Summary(2, ("Main concern", "Delivery")));
        var insights = api.Dashboard.Services.GetRequiredService<InsightQueries>();

        var found = Assert.Single((await insights.ListAsync(Visibility.Everything, Concerns with { Value = "the PRICE of it" }, cancellation: TestContext.Current.CancellationToken)).Items);
        Assert.Equal(1, found.Call.CdrId);
        Assert.Equal(("Customer", "What is the price?", 7), (found.Said!.Speaker, found.Said.Text, found.Said.Second));
        Assert.Equal("price", found.Said.Text.Substring(found.Said.Spans[^1].Start, found.Said.Spans[^1].Length));
        var other = Assert.Single((await insights.ListAsync(Visibility.Everything, Concerns with { Value = "delivery" }, cancellation: TestContext.Current.CancellationToken)).Items);
        Assert.Null(other.Said);
    }

    [Fact]
    public async Task AskedAboutPriceAndNotBought_LeavesOutThoseInTheWonStage()
    {
        await using var api = await StartAsync();
        await api.PostAsync(
            Of(1, 71, "Won"), Summary(1, ("Main concern", "Price")),
            Of(2, 72, "New"), Summary(2, ("Main concern", "Price")),
            Of(3, 73, "New"), Summary(3, ("Main concern", "Delivery")),
            Call(4, "+917000000004"), Summary(4, ("Main concern", "Price")));
        var asked = Concerns with { Value = "price", NotStage = "won" };
        Assert.Equal([4, 2], await FindAsync(asked));
        Assert.Equal([4, 3, 2], await SpokenAsync(new InsightFilter { Q = "price", NotStage = "Won" }));
        Assert.Equal([("price", "Price", 2, 2), ("delivery", "Delivery", 1, 1)], await RankAsync(api, Visibility.Everything, asked));

        await api.PostAsync("""{"event":"CUSTOMER_CHANGE","contact_id":72,"updated_key":"lead_stage","updated_value":{"id":9,"title":"Won"}}""");
        Assert.Equal([4], await FindAsync(asked));

        async Task<IEnumerable<long>> FindAsync(InsightFilter filter) =>
            (await api.Dashboard.Services.GetRequiredService<InsightQueries>().ListAsync(Visibility.Everything, filter, cancellation: TestContext.Current.CancellationToken)).Items.Select(item => item.Call.CdrId);

        async Task<IEnumerable<long>> SpokenAsync(InsightFilter filter) =>
            (await api.Dashboard.Services.GetRequiredService<ConversationQueries>().ListSpokenAsync(Visibility.Everything, filter, cancellation: TestContext.Current.CancellationToken)).Items.Select(item => item.Call.CdrId);
    }

    [Fact]
    public async Task Sentiment_IsCountedByTheBusinesssDay()
    {
        await using var api = await StartAsync();
        await api.PostAsync(
            At(1, "2026-05-15T10:30:00Z"), Summary(1, ("Sentiment", "Positive")),
            At(2, "2026-05-14T18:31:00Z"), Summary(2, ("Sentiment", "very positive")), // 00:01 on the 15th in India.
            At(3, "2026-05-14T18:29:00Z"), Summary(3, ("Sentiment", "Negative")), // 23:59 on the 14th.
            At(4, "2026-05-14T10:00:00Z"), Summary(4, ("Sentiment", "Curious")));

        var trend = await SentimentAsync(api, Visibility.Everything, new DateTime(2026, 5, 12, 18, 30, 0, DateTimeKind.Utc));
        Assert.Equal([(13, 0, 0), (14, 0, 1), (15, 2, 0)], trend!.Steps.Select(step => (step.First.Day, step.Of(Sentiment.Positive), step.Of(Sentiment.Negative))));
        Assert.Equal((TrendUnit.Day, 3), (trend.Unit, trend.Calls));
        Assert.Null(await SentimentAsync(api, Visibility.Everything, new DateTime(2026, 5, 15, 10, 40, 0, DateTimeKind.Utc)));
    }

    private static Task<SentimentTrend?> SentimentAsync(ApiDashboard api, Visibility visibility, DateTime? from = null) => api.Dashboard.Services.GetRequiredService<SentimentQueries>()
        .ReadAsync(visibility, new InsightFilter { TitleKey = "sentiment", From = from }, TestContext.Current.CancellationToken);

    private static async Task<IEnumerable<(string, string, int, int)>> RankAsync(ApiDashboard api, Visibility visibility, InsightFilter filter) =>
        (await api.Dashboard.Services.GetRequiredService<InsightValueQueries>().RankAsync(visibility, filter, cancellation: TestContext.Current.CancellationToken))
            .Select(value => (value.Key, value.Value, value.Calls, value.Callers));

    private static Task<ApiDashboard> StartAsync() => ApiDashboard.StartAsync(new FakeTimeProvider(new DateTimeOffset(2026, 5, 15, 11, 0, 0, TimeSpan.Zero)));

    private static string UuidOf(long cdrId) => $"8f4e2a31-2b6d-4c3a-9f1e-{cdrId:D12}";

    private static Payload At(long cdrId, string start) => Payload.AnsweredCall(cdrId, start).With("cdr_uuid", UuidOf(cdrId));

    private static Payload Call(long cdrId, string phone, string account = Payload.Account) => At(cdrId, $"2026-05-15T10:{30 + cdrId}:00Z").With(call =>
    {
        call["cdr_phone"] = phone;
        call["superfone_number"] = account;
    });

    private static string Of(long cdrId, long contactId, string stage) => Call(cdrId, $"+91700000001{cdrId}").With(call =>
    {
        call["contact_id"] = contactId;
        call["contact_lead_stage_name"] = stage;
    });

    private static string Summary(long cdrId, params (string Title, string Value)[] insights) => Payload.Summary(UuidOf(cdrId), "Text", 60).With(summary =>
    {
        summary["summary"] = new JsonObject
        {
            ["insights"] = new JsonArray([.. insights.Select(insight => new JsonObject { ["title"] = insight.Title, ["value"] = insight.Value })]),
        };
        summary["transcription"] = new JsonArray(
            new JsonObject { ["speaker"] = "agent", ["text"] = "A greeting of the day", ["start"] = 0, ["end"] = 3 },
            new JsonObject { ["speaker"] = "customer", ["text"] = "What is the price?", ["start"] = 7, ["end"] = 9 });
    });
}
