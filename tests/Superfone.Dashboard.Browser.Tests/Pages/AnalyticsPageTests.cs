using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Pages;

public sealed class AnalyticsPageTests(Browser browser)
{
    private const long AnsweredId = 9876543;

    [Fact]
    public async Task Numbers_LeadToTheirCalls_AndMoveWhileThePageIsOpen()
    {
        await using var dashboard = await DashboardAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/analytics?range=7d");
        var calls = window.Page.Locator("a.tile").First;
        await Expect(calls).ToContainTextAsync("Calls1");

        await dashboard.PostAsync(Missed());
        await Expect(calls).ToContainTextAsync("Calls2");
        await Expect(window.Page.Locator("a.tile").Nth(2)).ToContainTextAsync("Missed1");

        await window.Page.GetByRole(AriaRole.Region, new() { Name = "By agent" }).GetByRole(AriaRole.Link, new() { Name = "1", Exact = true }).First.ClickAsync();
        await Expect(window.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/calls\\?range=7d&staffPhone="));
        await Expect(window.Call(6)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Agent_LeadsToTheirPageWithTheSameDays()
    {
        await using var dashboard = await DashboardAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/analytics?range=30d");

        await window.Page.GetByRole(AriaRole.Rowheader, new() { Name = "Ravi Patel" }).GetByRole(AriaRole.Link).ClickAsync();

        await Expect(window.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/agents/\\+919876543210\\?range=30d$"));
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Ravi Patel");
    }

    [Fact]
    public async Task HourOfTheWeek_ByKeyboard_OpensItsDaysAndThenTheirCalls()
    {
        await using var dashboard = await DashboardAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/analytics?range=30d");

        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Friday 16:00, 1" }).FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "Fridays, 16:00 to 17:00" })).ToBeVisibleAsync();
        await window.AssertHealthyAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Fri 15 May · 1" }).ClickAsync();
        await Expect(window.Call(AnsweredId)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task MenuKey_LeadsToTheCallsInWhichItWasPressed()
    {
        await using var dashboard = await DashboardAsync();
        await dashboard.PostAsync(Payload.Sample("ALL_CALLS").With(call =>
        {
            call["cdr_id"] = 5;
            call["ivr_inputs"] = new System.Text.Json.Nodes.JsonArray(
                new System.Text.Json.Nodes.JsonObject { ["greetingText"] = "Press 1 for sales", ["playbackText"] = "Please hold", ["userPressedKey"] = "9" });
        }));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/analytics?range=today");

        await window.Page.GetByRole(AriaRole.Row, new() { Name = "Press 1 for sales 9" }).GetByRole(AriaRole.Link).First.ClickAsync();

        await Expect(window.Page.GetByText("Pressed 9 in the menu")).ToBeVisibleAsync();
        await Expect(window.Call(5)).ToBeVisibleAsync();
        await Expect(window.Call(AnsweredId)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task NewContactsOfASource_LeadToThem()
    {
        await using var dashboard = await DashboardAsync();
        await dashboard.PostAsync(Payload.Sample("CUSTOMER_CREATE").With(contact =>
        {
            contact["contact_id"] = 777;
            contact["contact_first_name"] = "Meera";
            contact["contact_source"] = "walk-in";
        }));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/analytics?range=7d");

        await window.Page.GetByRole(AriaRole.Row, new() { Name = "Walk in" }).GetByRole(AriaRole.Link).First.ClickAsync();

        await Expect(window.Page.Locator(".contact-row")).ToHaveCountAsync(1);
        await Expect(window.Page.Locator(".contact-row")).ToContainTextAsync("Meera");
        await Expect(window.Page.GetByText("1 contact", new() { Exact = true })).ToBeVisibleAsync();
        await window.AssertHealthyAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Remove filter: Source: Walk in" }).ClickAsync();
        await Expect(window.Page.GetByText("2 contacts", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(window.Page.Locator(".contact-row")).ToHaveCountAsync(2);
        await Expect(window.Page.GetByText("First seen: 7 days")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task NumbersOfAStage_LeadToWhoCameIntoItLeftItOrStoodInIt()
    {
        await using var dashboard = await DashboardAsync();
        await dashboard.PostAsync(Payload.StageChange("Qualified"), Payload.StageChange("New Lead"), Payload.StageChange("Won"));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/analytics?range=7d");

        // Came into "New Lead" twice, and left it twice.
        var sums = window.Page.GetByRole(AriaRole.Group, new() { Name = "Lead stages", Exact = true });
        await sums.GetByRole(AriaRole.Row, new() { Name = "New Lead" }).GetByRole(AriaRole.Link, new() { Name = "2" }).Last.ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "Remove filter: Left stage New Lead: 7 days" })).ToBeVisibleAsync();
        await Expect(window.Page.Locator(".contact-row")).ToHaveCountAsync(1);
        await Expect(window.Page.GetByText("1 contact, 2 times")).ToBeVisibleAsync();
        await window.AssertHealthyAsync();

        await window.Page.GoBackAsync();
        await sums.GetByRole(AriaRole.Row, new() { Name = "Won" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "Remove filter: In stage Won now" })).ToBeVisibleAsync();
        await Expect(window.Page.Locator(".contact-row")).ToHaveCountAsync(1);

        await window.GoToAsync(new Uri(dashboard.Url, "/contacts?to=2026-05-14T18:30:00Z&stoodInStage=Won"));
        await Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "Remove filter: In stage Won at the end of 14 May 2026" })).ToBeVisibleAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Show all contacts" }).ClickAsync();
        await Expect(window.Page.Locator(".contact-row")).ToHaveCountAsync(1);
        await Expect(window.Page).ToHaveURLAsync(new Uri(dashboard.Url, "/contacts").ToString());
    }

    [Fact]
    public async Task OnPaper_OnlyTheFiguresStandAndAllOfThem()
    {
        await using var dashboard = await DashboardAsync();
        string[] results = ["NOANSWER", "CANCEL", "BUSY", "REJECTED", "CONGESTION", "CHANUNAVAIL", "BLOCKED", "DONTCALL", "IVR_DROPPED", "OOO_DROP", "UNALLOCATED"];
        foreach (var (index, result) in results.Index())
            await dashboard.PostAsync(Missed(100 + index, result: result));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/analytics?range=7d", scheme: ColorScheme.Dark);
        await Expect(window.Page.GetByRole(AriaRole.Region, new() { Name = "By result" }).GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(10);
        await window.Page.EvaluateAsync("() => { window.print = () => { window.isPrinted = true; }; }");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Print" }).ClickAsync();
        await window.Page.WaitForFunctionAsync("() => window.isPrinted");

        await window.Page.EmulateMediaAsync(new() { Media = Media.Print });

        await Expect(window.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" })).ToBeHiddenAsync();
        await Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Print" })).ToBeHiddenAsync();
        await Expect(window.Page.GetByText("Show as table")).ToBeHiddenAsync();
        await Expect(window.Page.GetByRole(AriaRole.Region, new() { Name = "By result" }).GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(12);
        await Expect(window.Page.GetByText("9 May 2026 – 15 May 2026")).ToBeVisibleAsync();
        await Expect(window.Page.Locator("a.tile").First).ToBeVisibleAsync();
        await Expect(window.Page.Locator("body")).ToHaveCSSAsync("color", "rgb(0, 0, 0)");
    }

    [Fact]
    public async Task Page_OnAnyScreen_FitsAndIsAccessible()
    {
        await using var dashboard = await DashboardAsync();
        await dashboard.PostAsync(Missed());
        await dashboard.PostAsync(Missed(7, "2026-05-15T02:35:00.000Z"));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/tasks");

        await window.AssertHealthyAsync(
            dashboard,
            [
                ("/analytics", 1440, 900, ColorScheme.Light),
                ("/analytics", 2560, 1440, ColorScheme.Dark),
                ("/analytics", 390, 844, ColorScheme.Dark),
                ("/analytics?missed=true", 390, 844, ColorScheme.Light),
            ],
            async () =>
            {
                await Expect(window.Page.Locator(".hours")).ToBeVisibleAsync();
                await Expect(window.Page.Locator(".day-chart .bars svg").First).ToBeVisibleAsync();
            });
    }

    private static string Missed(long cdrId = 6, string? start = null, string result = "NOANSWER") => Payload.Sample("ALL_CALLS").With(call =>
    {
        call["cdr_id"] = cdrId;
        if (start is not null)
            (call["cdr_start"], call["cdr_end"]) = (start, start);
        call["cdr_call_type"] = "INBOUND";
        call["cdr_disposition"] = result;
        call["cdr_answer"] = null;
        call["cdr_duration"] = 0;
        call["staff_phone"] = "+919800000002";
    });

    private static async Task<RunningDashboard> DashboardAsync()
    {
        var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(Payload.Sample("ALL_CALLS"));
        return dashboard;
    }
}
