using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Pages;

/// <summary>The pages of agents and the digest of a day.</summary>
public sealed class ReportPagesTests(Browser browser)
{
    private const string Ravi = "+919876543210";
    private const long First = 9876543;

    // Since when calls are known, so that the days after it can be compared.
    private static readonly string LongAgo = People.Missed(99, "2026-05-01T10:00:00.000Z", "+917000099999");

    [Fact]
    public async Task Agent_OpenedFromACall_ShowsWhatTheyDoAsTheyDoIt()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(Payload.Sample("ALL_CALLS"), People.Task(1), LongAgo);
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, $"/calls/{First}");

        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Ravi Patel" }).First.ClickAsync();
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Ravi Patel");
        await Expect(Tile(window, "Calls")).ToContainTextAsync("1no calls 2 – 7 May");
        await Expect(window.Page.Locator(".agent-tasks")).ToContainTextAsync("To do1");
        await Expect(window.Page.Locator(".agent-tasks [data-task-id='1']")).ToContainTextAsync("Asha Kumar");
        await Expect(window.Page.Locator(".mud-chart svg").First).ToBeVisibleAsync();

        await dashboard.PostAsync(People.Missed(1), People.CallBack(2, "ANSWER"));
        await Expect(Tile(window, "Calls")).ToContainTextAsync("3");
        await Expect(Tile(window, "Called back")).ToContainTextAsync("1");
        await Expect(window.Page.Locator(".returned")).ToContainTextAsync("waited 38 min");
        await Expect(window.Call(2)).ToBeVisibleAsync();
        await window.AssertHealthyAsync();

        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Today", Exact = true }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "The same day last week" }).ClickAsync();
        await Expect(window.Page).ToHaveURLAsync(new Uri(dashboard.Url, $"/agents/{Ravi}?range=today&than=2026-05-08").ToString());
        await Expect(Tile(window, "Calls").Locator(".tile-note")).ToHaveTextAsync(new Regex("^\\s*$")); // Today is not over.

        await Tile(window, "Calls").ClickAsync();
        await Expect(window.Page).ToHaveURLAsync(new Regex("/calls\\?range=today&staffPhone=%2B919876543210$"));
        await Expect(window.Page.GetByText("3 calls")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Agent_OnPaper_HasTimesThatStayTrueAndNothingToPress()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(Payload.Sample("ALL_CALLS"), People.Missed(1), People.CallBack(2, "ANSWER"), LongAgo);
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, $"/agents/{Ravi}");
        await Expect(window.Page.Locator(".returned")).ToBeVisibleAsync();

        await window.Page.EmulateMediaAsync(new() { Media = Media.Print });

        await Expect(window.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^All") })).ToHaveCountAsync(0);
        await Expect(window.Page.Locator(".agent-paper").Filter(new() { HasTextRegex = BrowserPage.Words("9", "15 May", "2", "7 May") })).ToBeVisibleAsync();
        Assert.Contains(
            "15 May 2026", await window.Page.Locator(".agent-calls .instant").First.EvaluateAsync<string>("time => getComputedStyle(time, '::after').content"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agent_ThatNobodyKnows_LeadsToAllAgents()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(Payload.Sample("ALL_CALLS"));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/agents/+919876500000");
        await Expect(window.Saying("nobody", "+91 98765 00000")).ToBeVisibleAsync();

        await window.Page.GetByRole(AriaRole.Link, new() { Name = "All agents" }).ClickAsync();
        await Expect(window.Page.Locator("table.agents tbody tr")).ToHaveCountAsync(1);
        await window.Page.Locator("table.agents").GetByRole(AriaRole.Link, new() { Name = "Ravi Patel" }).ClickAsync();
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Ravi Patel");
    }

    [Theory]
    [InlineData(390, 844)]
    [InlineData(1440, 900)]
    public async Task Digest_OfYesterday_ChangesUntilEverybodyWasCalledBack(int width, int height)
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(People.Missed(1, "2026-05-14T10:00:00.000Z"), Payload.Sample("ALL_CALLS"));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/", width, height);

        if (width < 640)
            await window.Page.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
        await window.Page.Locator("[data-go=y]:visible").ClickAsync();
        await Expect(window.Page).ToHaveURLAsync(new Uri(dashboard.Url, "/digest/2026-05-14").ToString());
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Thursday 14 May");
        await Expect(Tile(window, "Missed calls")).ToContainTextAsync(BrowserPage.Words("1 caller"), new() { IgnoreCase = true });
        await Expect(window.Page.Locator(".follow-up-row").GetByRole(AriaRole.Link, new() { Name = "Call back" })).ToHaveAttributeAsync("href", $"tel:{People.Stranger}");
        await window.AssertHealthyAsync();

        await dashboard.PostAsync(People.CallBack(2, "ANSWER"));
        await Expect(window.Page.Locator(".follow-up-row")).ToContainTextAsync("Called back by Ravi Patel");
        await Expect(Tile(window, "Missed calls")).ToContainTextAsync("nobody waits");

        await window.Page.Locator("a[rel=next]").ClickAsync();
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Friday 15 May");
        await Expect(window.Page.Locator(".returned")).ToContainTextAsync("waited 1 day 0 h");
        await Expect(window.Page.Locator("a[rel=next]")).ToHaveCountAsync(0);
        await window.Page.Locator("table.agents").GetByRole(AriaRole.Link, new() { Name = "Ravi Patel" }).ClickAsync();
        await Expect(window.Page).ToHaveURLAsync(new Regex($"/agents/{Regex.Escape(Ravi)}\\?from=2026-05-14T18"));
    }

    [Fact]
    public async Task Digest_OfADayWithNothingToTell_SaysWhy()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(Payload.Sample("CUSTOMER_CREATE"));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/tasks");
        (string Day, string Words)[] days =
        [
            ("2026-05-10", "on this day"),
            ("2026-05-15", "yet today"),
            ("2026-05-16", "still to come"),
            ("2026-13-45", "“2026-13-45”"),
        ];

        await Assert.AllAsync(days, async day =>
        {
            await window.GoToAsync(new Uri(dashboard.Url, $"/digest/{day.Day}"));
            await Expect(window.Page.GetByText(day.Words)).ToBeVisibleAsync();
            await window.AssertHealthyAsync();
        });
    }

    [Fact]
    public async Task Digest_WithoutADay_IsYesterdays()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/");

        await window.GoToAsync(new Uri(dashboard.Url, "/digest"));
        await Expect(window.Page).ToHaveURLAsync(new Uri(dashboard.Url, "/digest/2026-05-14").ToString());
    }

    [Fact]
    public async Task Page_OnAnyScreen_FitsAndIsAccessible()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(
            Payload.Sample("ALL_CALLS"), Payload.Sample("CDR_SUMMARY_READY"), People.Task(1), People.Missed(1), People.Missed(2, phone: "+917000033333"), People.CallBack(3, "ANSWER", phone: "+917000033333"));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/tasks");

        await window.AssertHealthyAsync(
            dashboard,
            [
                ("/agents", 390, 844, ColorScheme.Light),
                ("/agents", 1440, 900, ColorScheme.Dark),
                ($"/agents/{Ravi}", 390, 844, ColorScheme.Dark),
                ($"/agents/{Ravi}", 1440, 900, ColorScheme.Light),
                ("/digest/2026-05-15", 390, 844, ColorScheme.Light),
                ("/digest/2026-05-15", 1440, 900, ColorScheme.Dark),
            ],
            () => Expect(window.Page.Locator("tbody tr").First).ToBeVisibleAsync());
    }

    private static ILocator Tile(BrowserPage window, string label) =>
        window.Page.Locator(".tile").Filter(new() { Has = window.Page.Locator(".tile-label", new() { HasTextRegex = new Regex($"^{label}$") }) });
}
