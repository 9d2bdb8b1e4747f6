using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Pages;

public sealed class SummaryPagesTests(Browser browser)
{
    private const long First = 9876543;
    private const long Second = 9876599;

    [Fact]
    public async Task InferredSummary_Unlinked_CanBeUndoneAtOnce()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(Payload.Sample("ALL_CALLS"));
        await dashboard.PostAsync(Payload.Sample("CDR_SUMMARY_READY"));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, $"/calls/{First}");
        await Expect(window.Saying("matched", "length", "time")).ToBeVisibleAsync();

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Unlink" }).ClickAsync();
        await Expect(window.Saying("unlinked", "waits")).ToBeVisibleAsync();
        await Expect(window.Saying("no transcript")).ToBeVisibleAsync();

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(window.Saying("linked", "by hand")).ToBeVisibleAsync();
        await Expect(window.Page.GetByText("Hi Ravi, thanks for calling.")).ToBeVisibleAsync();
        await window.AssertHealthyAsync();
    }

    [Fact]
    public async Task WaitingSummary_LinkedInOneClick_CanBeUndoneAndLinkedElsewhere()
    {
        await using var dashboard = await StartWithTwoCandidatesAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/summaries");
        await Expect(window.Page.Locator(".candidate")).ToHaveCountAsync(2);
        await Expect(window.Call(First)).ToContainTextAsync("+91 80000 00001");
        await Expect(window.Call(First)).ToContainTextAsync("2:22");
        await window.AssertHealthyAsync();

        await window.Call(Second).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(window.Page.GetByText("Linked to +91 70000 11111")).ToBeVisibleAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(window.Page.Locator(".candidate")).ToHaveCountAsync(2);
        await window.Call(First).GetByRole(AriaRole.Button, new() { Name = "Link to Asha Kumar" }).ClickAsync();
        await Expect(window.Page.GetByText("Linked to Asha Kumar")).ToBeVisibleAsync();

        await window.GoToAsync(new Uri(dashboard.Url, "/summaries"));
        await Expect(window.Saying("every summary")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Insights_ByTitle_OpenTheCallsAndTellWhoIsToBeCalledBack()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(Payload.Sample("ALL_CALLS"));
        await dashboard.PostAsync(Payload.Sample("CDR_SUMMARY_READY"));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/insights");
        var titles = window.Page.GetByRole(AriaRole.Navigation, new() { Name = "Titles" });

        await titles.GetByRole(AriaRole.Link, new() { Name = "Main concern 1" }).ClickAsync();
        await Expect(window.Page.Locator("h2").Filter(new() { HasText = "Main concern" })).ToBeVisibleAsync();
        await Expect(window.Call(First)).ToContainTextAsync("Pricing for the Pro plan");
        await window.Page.GetByLabel("Find in insights").FillAsync("nonsense");
        await Expect(window.Page.GetByText("Nothing found")).ToBeVisibleAsync();
        await window.Page.GetByLabel("Find in insights").FillAsync("pric");
        await Expect(window.Call(First)).ToContainTextAsync("Pricing for the Pro plan");
        await window.AssertHealthyAsync();

        await window.GoToAsync(new Uri(dashboard.Url, "/insights?callbacks=true"));
        await Expect(window.Call(First)).ToContainTextAsync("after 6 PM");
        await Expect(window.Call(First).GetByRole(AriaRole.Link, new() { Name = "Call back" })).ToBeVisibleAsync();

        await dashboard.PostAsync(Another("2026-05-15T10:36:00.000Z", "+918000000001"));
        await Expect(window.Call(First)).ToContainTextAsync("Talked again");
        await Expect(titles.GetByRole(AriaRole.Link, new() { Name = "To call back 0" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Page_OnAnyScreen_FitsAndIsAccessible()
    {
        await using var dashboard = await StartWithTwoCandidatesAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/tasks");

        await window.AssertHealthyAsync(
            dashboard,
            [
                ("/insights", 390, 844, ColorScheme.Dark),
                ("/summaries", 390, 844, ColorScheme.Light),
                ("/completeness?range=30d", 390, 844, ColorScheme.Dark),
                ("/completeness?range=30d", 1440, 900, ColorScheme.Light),
                ("/completeness?range=many", 1440, 900, ColorScheme.Light),
                ("/listen?range=30d", 390, 844, ColorScheme.Light),
            ],
            () => Expect(window.Page.Locator(".rows > li, .notice").First).ToBeVisibleAsync());
    }

    [Fact]
    public async Task Completeness_NamesWhatIsMissingAndWhatNeverCame()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(Another("2026-05-15T09:30:00.000Z", "+917000011111"));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/completeness");

        await Expect(window.Call(Second)).ToContainTextAsync("Recording: never announced");
        await Expect(window.Call(Second)).ToContainTextAsync("Summary: none");
        await Expect(window.Page.Locator("[data-event=CDR_SUMMARY_READY]")).ToContainTextAsync(BrowserPage.Words("never"), new() { IgnoreCase = true });
        await Expect(window.Page.Locator("[data-event=ALL_CALLS]")).ToHaveCountAsync(0);
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Failed downloads" }).ClickAsync();
        await Expect(window.Saying("no download")).ToBeVisibleAsync();
    }

    private static async Task<RunningDashboard> StartWithTwoCandidatesAsync()
    {
        var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(Payload.Sample("ALL_CALLS"));
        await dashboard.PostAsync(Another("2026-05-15T09:30:00.000Z", "+917000011111"));
        await dashboard.PostAsync(Payload.Sample("CDR_SUMMARY_READY"));
        return dashboard;
    }

    // A call of the same length as the sample's.
    private static string Another(string start, string phone) => Payload.Sample("ALL_CALLS").With(call =>
    {
        call["cdr_id"] = Second;
        call["cdr_phone"] = phone;
        call["cdr_start"] = start;
        call["cdr_answer"] = start;
        call["cdr_end"] = start.Replace(":00.000Z", ":30.000Z", StringComparison.Ordinal);
        foreach (var field in call.Where(field => field.Key.StartsWith("contact_", StringComparison.Ordinal)).Select(field => field.Key).ToList())
            call.Remove(field);
    });
}
