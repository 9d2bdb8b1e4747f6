using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Pages.Settings;

/// <summary>Turning notifications on and off, in a browser whose push service is a stand-in.</summary>
public sealed class NotificationsCardTests(Browser browser)
{
    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task Notifications_TurnedOnAndTested_ReachTheDeviceUntilTheyAreOff(int width)
    {
        await using var push = await PushStandIn.StartAsync();
        await using var dashboard = await RunningDashboard.StartAsync(new Dictionary<string, string?> { ["Superfone:Push:AllowPrivateNetworks"] = "true" });
        await using var window = await BrowserPage.OpenAsync(browser, width, installsWorker: true);
        await window.SignInAsync(dashboard);
        var device = push.Subscribe();
        await window.Page.AddInitScriptAsync(
            $$"""
            // Headless browsers deny notifications, whatever they were granted.
            Object.defineProperty(Notification, 'permission', { get: () => 'granted' });
            Notification.requestPermission = async () => 'granted';
            let made = null;
            PushManager.prototype.getSubscription = async () => made;
            PushManager.prototype.subscribe = async () => made = { toJSON: () => ({ endpoint: '{{device.Endpoint}}', keys: { p256dh: '{{device.P256dh}}', auth: '{{device.Auth}}' } }), unsubscribe: async () => { made = null; return true; } };
            """);
        await window.GoToAsync(new Uri(dashboard.Url, "/account"));
        await window.WaitUntilReadyAsync(".push");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Turn on for this device" }).ClickAsync();
        await Expect(window.Page.GetByLabel("Missed calls")).ToBeCheckedAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Send a test" }).ClickAsync();
        await device.WaitAsync(1);
        await window.AssertHealthyAsync();
        await window.Page.Locator(".push").GetByRole(AriaRole.Button, new() { Name = "Turn off" }).ClickAsync();

        await Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Turn on for this device" })).ToBeVisibleAsync();
        Assert.Empty(push.Problems);
    }
}
