using System.Net.Http.Json;
using Microsoft.Playwright;
using Superfone.Dashboard.Configuration;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Pages.Settings;

public sealed class DestinationsPageTests(Browser browser)
{
    [Theory]
    [InlineData(390, 844)]
    [InlineData(1440, 900)]
    public async Task Destination_IsMadeReceivesEventsFailsAndReceivesAgain(int width, int height)
    {
        var time = new ShiftedTime();
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var dashboard = await RunningDashboard.StartAsync(new Dictionary<string, string?> { ["Superfone:Destinations:AllowPrivateNetworks"] = "true" }, time);
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/destinations", width, height, hasTouch: width < 1000);
        await Expect(window.Saying("Events go nowhere else yet")).ToBeVisibleAsync();
        await window.AssertHealthyAsync();

        await ClickAsync(window, "Add destination");
        await window.Page.GetByLabel("Name").FillAsync("Warehouse");
        await window.Page.GetByLabel("Address").FillAsync(receiver.Url);
        await window.Page.GetByLabel("Direction").SelectOptionAsync("Outbound");
        await window.AssertHealthyAsync();
        await ClickAsync(window, "Create destination");
        var secret = await window.Page.Locator(".destination-secret code").InnerTextAsync();
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);

        await ClickAsync(window, "Send test to Warehouse");
        await Expect(window.Saying("The receiver accepted it")).ToBeVisibleAsync();
        string body = Payload.SampleCall(5);
        (await dashboard.PostAsync(body)).Dispose();
        await receiver.WaitAsync(2);
        var post = receiver.Posts.Last();
        Assert.Equal(body, post.Text);
        Assert.True(post.IsSignedWith(secret));
        await Expect(window.Saying("It last accepted an event")).ToBeVisibleAsync();

        receiver.Answer = (_, _) => Task.FromResult(500);
        (await dashboard.PostAsync(Payload.SampleCall(6))).Dispose();
        await Expect(window.Saying("It has accepted nothing since")).ToBeVisibleAsync();
        await window.AssertHealthyAsync();
        time.Shift += TimeSpan.FromMinutes(61);
        var banner = window.Page.Locator("[data-failing-destination]");
        await Expect(banner).ToContainTextAsync("Warehouse");
        await Expect(banner.GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", "/destinations");
        await window.AssertHealthyAsync();
        time.Shift += TimeSpan.FromDays(3);
        await Expect(window.Saying("Failed for three days")).ToBeVisibleAsync();
        await Expect(window.Saying("The receiver answered with 500")).ToBeVisibleAsync();
        await window.AssertHealthyAsync();

        await window.Page.GetByText("Last attempts").ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.List, new() { Name = "Last attempts: Warehouse" }).GetByRole(AriaRole.Listitem).Nth(2)).ToBeVisibleAsync();
        await window.AssertHealthyAsync();

        receiver.Answer = (_, _) => Task.FromResult(200);
        await ClickAsync(window, "Send again: delivery 2");
        await Expect(window.Saying("1 event is sent again")).ToBeVisibleAsync();
        await receiver.WaitAsync(3);
        await Expect(window.Saying("Failed for three days")).ToHaveCountAsync(0);
        Assert.Single(receiver.Posts.Skip(2).Select(sent => sent.Id).Distinct());
    }

    [Fact]
    public async Task Destination_IsPausedChangedAndRemovedByKeyboard()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var dashboard = await RunningDashboard.StartAsync(new Dictionary<string, string?> { ["Superfone:Destinations:AllowPrivateNetworks"] = "true" });
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/destinations");
        await ClickAsync(window, "Add destination");
        await window.Page.GetByLabel("Name").FillAsync("Warehouse");
        await window.Page.GetByLabel("Address").FillAsync("nowhere:80");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("https");
        await window.Page.GetByLabel("Address").FillAsync(receiver.Url);
        await window.Page.Keyboard.PressAsync("Enter");

        await Expect(window.Page.Locator(".destination-secret button")).ToBeFocusedAsync();
        await PressAsync(window, "Pause Warehouse");
        await Expect(window.Saying("Paused: events wait")).ToBeVisibleAsync();
        (await dashboard.PostAsync(Payload.SampleCall(1))).Dispose();
        await Expect(window.Saying("1 event waits")).ToBeVisibleAsync();
        await PressAsync(window, "Resume Warehouse");
        await receiver.WaitAsync(1);

        await PressAsync(window, "Edit Warehouse");
        await window.Page.GetByLabel("Name").FillAsync("Depot");
        await window.Page.GetByRole(AriaRole.Combobox, new() { Name = "Missed" }).SelectOptionAsync("true");
        await PatchAsync(dashboard, new { accounts = new[] { "+918000099999" } });
        await PressAsync(window, "Save");
        await Expect(window.Saying("All events", "Missed")).ToContainTextAsync("+91 80000 99999");
        await PressAsync(window, "New secret for Depot");
        await PressAsync(window, "Yes, make a new secret");
        await Expect(window.Page.Locator(".destination-secret code")).ToContainTextAsync("whsec_");
        await Expect(window.Page.Locator(".destination-secret button")).ToBeFocusedAsync();
        await PressAsync(window, "Remove Depot");
        await PressAsync(window, "Yes, remove it");
        await Expect(window.Saying("Events go nowhere else yet")).ToBeVisibleAsync();
        await window.AssertHealthyAsync();
    }

    [Fact]
    public async Task Page_WhoseDatabaseFails_SaysSoAndRecovers()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/settings");

        dashboard.RunOnPrimary("ALTER TABLE Destinations RENAME COLUMN Name TO Away");
        await window.GoToAsync(new Uri(dashboard.Url, "/destinations"));
        await Expect(window.Page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Heading, new() { Name = "The destinations could not be loaded" })).ToBeVisibleAsync();
        await window.AssertHealthyAsync();

        dashboard.RunOnPrimary("ALTER TABLE Destinations RENAME COLUMN Away TO Name");
        await ClickAsync(window, "Try again");
        await Expect(window.Saying("Events go nowhere else yet")).ToBeVisibleAsync();
    }

    private static async Task PatchAsync(RunningDashboard dashboard, object change)
    {
        using var owner = dashboard.CreateClient(Roles.Owner);
        using var reply = await owner.PatchAsJsonAsync("/api/v1/destinations/1", change, TestContext.Current.CancellationToken);
        reply.EnsureSuccessStatusCode();
    }

    private static Task ClickAsync(BrowserPage window, string name) => window.Page.GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();

    private static Task PressAsync(BrowserPage window, string name) => window.Page.GetByRole(AriaRole.Button, new() { Name = name }).PressAsync("Enter");
}
