using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Superfone.Dashboard.Browser.Tests.Player;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Pages;

public sealed class InsightPagesTests(Browser browser)
{
    private const long First = 9876543;
    private const long Second = 9876599;

    // Stands in for what the operating system would show.
    private const string Notifications =
        """
        window.notified = [];
        window.Notification = class {
          static permission = 'default';
          static async requestPermission() { return Notification.permission = 'granted'; }
          constructor(title, options) { this.title = title; this.options = options; notified.push(this); }
          close() {}
        };
        """;

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task Transcripts_Sentence_OpensTheCallAtThatSecond(int width, int height)
    {
        await using var dashboard = await StartAsync();
        await dashboard.PostAsync(Payload.Sample("CDR_RECORDING_AVAILABLE").With("cdr_id", First));
        await dashboard.StoreAsync(First, 142);
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/insights", width, height);
        await window.Page.GetByRole(AriaRole.Navigation, new() { Name = "What is listed" }).GetByRole(AriaRole.Link, new() { Name = "Transcripts" }).ClickAsync();
        await Expect(window.Saying("search what was said")).ToBeVisibleAsync();

        await window.Page.GetByLabel("Find in transcripts").FillAsync("क़ीमत");
        var sentence = window.Call(First).GetByRole(AriaRole.Link, new() { NameRegex = new("आपकी क़ीमत क्या है") });
        await Expect(sentence.Locator("mark")).ToHaveTextAsync("क़ीमत");
        await window.AssertHealthyAsync();
        await sentence.FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");

        await window.Page.WaitForURLAsync(new Regex($"/calls/{First}\\?(.*&)?t=73(&|$)"));
        await Expect(window.Page.Locator(".turn").Filter(new() { HasText = "आपकी क़ीमत" })).ToBeVisibleAsync();
        await Expect(window.Page.Locator(".recording [data-player-part=time]")).ToHaveTextAsync("1:13");

        await window.Page.GoBackAsync();
        await Expect(window.Page.GetByLabel("Find in transcripts")).ToHaveValueAsync("क़ीमत");
        await Expect(sentence).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Insights_NarrowedToAnAgentAndStage_CountAndChartATitle()
    {
        await using var dashboard = await StartAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/insights?title=mainconcern");
        await Expect(window.Page.GetByLabel("How often it came up")).ToContainTextAsync(BrowserPage.Words("1 call", "none", "7 days"), new() { IgnoreCase = true });

        await window.Page.GetByRole(AriaRole.Combobox, new() { Name = "Agent" }).SelectOptionAsync("Ravi Patel");
        await Expect(window.Page).ToHaveURLAsync(new Regex("staffPhone="));
        await Expect(window.Call(First)).ToContainTextAsync("Pricing for the Pro plan");
        await window.Page.Locator(".trend summary").ClickAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Fri 15 May" }).ClickAsync();
        await Expect(window.Page.GetByLabel("How often it came up")).ToContainTextAsync(BrowserPage.Words("1 call", "none", "day before"), new() { IgnoreCase = true });

        await window.GoToAsync(new Uri(dashboard.Url, "/insights?stage=Nowhere"));
        await Expect(window.Saying("no insights")).ToBeVisibleAsync();
        await Expect(window.Page.GetByRole(AriaRole.Combobox, new() { Name = "Stage" })).ToHaveValueAsync("Nowhere");
        await window.AssertHealthyAsync();
    }

    [Fact]
    public async Task SavedSearch_CountsWhatIsNewUntilItIsOpened_AndNotifies()
    {
        await using var dashboard = await StartAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/tasks");
        await window.Page.AddInitScriptAsync(Notifications);
        await window.GoToAsync(new Uri(dashboard.Url, "/insights?show=transcripts&q=thanks"));
        await Expect(window.Call(First)).ToBeVisibleAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Save this search" }).ClickAsync();
        await window.Page.GetByLabel("Name of the search").FillAsync("Gratitude");
        await window.Page.Keyboard.PressAsync("Enter");
        var saved = window.Page.GetByRole(AriaRole.List, new() { Name = "Saved searches" }).GetByRole(AriaRole.Link);
        await Expect(saved).ToHaveTextAsync("Gratitude");
        await window.WaitUntilReadyAsync(".notify");
        await window.Page.GetByLabel("Notify me of what is new").CheckAsync();
        await Expect(window.Saying("while a page")).ToBeVisibleAsync();
        await window.AssertHealthyAsync();

        // On other pages it is announced with its name; a click opens it.
        await window.GoToAsync(new Uri(dashboard.Url, "/tasks"));
        await window.Page.EvaluateAsync("Notification.permission = 'granted'");
        await dashboard.PostAsync(Another());
        await dashboard.PostAsync(AnotherSummary());
        await window.Page.WaitForFunctionAsync("() => notified.length === 1");
        Assert.Equal("Gratitude: 1 new", await window.Page.EvaluateAsync<string>("notified[0].title"));

        await window.GoToAsync(new Uri(dashboard.Url, "/insights"));
        await Expect(saved).ToHaveTextAsync("Gratitude 1 new");
        await saved.ClickAsync();
        await Expect(window.Call(Second)).ToBeVisibleAsync();
        await Expect(saved).ToHaveTextAsync("Gratitude");
        await window.GoToAsync(new Uri(dashboard.Url, "/insights"));
        await Expect(saved).ToHaveTextAsync("Gratitude");
    }

    [Fact]
    public async Task Summaries_NewOne_IsOfferedWithoutMovingTheList()
    {
        await using var dashboard = await StartAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/insights?show=summaries");
        await Expect(window.Call(First)).ToContainTextAsync("to discuss Pro plan pricing");

        await dashboard.PostAsync(Another());
        await dashboard.PostAsync(AnotherSummary());
        var show = window.Page.GetByRole(AriaRole.Button, new() { Name = "Show 1 new" });
        await Expect(show).ToBeVisibleAsync();
        await Expect(window.Call(Second)).ToHaveCountAsync(0);
        await show.ClickAsync();
        await Expect(window.Call(Second)).ToContainTextAsync("Said thanks");
        await Expect(show).ToHaveCountAsync(0);
        await window.AssertHealthyAsync();
    }

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task WhoAskedAboutPriceAndDidNotBuy_IsFoundSavedAndHeard(int width, int height)
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(
            Asking(1, "+917000000001", "Won"), About(1, "Price", "Positive"), Asking(2, "+917000000002", "New"), About(2, "price.", "Negative"),
            Asking(3, "+917000000002", "New"), About(3, "Delivery", "Negative"));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/insights", width, height);
        await Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "Negative 67 %" })).ToBeVisibleAsync();
        await window.AssertHealthyAsync();

        // The values of a title, by calls and callers.
        await window.Page.GetByRole(AriaRole.Navigation, new() { Name = "Titles" }).GetByRole(AriaRole.Link, new() { Name = "Main concern" }).ClickAsync();
        var ranking = window.Page.GetByRole(AriaRole.Table, new() { Name = "how many calls and callers" });
        await Expect(ranking.GetByRole(AriaRole.Row, new() { Name = "Price 2 2" })).ToBeVisibleAsync();
        await Expect(ranking.GetByRole(AriaRole.Row, new() { Name = "Delivery 1 1" })).ToBeVisibleAsync();
        await ranking.GetByRole(AriaRole.Link, new() { Name = "Price", Exact = true }).ClickAsync();
        await Expect(window.Call(3)).ToHaveCountAsync(0);
        await Expect(window.Call(1)).ToBeVisibleAsync();

        // Without those who bought; the search is kept.
        await window.Page.GetByRole(AriaRole.Combobox, new() { Name = "Leave out" }).SelectOptionAsync("Won");
        await Expect(window.Call(1)).ToHaveCountAsync(0);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Save this search" }).ClickAsync();
        await window.Page.GetByLabel("Name of the search").FillAsync("Price, not bought");
        await window.Page.Keyboard.PressAsync("Enter");
        await window.GoToAsync(new Uri(dashboard.Url, "/insights"));
        await window.Page.GetByRole(AriaRole.List, new() { Name = "Saved searches" }).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "Remove filter: Price" })).ToBeVisibleAsync();
        await window.AssertHealthyAsync();

        // The sentence in which it was said.
        await window.Call(2).GetByRole(AriaRole.Link, new() { Name = "What is the price" }).ClickAsync();
        await window.Page.WaitForURLAsync(new Regex("/calls/2\\?(.*&)?t=7(&|$)"));
    }

    [Fact]
    public async Task Page_OnAnyScreen_FitsAndIsAccessible()
    {
        await using var dashboard = await StartAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/tasks");

        await window.AssertHealthyAsync(
            dashboard,
            [
                ("/insights?title=mainconcern&q=pricing", 390, 844, ColorScheme.Dark),
                ("/insights?show=summaries&q=plan", 390, 844, ColorScheme.Light),
                ("/insights?show=summaries&range=nonsense", 1440, 900, ColorScheme.Dark),
                ("/insights?show=transcripts&q=thanks", 1440, 900, ColorScheme.Dark),
                ("/insights?show=transcripts&q=nonsense", 2560, 1440, ColorScheme.Light),
            ],
            () => Expect(window.Page.Locator(".rows > li, .notice").First).ToBeVisibleAsync());
    }

    private static async Task<RunningDashboard> StartAsync()
    {
        var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(Payload.Sample("ALL_CALLS"));
        await dashboard.PostAsync(Payload.Sample("CDR_SUMMARY_READY").With(summary => summary["transcription"]!.AsArray().Add(
            new JsonObject { ["speaker"] = "customer", ["text"] = "आपकी क़ीमत क्या है?", ["start"] = 73.4, ["end"] = 75 })));
        return dashboard;
    }

    private static Payload Asking(long cdrId, string phone, string stage) => Payload.AnsweredCall(cdrId, $"2026-05-15T10:0{cdrId}:00Z").With(call =>
    {
        (call["cdr_uuid"], call["cdr_phone"]) = ($"8f4e2a31-2b6d-4c3a-9f1e-00000000000{cdrId}", phone);
        (call["contact_id"], call["contact_lead_stage_name"]) = (70 + cdrId, stage);
    });

    private static Payload About(long cdrId, string concern, string sentiment) => Payload.Summary($"8f4e2a31-2b6d-4c3a-9f1e-00000000000{cdrId}", "Text", 60).With(summary =>
    {
        summary["summary"] = new JsonObject
        {
            ["insights"] = new JsonArray(
                new JsonObject { ["title"] = "Main concern", ["value"] = concern }, new JsonObject { ["title"] = "Sentiment", ["value"] = sentiment }),
        };
        summary["transcription"] = new JsonArray(new JsonObject { ["speaker"] = "customer", ["text"] = "What is the price?", ["start"] = 7, ["end"] = 9 });
    });

    private static string Another() => Payload.Sample("ALL_CALLS").With(call =>
    {
        call["cdr_id"] = Second;
        call["cdr_duration"] = 77;
        call["cdr_phone"] = People.Stranger;
        call["cdr_start"] = "2026-05-15T09:30:00.000Z";
        call["cdr_answer"] = "2026-05-15T09:30:08.000Z";
        call["cdr_end"] = "2026-05-15T09:31:25.000Z";
        foreach (var field in call.Where(field => field.Key.StartsWith("contact_", StringComparison.Ordinal)).Select(field => field.Key).ToList())
            call.Remove(field);
    });

    private static string AnotherSummary() => Payload.Sample("CDR_SUMMARY_READY").With(summary =>
    {
        summary["cdr_uuid"] = "8f4e2a31-2b6d-4c3a-9f1e-000000000077";
        summary["cdr_duration"] = 77;
        summary["summary_text"] = "Said thanks.";
        summary["summary"]!["summary_text"] = "Said thanks.";
        summary["transcription"] = new JsonArray(new JsonObject { ["speaker"] = "customer", ["text"] = "Many thanks!", ["start"] = 5, ["end"] = 6 });
    });
}
