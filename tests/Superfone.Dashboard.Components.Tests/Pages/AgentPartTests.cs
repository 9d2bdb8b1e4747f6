using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Components.Lists;
using Superfone.Dashboard.Components.Pages.Agents;
using Superfone.Dashboard.Components.Text;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Agents;
using Superfone.Dashboard.ReadModels.Analytics;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.Components.Tests.Pages;

/// <summary>The parts of the pages of agents, on a week that ends on Friday 15 May 2026.</summary>
public sealed class AgentPartTests : DisplayContext
{
    private const string Ravi = "+919876543210";

    private static readonly DateOnly Friday = new(2026, 5, 15);
    private static readonly CallFigures Some = new()
    {
        Calls = 10,
        Inbound = 6,
        Outbound = 4,
        Answered = 8,
        Missed = 2,
        Offered = 5,
        InboundAnswered = 4,
        OutboundAnswered = 4,
        OutboundEnded = 4,
        TalkSeconds = 3720,
    };

    public AgentPartTests() => Services.AddSingleton<RangeQuery>();

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    private DaySpan Week => Read("");

    [Theory]
    [InlineData("", "2026-05-09", "2026-05-15")]
    [InlineData("?range=month", "2026-05-01", "2026-05-15")]
    [InlineData("?from=2026-05-11T10:00:00Z&to=2026-05-12T10:00:00Z", "2026-05-11", "2026-05-12")]
    [InlineData("?from=2026-05-11T10:00:00Z", "2026-05-09", "2026-05-15")]
    [InlineData("?range=never", "2026-05-09", "2026-05-15")]
    [InlineData("?from=2020-05-11T10:00:00Z&to=2026-05-11T10:00:00Z", "2025-05-11", "2026-05-11")]
    [InlineData("?from=2026-06-01T10:00:00Z&to=2026-06-02T10:00:00Z", "2026-06-01", "2026-06-02")]
    public void Span_IsWholeDaysOfWhichNoneIsToComeAndNotTooMany(string query, string first, string last)
    {
        var span = Read(query);

        Assert.Equal((first, last), (DayText.AddressOf(span.Days.First), DayText.AddressOf(span.Days.Last)));
    }

    [Fact]
    public void Span_LeadsToTheCallsOfItsDays()
    {
        Assert.Equal("/calls?range=7d&staffPhone=%2B919876543210&outcome=answered", Week.CallsOf(Ravi, ("outcome", "answered")));
        Assert.Equal("/calls?from=2026-05-10T18%3A30%3A00Z&to=2026-05-12T18%3A30%3A00Z", Read("?from=2026-05-11T10:00:00Z&to=2026-05-12T10:00:00Z").Calls());
        Assert.Equal($"/agents/{Ravi}?range=7d", Week.AgentOf(Ravi));
    }

    [Fact]
    public void Table_TellsOfEachAgentAndLeadsToThem()
    {
        var table = Render<AgentTable>(parameters => parameters
            .Add(table => table.Agents, [new(Ravi, "Ravi Patel", Some, Returned(3, 2520)), new("Meera", "Meera", Some with { Answered = 0, InboundAnswered = 0, TalkSeconds = 0 }, Returned(0, 0))])
            .Add(table => table.Span, Week)
            .Add(table => table.Caption, "Agents"));

        var (ravi, meera) = (table.Find($"[data-agent='{Ravi}']"), table.Find("[data-agent=Meera]"));
        Assert.Equal(["10", "80 %", "1 h 02 min", "3 after 14 min"], ravi.QuerySelectorAll("td").Select(Words));
        Assert.Equal($"/agents/{Ravi}?range=7d", ravi.QuerySelector("th a")!.GetAttribute("href"));
        Assert.Equal("/follow-ups?range=7d&state=returned&agent=%2B919876543210", ravi.QuerySelector("td:last-child a")!.GetAttribute("href"));
        Assert.Equal(["10", "0 %", "0:00", "0"], meera.QuerySelectorAll("td").Select(Words));
        Assert.Empty(meera.QuerySelectorAll("a"));
    }

    [Fact]
    public void Table_WithShares_TellsWhoCalledBackInTime()
    {
        var table = Render<AgentTable>(parameters => parameters
            .Add(table => table.Agents, [new(Ravi, "Ravi Patel", Some, Returned(3, 2520)), new("Meera", "Meera", Some, Returned(0, 0))])
            .Add(table => table.Span, Week)
            .Add(table => table.Caption, "Agents")
            .Add(table => table.InTarget, new Dictionary<string, Share> { [Ravi] = new(2, 3), ["Meera"] = new(0, 0) }));

        Assert.Equal("In 15 min", table.Find("thead th:last-child").TextContent);
        var share = table.Find($"[data-agent='{Ravi}'] td:last-child a");
        Assert.Equal(("67 %", "/follow-ups?range=7d&state=returned&agent=%2B919876543210"), (share.TextContent, share.GetAttribute("href")));
        Assert.Equal("", table.Find("[data-agent=Meera] td:last-child").TextContent.Trim());
    }

