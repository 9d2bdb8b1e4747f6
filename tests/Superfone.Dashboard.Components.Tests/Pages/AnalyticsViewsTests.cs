using Bunit;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Components.Pages.Analytics;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Localization.Analytics;
using Superfone.Dashboard.ReadModels.Analytics;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Dashboard.Tests.Shared;

namespace Superfone.Dashboard.Components.Tests.Pages;

public sealed class AnalyticsViewsTests : DisplayContext
{
    private const string Week = "from=2026-05-10T18:30:00Z&to=2026-05-17T18:30:00Z";
    private static readonly CallFigures Some = new()
    {
        Calls = 4,
        Inbound = 3,
        Outbound = 1,
        Answered = 2,
        Missed = 1,
        Offered = 2,
        InboundAnswered = 1,
        OutboundAnswered = 1,
        OutboundEnded = 1,
        TalkSeconds = 3700,
        Rung = 4,
        RingingSeconds = 30,
    };

    private static readonly DateOnly Friday = new(2026, 5, 15);

    public AnalyticsViewsTests()
    {
        Services.AddSingleton(new AnalyticsTables(Display, Calendar, L));
        this.AddAuthorization().SetAuthorized("asha").SetPolicies(nameof(Permission.Export));
    }

    [Fact]
    public void Views_WhileLoading_KeepThePlaceOfTilesAndCards()
    {
        var views = Render<AnalyticsViews>(parameters => parameters.Add(views => views.Figures, null));

        Assert.Equal(4, views.FindAll(".tile .mud-skeleton").Count);
        Assert.Equal(3, views.FindAll(".analytics .mud-skeleton").Count);
    }

    [Fact]
    public void Views_WithoutCalls_SayWhatToDo()
    {
        var views = Render(Figures(Week) with { Totals = CallFigures.None, Stages = [], Sources = [] });

        TextAssert.Says("no calls", views.Find(".notice h2").TextContent);
        Assert.Equal("/calls", views.Find(".notice a").GetAttribute("href"));
    }

    [Fact]
    public void Views_Filled_LeadFromEachNumberToTheCallsBehindIt()
    {
        var views = Render(Figures($"{Week}&account=%2B918000099999"));
        views.FindAll("details").ToList().ForEach(folded => folded.TriggerEvent("ontoggle", EventArgs.Empty));

        const string calls = "/calls?from=2026-05-10T18:30:00Z&to=2026-05-17T18:30:00Z&account=%2B918000099999";
        Assert.Equal([calls, $"{calls}&direction=inbound&outcome=answered", $"{calls}&missed=true", $"{calls}&outcome=answered&sort=longestTalk"], HrefsOf(views, "a.tile"));
        Assert.Equal(["4", "50 %", "1", "1 h 01 min"], views.FindAll(".tile-value").Select(value => value.TextContent));
        Assert.Equal(
            ["", "&direction=inbound", "&direction=outbound", "&outcome=answered", "&missed=true", "&direction=inbound&outcome=answered", "&sort=longestRinging", "&outcome=answered&sort=longestTalk"],
            HrefsOf(views, "[aria-label='By agent'] td a").Select(href => href.Replace($"{calls}&staffPhone=%2B919876543210", "", StringComparison.Ordinal)));
        Assert.Equal("Agent|Calls", string.Join('|', views.FindAll("[aria-label='By agent'] thead th").Take(2).Select(head => head.TextContent)));
        Assert.Equal(["/agents/+919876543210?from=2026-05-10T18:30:00Z&to=2026-05-17T18:30:00Z"], HrefsOf(views, "[aria-label='By agent'] tbody th a"));
        Assert.Equal(
            "/calls?from=2026-05-14T18:30:00Z&to=2026-05-15T18:30:00Z&account=%2B918000099999",
            HrefsOf(views, "[aria-label='Calls by day'] tbody tr:nth-child(5) td a").First());
        Assert.Equal(
            [$"{calls}&disposition=NOANSWER", $"{calls}&disposition=NOANSWER", $"{calls}&disposition=NOANSWER&sort=longestTalk"],
            HrefsOf(views, "[aria-label='By result'] td a"));
        Assert.Equal("No answer", views.Find("[aria-label='By result'] tbody th").TextContent.Trim());
        Assert.Equal($"{calls}&ivrKey=Press%201%20for%20sales%7C1", HrefsOf(views, "[aria-label='Keys pressed in the menu'] td a").First());
        const string week = "/contacts?from=2026-05-10T18:30:00Z&to=2026-05-17T18:30:00Z";
        Assert.Equal(
            [$"{week}&stoodInStage=New%20Lead", $"{week}&enteredStage=New%20Lead", $"{week}&leftStage=New%20Lead"],
            HrefsOf(views, "[aria-label='Lead stages'] td a"));
        Assert.Equal(
            "/contacts?from=2026-05-11T18:30:00Z&to=2026-05-12T18:30:00Z&stoodInStage=New%20Lead",
            HrefsOf(views, "[aria-label='Lead stages, day by day'] td a").ElementAt(1));
        const string contacts = "/contacts?from=2026-05-10T18:30:00Z&to=2026-05-17T18:30:00Z&source=website-form";
        Assert.Equal([contacts, contacts], HrefsOf(views, "[aria-label='New contacts by source'] td a"));
        Assert.All(views.FindAll("table"), table => Assert.NotNull(table.QuerySelector("caption")));
    }

