using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Superfone.Dashboard.Configuration;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Pages;

public sealed class LiveFeedTests(Browser browser)
{
    [Fact]
    public async Task Paused_NothingMoves_AndTheChipsHold()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await PostAsync(dashboard, 1, "OUTBOUND");
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/?direction=outbound");
        await Expect(window.Call(1)).ToBeVisibleAsync();

        await window.Page.Keyboard.PressAsync("p");
        await Expect(window.Page.Locator(".live-state .now")).ToHaveTextAsync("Paused");
        await PostAsync(dashboard, 2, "INBOUND");
        await PostAsync(dashboard, 3, "OUTBOUND");
        await Expect(window.Page.Locator(".live-state .now")).ToHaveTextAsync("Paused (1 waiting)");
        await Expect(window.Page.Locator(".rows > li")).ToHaveCountAsync(1);
        await window.AssertHealthyAsync();

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Resume · 1 waiting" }).ClickAsync();
        await Expect(window.Page.Locator(".rows > li").First).ToHaveAttributeAsync("data-cdr-id", "3");
        await Expect(window.Call(2)).ToHaveCountAsync(0);
        await Expect(window.Page.Locator(".live-state .now")).ToHaveTextAsync("Live");

        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Inbound", Exact = true }).ClickAsync();
        await Expect(window.Call(2)).ToBeVisibleAsync();
        await Expect(window.Call(3)).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(1440, 700)]
    [InlineData(390, 844)]
    public async Task ScrolledDown_NewCallsWaitUntilOneGoesUp(int width, int height)
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        for (var id = 1; id <= 30; id++)
            await PostAsync(dashboard, id);
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/", width, height);
        var reading = window.Call(10);
        await Expect(window.Page.Locator(".rows > li")).ToHaveCountAsync(30);

        await reading.EvaluateAsync("row => row.scrollIntoView({ block: 'center' })");
        var top = await window.Page.EvaluateAsync<double>("() => document.querySelector('[data-cdr-id=\"10\"]').getBoundingClientRect().top");
        await Expect(window.Page.Locator(".feed")).ToHaveAttributeAsync("data-held", "");
        await PostAsync(dashboard, 31);
        await PostAsync(dashboard, 32);
        var pill = window.Page.GetByRole(AriaRole.Button, new() { Name = "2 new" });
        await Expect(pill).ToBeVisibleAsync();
        Assert.Equal(top, await window.Page.EvaluateAsync<double>("() => document.querySelector('[data-cdr-id=\"10\"]').getBoundingClientRect().top"), 1);
        await window.AssertHealthyAsync();

        await pill.ClickAsync();
        await Expect(window.Page.Locator(".rows > li").First).ToHaveAttributeAsync("data-cdr-id", "32");
        await Expect(window.Call(32)).ToBeInViewportAsync();
        await Expect(pill).ToHaveCountAsync(0);
        await PostAsync(dashboard, 33);
        await Expect(window.Page.Locator(".rows > li").First).ToHaveAttributeAsync("data-cdr-id", "33");
    }

    [Fact]
    public async Task AllEvents_ShowWhatHappenedInPlainWords()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(Payload.Sample("ALL_CALLS"));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard);

        await window.Page.GetByRole(AriaRole.Link, new() { Name = "All events" }).ClickAsync();
        await Expect(window.Page.Locator("[data-delivery-id='1']")).ToContainTextAsync("Outbound · Answered · Ravi Patel");
        await dashboard.PostAsync(Payload.StageChange("Qualified"));
        var row = window.Page.Locator("[data-delivery-id='2']");
        await Expect(row).ToContainTextAsync("→ Qualified");
        await Expect(row.GetByRole(AriaRole.Link, new() { Name = "Contact changed" })).ToHaveAttributeAsync("href", "/deliveries/2");
        await Expect(row.GetByRole(AriaRole.Link, new() { Name = "Asha Kumar" })).ToHaveAttributeAsync("href", "/contacts/12345");
        await window.AssertHealthyAsync();
    }

    [Fact]
    public async Task Alerts_AreRememberedOnThisComputer()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await using var window = await BrowserPage.OpenAsync(browser, dashboard);
        await window.WaitUntilReadyAsync(".alerts");
        var sound = window.Page.GetByLabel("Play a sound");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Alerts for missed calls" }).ClickAsync();
        await sound.CheckAsync();
        await PostAsync(dashboard, 1, "INBOUND", "NOANSWER");
        await Expect(window.Call(1)).ToBeVisibleAsync();
        await window.GoToAsync(dashboard.Url);
        await window.WaitUntilReadyAsync(".alerts");
        await PostAsync(dashboard, 2, "INBOUND", "NOANSWER");
        await Expect(window.Call(2)).ToBeVisibleAsync();

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Alerts for missed calls" }).ClickAsync();
        await Expect(sound).ToBeCheckedAsync();
        await window.AssertHealthyAsync();
    }

    [Theory]
    [InlineData(1920, 1080, ColorScheme.Dark)]
    [InlineData(2560, 1440, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Light)]
    public async Task Wall_ShowsTheDay_AndHidesNumbersWhereAsked(int width, int height, ColorScheme scheme)
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await PostAsync(dashboard, 1, "INBOUND", "NOANSWER");
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/wall?mask=1", width, height, scheme);

        await Expect(window.Page.GetByText("+91 ••••• •1111")).ToHaveCountAsync(2);
        await PostAsync(dashboard, 2);
        await Expect(window.Page.Locator("ol > li").First).ToHaveAttributeAsync("data-cdr-id", "2");
        await Expect(window.Page.Locator("dd").First).ToHaveTextAsync("2");
        await ClaimAsync(dashboard);
        await Expect(window.Page.GetByText("Agent script is calling")).ToHaveCountAsync(2);
        await window.AssertHealthyAsync();
    }

    private static async Task ClaimAsync(RunningDashboard dashboard)
    {
        using var agent = dashboard.CreateClient(Roles.Agent);
        var waiting = await agent.GetFromJsonAsync<JsonObject>("/api/v1/follow-ups", TestContext.Current.CancellationToken);
        using var reply = await agent.PostAsJsonAsync($"/api/v1/follow-ups/{waiting!["items"]![0]!["id"]}/claim", new { }, TestContext.Current.CancellationToken);
        reply.EnsureSuccessStatusCode();
    }

    // The higher its id, the later it ended.
    private static Task<HttpResponseMessage> PostAsync(RunningDashboard dashboard, long id, string type = "OUTBOUND", string disposition = "ANSWER") =>
        dashboard.PostAsync(Payload.Sample("ALL_CALLS").With(call =>
        {
            call["cdr_id"] = id;
            call["cdr_call_type"] = type;
            call["cdr_disposition"] = disposition;
            call["cdr_end"] = $"2026-05-15T10:38:{id:00}.000Z";
            if (disposition == "ANSWER")
                return;
            call["cdr_answer"] = null;
            call["cdr_phone"] = "+917000011111";
            foreach (var field in call.Where(field => field.Key.StartsWith("contact_", StringComparison.Ordinal)).Select(field => field.Key).ToList())
                call.Remove(field);
        }));
}