    [Fact]
    public void Tiles_WhileLoading_KeepThePlaceOfEachFigure() => Assert.Equal(4, Tiles(null).FindAll(".tile .mud-skeleton").Count);

    [Fact]
    public void Tiles_CompareWithTheOtherDaysAndOpenTheCallsBehindThem()
    {
        var tiles = Tiles(Report(Some, Some with { Calls = 13, Offered = 13, InboundAnswered = 12, TalkSeconds = 3720 }));

        Assert.Equal(["10", "80 %", "1 h 02 min", "3"], tiles.FindAll(".tile-value").Select(value => value.TextContent));
        Assert.Equal(["↓ 3 vs 2 – 8 May", "↓ 12 points vs 2 – 8 May", "same as 2 – 8 May", "↑ 2 vs 2 – 8 May"], tiles.FindAll(".tile-note").Select(note => note.TextContent));
        Assert.Equal(Week.CallsOf(Ravi), tiles.Find("a.tile").GetAttribute("href"));
    }

    [Fact]
    public void Tiles_ComparedWithDaysWithoutCalls_SaySo() =>
        Assert.All(Tiles(Report(Some, CallFigures.None)).FindAll(".tile-note"), note => Assert.Equal("no calls 2 – 8 May", note.TextContent));

    [Fact]
    public void Tiles_OfDaysThatCannotBeCompared_CompareNothing() =>
        Assert.All(Tiles(Report(Some, Some) with { Comparison = null, Than = null }).FindAll(".tile-note"), note => Assert.Equal("", note.TextContent.Trim()));

    [Theory]
    [InlineData("2026-05-16", "2026-05-02", 7)]
    [InlineData("2026-05-15", "2026-05-02", 6)] // The last day is not over.
    [InlineData("2026-05-09", "2026-05-02", null)] // None is.
    [InlineData("2026-05-16", "2026-05-03", null)] // Calls are known only since the second day to compare with.
    public void Comparison_IsOfWholeDaysThatAreAllKnown(string today, string coveredFrom, int? days)
    {
        var comparison = Comparison.Of(Span(Friday), Friday.AddDays(-13), DateOnly.Parse(today, CultureInfo.InvariantCulture), DateOnly.Parse(coveredFrom, CultureInfo.InvariantCulture));

        Assert.Equal(days, comparison?.Days);
        Assert.Equal(days, comparison?.Than.Days.Count());
    }

    [Fact]
    public void DayTable_HasEachDayBesideTheOneItIsComparedWithLatestFirst()
    {
        var table = Render<AgentDayTable>(parameters => parameters
            .Add(table => table.Report, Report(Some, CallFigures.None))
            .Add(table => table.CallsOf, day => $"/calls?day={day:yyyy-MM-dd}"));

        Assert.Equal(["Fri 15 May", "Thu 14 May"], table.FindAll("tbody th").Take(2).Select(Words));
        Assert.Equal(["10 , before: 0", "8 , before: 0", "1 h 02 min , before: 0:00", "3 , before: 1"], table.FindAll("tbody tr:first-child td").Select(Words));
        TextAssert.Says("7 days earlier", table.Find("caption").TextContent);
        Assert.Equal("/calls?day=2026-05-15", table.Find("tbody a").GetAttribute("href"));
    }

    [Fact]
    public void DayTable_WithADayThatIsNotOver_ComparesTheOthers()
    {
        var report = Report(Some, Some);
        var table = Render<AgentDayTable>(parameters => parameters
            .Add(table => table.Report, report with { Than = report.Than!.Take(6) })
            .Add(table => table.CallsOf, day => $"/calls?day={day:yyyy-MM-dd}"));

        Assert.Equal(["10", "8", "1 h 02 min", "3"], table.FindAll("tbody tr:first-child td").Select(Words));
        Assert.Equal(["0 , before: 0", "0 , before: 0", "0:00 , before: 0:00", "0 , before: 0"], table.FindAll("tbody tr:nth-child(2) td").Select(Words));
    }