    [Fact]
    public void Hours_OfAWeek_LeadToTheCallsAtOnce_AndOfALongerTimeToTheDaysFirst()
    {
        var week = Render(Figures(Week));
        Assert.Equal(["/calls?from=2026-05-15T04:30:00Z&to=2026-05-15T05:30:00Z"], HrefsOf(week, ".hours td a"));

        var month = Render(Figures("range=30d&weekday=friday&hour=10"));
        Assert.EndsWith("weekday=friday&hour=10", Assert.Single(HrefsOf(month, ".hours td a")), StringComparison.Ordinal);
        Assert.Equal("true", month.Find(".hours td a").GetAttribute("aria-current"));
        Assert.Equal(["/calls?from=2026-05-15T04:30:00Z&to=2026-05-15T05:30:00Z"], HrefsOf(month, ".hour-days a"));
    }

    [Fact]
    public void Views_WithADaysBeforeKnownWhole_CompareWithThem()
    {
        var changes = Render(Figures(Week)).FindAll(".tile-note").Where(note => note.TextContent.Contains("vs", StringComparison.Ordinal)).Select(note => note.TextContent[..3]);
        Assert.Equal(["↑ 1", "↓ 5"], changes);

        Assert.DoesNotContain(" vs ", Render(Figures(Week) with { Comparison = null, Than = null }).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Hours_OfALongerTime_AreThoseOfAnAverageDay()
    {
        var month = Render(Figures("from=2026-04-17T18:30:00Z&to=2026-05-15T18:30:00Z"));

        // Four calls on one of four Fridays; had the data begun on the second, on one of three.
        Assert.Equal("1", month.Find(".hours td a").TextContent);
        Assert.Equal("1.3", Render(Figures("from=2026-04-17T18:30:00Z&to=2026-05-15T18:30:00Z") with { FirstDay = new DateOnly(2026, 4, 25) }).Find(".hours td a").TextContent);
    }

    [Fact]
    public void Hours_OfMissedCalls_CountAndOpenThese()
    {
        var hours = Render(Figures($"{Week}&missed=true"));

        Assert.Equal("1", hours.Find(".hours td a").TextContent);
        Assert.EndsWith("&missed=true&marked=false", Assert.Single(HrefsOf(hours, ".hours td a")), StringComparison.Ordinal);
    }

    [Fact]
    public void Results_MoreThanATableShows_CanAllBeAskedForAndStandOnPaper()
    {
        var views = Render(Figures(Week) with { Dispositions = [.. Enumerable.Range(0, 30).Select(index => new DispositionCalls($"NEW_{index}", Some))] });
        Assert.Equal(10, views.FindAll("[aria-label='By result'] tbody tr:not(.figures-rest)").Count);
        Assert.Equal(20, views.FindAll("[aria-label='By result'] tbody tr.figures-rest").Count);

        views.Find(".figures-all").Click();

        Assert.Equal(30, views.FindAll("[aria-label='By result'] tbody tr:not(.figures-rest)").Count);
        Assert.Empty(views.FindAll(".figures-all"));
    }

    [Fact]
    public void Callers_AreChartedByDayAndComparedWithADaysBefore()
    {
        var figures = Figures(Week);
        var day = new CallerFigures(3, 1, 1);
        var views = Render(figures with
        {
            Callers = new CallersByDay(new CallerFigures(5, 2, 1), [.. figures.Query.Filter.Days.Select(each => each == Friday ? day : CallerFigures.None)]),
            ComparedCallers = (new CallerFigures(5, 2, 1), new CallerFigures(4, 4, 0)),
        });

        TextAssert.Says("5 callers … 2 new … 3 returning … 1 called again on the same day … ↑ 1 vs", views.Find(".caller-facts").TextContent);
        views.Find("#view-callers").ParentElement!.ParentElement!.QuerySelector("details")!.TriggerEvent("ontoggle", EventArgs.Empty);
        Assert.Equal(
            ["3", "1", "2", "1"], views.FindAll("[aria-label='Callers by day'] tbody tr:nth-child(5) td a").Select(link => link.TextContent));
        Assert.Equal(
            "/calls?from=2026-05-14T18:30:00Z&to=2026-05-15T18:30:00Z&direction=inbound&marked=false", HrefsOf(views, "[aria-label='Callers by day'] td a").First());
    }

    [Fact]
    public void MissedHours_SayWhy_AndLeadToTheCalls()
    {
        var views = Render(Figures(Week) with
        {
            MissedHours = new MissedHours(
                [new MissedHour(20, new Dictionary<MissedReason, int> { [MissedReason.AfterHours] = 2, [MissedReason.Busy] = 1 }, [(Friday, 3)])], Now.AddDays(-1)),
        });

        var row = views.Find(".missed-hours tbody tr");
        Assert.Equal("3", row.Children[1].TextContent);
        Assert.Equal(["After hours 2", "Busy or declined 1"], row.QuerySelectorAll(".missed-reasons li").Select(reason => reason.TextContent.Trim()));
        row.QuerySelector("details")!.TriggerEvent("ontoggle", EventArgs.Empty);
        Assert.Equal(["/calls?from=2026-05-15T14:30:00Z&to=2026-05-15T15:30:00Z&missed=true&marked=false"], HrefsOf(views, ".missed-hours .unfold-days a"));
        TextAssert.Says("Counted since", views.Markup);
    }

    [Fact]
    public void CallBacks_InTime_AreSharesByHourDayAndAgent()
    {
        var figures = MissedCallers.FiguresOf([(Now.AddHours(-3), 300), (Now.AddHours(-2), null)], Hours, Now);
        var views = Render(Figures(Week) with
        {
            Returns = new ReturnStats(figures, [new DayReturns(Friday, figures)], [new AgentReturns("+919876543210", "Ravi", figures)]) { ByHour = [new HourReturns(13, figures, [(Friday, 2)])] },
        });

        foreach (var (name, first) in new[] { ("hour", "13:00"), ("agent", "Ravi"), ("day", "Fri 15 May") })
        {
            var cells = views.FindAll($"[aria-label='Called back, by {name}'] tbody tr > td, [aria-label='Called back, by {name}'] .figures-what").Select(cell => cell.TextContent.Trim()).ToList();
            Assert.Equal([first, "2", "1", "50 %", "5 min"], cells);
        }

        Assert.Contains("missed=true", Assert.Single(HrefsOf(views, "[aria-label='Called back, by day'] a")), StringComparison.Ordinal);
        views.Find("[aria-label='Called back, by hour'] details").TriggerEvent("ontoggle", EventArgs.Empty);
        Assert.Equal(["/calls?from=2026-05-15T07:30:00Z&to=2026-05-15T08:30:00Z&missed=true&marked=false"], HrefsOf(views, "[aria-label='Called back, by hour'] a"));
    }

    private IRenderedComponent<AnalyticsViews> Render(AnalyticsFigures figures) =>
        Render<AnalyticsViews>(parameters => parameters.Add(views => views.Figures, figures));

    private static IEnumerable<string> HrefsOf(IRenderedComponent<AnalyticsViews> views, string selector) =>
        views.FindAll(selector).Select(link => link.GetAttribute("href")!.Replace("%3A", ":", StringComparison.Ordinal));

    private static AnalyticsFigures Figures(string query)
    {
        var asked = AnalyticsQuery.Read(QueryHelpers.ParseQuery(query), new RangeQuery(Calendar, Time), Calendar);
        Assert.Empty(asked.Problems);
        var days = asked.Filter.Days.ToList();
        return new AnalyticsFigures
        {
            Query = asked,
            Totals = Some,
            Comparison = new Comparison(asked.Filter, asked.Filter with { First = asked.Filter.First.AddDays(-days.Count), Last = asked.Filter.First.AddDays(-1) }),
            Than = Some with { Calls = 3, InboundAnswered = 2 },
            FirstDay = asked.Filter.First,
            ReadAt = new DateTime(2026, 6, 15, 12, 0, 0),
            Days = [.. days.Select(day => new DayCalls(day, day == Friday ? Some : CallFigures.None))],
            Hours = [new HourCalls(DayOfWeek.Friday, 10, Some)],
            HourDays = asked.Cell is null ? [] : [new DayCalls(Friday, Some)],
            Staff = [new StaffCalls("+919876543210", "Ravi Patel", Some)],
            Dispositions = [new DispositionCalls("NOANSWER", Some)],
            IvrKeys = [new IvrKeyCalls(new IvrKey("Press 1 for sales", "1"), Some)],
            Stages = [new StageFigures("New Lead", [.. days.Select(_ => 3L)], 3, 1)],
            Sources = [new SourceFigures("website-form", [.. days.Select(_ => 1L)])],
        };
    }
}
