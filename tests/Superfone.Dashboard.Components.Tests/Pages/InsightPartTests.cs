using Bunit;
using Microsoft.AspNetCore.WebUtilities;
using Superfone.Dashboard.Components.Pages.Insights;
using Superfone.Dashboard.Components.Pages.Insights.Lists;
using Superfone.Dashboard.Components.Tests.Lists;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Insights;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Dashboard.ReadModels.Search;
using Superfone.Events;

namespace Superfone.Dashboard.Components.Tests.Pages;

public sealed class InsightPartTests : DisplayContext
{
    [Theory]
    [InlineData(3, 30, 1, "+2 vs the 30 days before")]
    [InlineData(3, 30, 10, "−7 vs the 30 days before")]
    [InlineData(3, 1, 3, "the same as the day before")]
    [InlineData(3, 30, 0, "none in the 30 days before")]
    [InlineData(3, 1, 0, "none the day before")]
    [InlineData(3, 30, null, null)]
    public void Trend_IsComparedWithAsManyDaysBefore(int calls, int days, int? before, string? words) =>
        Assert.Equal(words, L.Comparison(new InsightTrend([new TrendStep(new DateOnly(2026, 5, 15), new DateOnly(2026, 5, 15), calls)], TrendUnit.Day, days, before)));

    [Fact]
    public void Trend_IsATableToo_WhoseStepsOpenTheirDays()
    {
        var trend = new InsightTrend(
            [new TrendStep(new DateOnly(2026, 5, 4), new DateOnly(2026, 5, 10), 1_200), new TrendStep(new DateOnly(2026, 5, 11), new DateOnly(2026, 5, 15), 0)],
            TrendUnit.Week, 12, 1_000);

        var shown = Render<TitleTrend>(parameters => parameters.Add(part => part.Trend, trend));

        TextAssert.Says("1,200 calls … +200 … 12 days", shown.Find(".trend-facts").TextContent);
        var rows = shown.FindAll("tbody tr");
        Assert.Equal(["11 – 15 May0", "4 – 10 May1,200"], rows.Select(row => row.TextContent.Trim()));
        Assert.Contains("from=2026-05-10T18%3A30%3A00Z&to=2026-05-15T18%3A30%3A00Z", rows[0].QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal(["height: 100%", "height: 0%"], shown.FindAll(".trend-bar > span").Select(bar => bar.GetAttribute("style")));
    }

    [Fact]
    public void SpokenRow_EachSentence_OpensTheCallAtItsSecond()
    {
        var row = Render<SpokenRow>(parameters => parameters.Add(part => part.Item, new SpokenItem(
            SampleCalls.Answered,
            [new SpokenTurn("Customer", "The price is high.", 73, [new TextSpan(4, 5)]), new SpokenTurn("Agent", "price", null, [new TextSpan(0, 5)])],
            2)));

        var turns = row.FindAll(".spoken-turn");
        Assert.Equal(["/calls/9876543?t=73", "/calls/9876543"], turns.Select(turn => turn.GetAttribute("href")));
        Assert.Equal("1:13", turns[0].QuerySelector(".spoken-time")!.TextContent);
        Assert.Equal("The price is high.", turns[0].QuerySelector(".spoken-text")!.TextContent.Trim());
        Assert.Equal("price", turns[0].QuerySelector("mark")!.TextContent);
        Assert.Contains("and 2 more sentences", row.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Titles_CountedInPart_SaySinceWhen()
    {
        var titles = Render<InsightTitles>(parameters => parameters
            .Add(part => part.Counts, new InsightCounts([new InsightCount("mainconcern", "Main concern", 123_456)], Now.AddDays(-1)))
            .Add(part => part.ToCall, 0)
            .Add(part => part.Title, "mainconcern")
            .Add(part => part.IsToCall, false));

        TextAssert.Says("yesterday 16:10", titles.Find(".titles-note").TextContent);
        Assert.Contains("1,23,456", titles.Find("[aria-current]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Titles_OfInsightsWithoutOne_HaveAName()
    {
        var titles = Render<InsightTitles>(parameters => parameters
            .Add(part => part.Counts, new InsightCounts([new InsightCount("insight", "", 3)], null))
            .Add(part => part.ToCall, 0)
            .Add(part => part.Title, "insight")
            .Add(part => part.IsToCall, false));

        Assert.Equal("Insight", titles.Find("[aria-current] .title-text").TextContent);
    }

    [Fact]
    public void SummaryRow_SearchedWords_StandOut()
    {
        var row = Render<SummaryRow>(parameters => parameters.Add(part => part.Call, SampleCalls.Answered).Add(part => part.Words, new WordSearch("pric")));

        Assert.Equal("pricing", row.Find("mark").TextContent);
        Assert.Equal("/calls/9876543?find=pric", row.Find(".row-link").GetAttribute("href"));
    }

    [Fact]
    public void Ranking_EachValue_LeadsToItsCallsAndSentences()
    {
        var shown = Render<ValueRanking>(parameters => parameters
            .Add(part => part.Heading, "Main concern")
            .Add(part => part.Values, [new InsightValue("mainconcern", "price", "Price", 43, 40), new InsightValue("mainconcern", "delivery", "Delivery", 18, 9)])
            .Add(part => part.Query, Search("title=mainconcern&value=delivery")));

        Assert.Equal([["Price", "43", "40"], ["Delivery", "18", "9"]], shown.FindAll("tbody tr").Select(row =>
            new[] { row.QuerySelector(".ranking-value > span")!.TextContent, row.Children[1].TextContent, row.Children[2].TextContent }));
        var values = shown.FindAll(".ranking-value");
        Assert.EndsWith("/?title=mainconcern&value=price", values[0].GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal(("true", "http://localhost/?title=mainconcern"), (values[1].GetAttribute("aria-current"), values[1].GetAttribute("href")));
        Assert.Contains("show=transcripts&q=Price", shown.Find(".ranking-said").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void Sentiment_IsATableToo_WhoseFiguresLeadToTheirCalls()
    {
        var trend = new SentimentTrend("sentiment", TrendUnit.Day,
        [
            new SentimentStep(new DateOnly(2026, 5, 14), new DateOnly(2026, 5, 14), new Dictionary<Sentiment, int> { [Sentiment.Positive] = 3, [Sentiment.Negative] = 1 }),
            new SentimentStep(new DateOnly(2026, 5, 15), new DateOnly(2026, 5, 15), new Dictionary<Sentiment, int>()),
        ]);

        var shown = Render<SentimentCard>(parameters => parameters.Add(part => part.Trend, trend).Add(part => part.Filter, new InsightFilter { TitleKey = "sentiment", Value = "Positive" }));

        var shares = shown.FindAll(".sentiment-share");
        Assert.Equal(["Positive 75 % 3 calls", "Negative 25 % 1 call"], shares.Select(share => string.Join(' ', share.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        Assert.Equal(["true", null], shares.Select(share => share.GetAttribute("aria-current")));
        Assert.EndsWith("?title=sentiment&value=negative", shares[1].GetAttribute("href"), StringComparison.Ordinal);
        var cell = shown.FindAll("tbody tr")[1].QuerySelector("a")!;
        TextAssert.Says("14 May … Positive … 3 … 75 %", cell.GetAttribute("aria-label")!);
        Assert.Contains("to=2026-05-14T18%3A30%3A00Z", cell.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void InsightRow_SaidInASentence_OpensTheCallAtItsSecond()
    {
        var row = Render<InsightRow>(parameters => parameters.Add(part => part.Item, new InsightItem(SampleCalls.Answered, [new Insight("Main concern", "Price")])
        {
            Said = new SpokenTurn("Customer", "What is the price?", 73, [new TextSpan(12, 5)]),
        }));

        Assert.Equal("/calls/9876543?t=73", row.Find(".insight-said").GetAttribute("href"));
        Assert.Equal("price", row.Find(".insight-said mark").TextContent);
    }

    private static InsightQuery Search(string query) => InsightQuery.Read(QueryHelpers.ParseQuery(query), new RangeQuery(Calendar, Time));
}