    [Fact]
    public void Charts_WithADayThatIsNotOver_CompareTheOthers()
    {
        var report = Report(Some, Some);
        var charts = Render<AgentCharts>(parameters => parameters
            .Add(charts => charts.Report, report with { Than = report.Than!.Take(6) })
            .Add(charts => charts.ThanText, "2 – 7 May"));

        Assert.All(
            charts.FindComponents<DayLineChart>().Select(chart => chart.Instance.Lines), lines => Assert.Equal((7, 6), (lines[0].Values.Count, lines[^1].Values.Count)));
    }

    [Fact]
    public void Tasks_OfATeamMember_OpenTheirList()
    {
        var card = Tasks(new AgentTasks(678, 3, 1, 2, []));

        Assert.Equal(["3", "1", "2"], card.FindAll("dd").Select(Words));
        Assert.Equal(["/tasks?assigneeUserId=678", "/tasks?assigneeUserId=678&overdue=true"], card.FindAll("a").Select(link => link.GetAttribute("href")));
        TextAssert.Says("assigned … Ravi Patel", card.Markup);
    }

    [Fact]
    public void Tasks_OfNobodyKnown_SayWhoseTheyAre()
    {
        var card = Tasks(new AgentTasks(null, 0, 0, 0, []));

        Assert.Empty(card.FindAll("a, .is-alert"));
        TextAssert.Says("whose tasks", card.Markup);
    }

    [Theory]
    [InlineData("", null, "The 7 days before", "The 7 days before|Other days")]
    [InlineData("?range=today", null, "The day before", "The day before|The same day last week|Other days")]
    [InlineData("?range=today", "2026-05-08", "The same day last week", "The day before|The same day last week|Other days")]
    [InlineData("?range=today", "2026-05-01", "Fri 1 May", "The day before|The same day last week|Fri 1 May")]
    public void Comparison_OffersTheDaysBeforeAndAnyOthers(string query, string? than, string chosen, string offered)
    {
        var chips = Chips(query, than);

        Assert.Equal(chosen, Words(chips.Find("[aria-current]")));
        Assert.Equal(offered, string.Join('|', chips.FindAll(".chip").Select(Words)));
    }

    [Fact]
    public void Comparison_WithOtherDays_StandsInTheAddress()
    {
        Navigation.NavigateTo($"/agents/{Ravi}?range=7d");
        var chips = Chips("?range=7d", null);
        chips.Find("button").Click();
        Assert.Equal("2026-05-02", chips.Find("input").GetAttribute("value"));

        chips.Find("input").Change("2026-04-01");
        chips.Find("form").Submit();

        Assert.EndsWith($"/agents/{Ravi}?range=7d&than=2026-04-01", Navigation.Uri, StringComparison.Ordinal);
    }

    private DaySpan Read(string query) => DaySpan.Read(query, Services.GetRequiredService<RangeQuery>(), Calendar);

    private IRenderedComponent<AgentTiles> Tiles(AgentReport? report) => Render<AgentTiles>(parameters => parameters
        .Add(tiles => tiles.Report, report)
        .Add(tiles => tiles.Span, Week)
        .Add(tiles => tiles.ThanText, "2 – 8 May")
        .Add(tiles => tiles.Phone, Ravi)
        .Add(tiles => tiles.ReturnsHref, "#returns"));

    private IRenderedComponent<AgentTasksCard> Tasks(AgentTasks tasks) =>
        Render<AgentTasksCard>(parameters => parameters.Add(card => card.Tasks, tasks).Add(card => card.Name, "Ravi Patel"));

    private IRenderedComponent<ComparisonChips> Chips(string query, string? than)
    {
        var span = Read(query);
        return Render<ComparisonChips>(parameters => parameters
            .Add(chips => chips.Span, span)
            .Add(chips => chips.Than, DayText.Read(than) is { } first ? span.StartingOn(first) : span.Before));
    }

    // All of a week's calls are those of its last day.
    private static AgentReport Report(CallFigures now, CallFigures than) =>
        new(Days(Friday, now, 3), Days(Friday.AddDays(-7), than, 1), Comparison.Of(Span(Friday), Friday.AddDays(-13), Friday.AddDays(1), Friday.AddDays(-13)), new AgentTasks(null, 0, 0, 0, []), [], []);

    private static AgentDays Days(DateOnly last, CallFigures figures, long returned) => new(
        [.. Enumerable.Range(0, 7).Select(index => new DayCalls(last.AddDays(index - 6), index == 6 ? figures : CallFigures.None))], Returned(returned, returned * 840));

    private static AnalyticsFilter Span(DateOnly last) => new(last.AddDays(-6), last);

    private static ReturnedFigures Returned(long count, long seconds) => new(Ravi, [0, 0, 0, 0, 0, 0, count], [0, 0, 0, 0, 0, 0, seconds]);

    private static string Words(AngleSharp.Dom.IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
