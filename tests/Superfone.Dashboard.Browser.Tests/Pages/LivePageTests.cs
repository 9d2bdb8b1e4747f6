using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

[assembly: AssemblyFixture(typeof(Superfone.Dashboard.Browser.Tests.Browser))]

namespace Superfone.Dashboard.Browser.Tests.Pages;

public sealed class LivePageTests(Browser browser)
{
    private const long AnsweredId = 9876543;
    private const long MissedId = 9876544;

    [Fact]
    public async Task LivePage_WithoutCalls_SaysWhatToDoNext()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await using var window = await BrowserPage.OpenAsync(browser, dashboard);

        await Expect(window.Saying("no call has")).ToBeVisibleAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Connect Superfone" }).ClickAsync();
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Set up step by step");
    }

    [Fact]
    public async Task LivePage_CallPosted_ShowsItWithoutReloadAndOpensIt()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await using var window = await BrowserPage.OpenAsync(browser, dashboard);
        await window.Page.EvaluateAsync("() => window.isSamePage = true");

        await dashboard.PostAsync(Payload.Sample("ALL_CALLS"));
        var row = window.Call(AnsweredId);
        await Expect(row).ToContainTextAsync("Asha Kumar");
        await Expect(row).ToContainTextAsync("Answered");
        await Expect(row).ToContainTextAsync("2:22");
        await Expect(row).ToContainTextAsync("Ravi Patel");
        await Expect(Tile(window, "Calls today")).ToContainTextAsync("1");

        await dashboard.PostAsync(MissedCall());
        await Expect(window.Page.Locator(".rows > li").First).ToHaveAttributeAsync("data-cdr-id", $"{MissedId}");
        await Expect(window.Call(MissedId)).ToContainTextAsync("+91 70000 11111");
        await Expect(window.Call(MissedId).GetByRole(AriaRole.Link, new() { Name = "Call back" })).ToHaveAttributeAsync("href", "tel:+917000011111");
        await Expect(Tile(window, "To call back")).ToContainTextAsync("1");
        Assert.True(await window.Page.EvaluateAsync<bool>("() => window.isSamePage"));

        await row.ClickAsync();
        await Expect(window.Page).ToHaveURLAsync(new Uri(dashboard.Url, $"/calls/{AnsweredId}").ToString());
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Asha Kumar");
        await window.AssertHealthyAsync();
    }

    [Fact]
    public async Task LivePage_ByKeyboard_OpensACall()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(Payload.Sample("ALL_CALLS"));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard);

        await window.Call(AnsweredId).GetByRole(AriaRole.Link, new() { Name = "Asha Kumar" }).FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");

        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Asha Kumar");
        await Expect(window.Page).ToHaveTitleAsync("Asha Kumar · Superfone Dashboard");
    }

    [Fact]
    public async Task LivePage_OnAnyScreen_FitsAndIsAccessible()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(Payload.Sample("ALL_CALLS"));
        await dashboard.PostAsync(MissedCall());
        await using var window = await BrowserPage.OpenAsync(browser, dashboard);

        await Expect(window.Page.Locator(".rows > li")).ToHaveCountAsync(2);
        await window.AssertHealthyOnAnyScreenAsync();
        await window.ShowOnAsync(390, 844, ColorScheme.Light);
        await Expect(window.Page.Locator("body")).ToHaveCSSAsync("background-color", "rgb(246, 247, 247)");
        await window.ShowOnAsync(390, 844, ColorScheme.Dark);
        await Expect(window.Page.Locator("body")).ToHaveCSSAsync("background-color", "rgb(16, 21, 20)");
    }

    private static ILocator Tile(BrowserPage window, string label) =>
        window.Page.Locator(".tile").Filter(new() { HasText = label }).Locator(".tile-value");

    private static string MissedCall() => Payload.Sample("ALL_CALLS").With(call =>
    {
        call["cdr_start"] = "2026-05-15T10:35:00.000Z";
        call["cdr_end"] = "2026-05-15T10:35:20.000Z";
        call["cdr_id"] = MissedId;
        call["cdr_call_type"] = "INBOUND";
        call["cdr_disposition"] = "NOANSWER";
        call["cdr_answer"] = null;
        call["cdr_phone"] = "+917000011111";
        foreach (var field in call.Where(field => field.Key.StartsWith("contact_", StringComparison.Ordinal)).Select(field => field.Key).ToList())
            call.Remove(field);
    });
}
