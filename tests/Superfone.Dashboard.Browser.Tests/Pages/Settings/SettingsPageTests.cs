using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Pages.Settings;

public sealed class SettingsPageTests(Browser browser)
{
    [Fact]
    public async Task Recompute_Asked_SaysWhenEverythingIsRecomputed()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.PostAsync(Payload.Sample("ALL_CALLS"));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/settings");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Recompute" }).ClickAsync();

        await Expect(window.Saying("done", "1.")).ToBeVisibleAsync();
        await window.AssertHealthyAsync();
        await window.GoToAsync(dashboard.Url);
        await Expect(window.Call(9876543)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SignOut_Clicked_AsksForThePasswordAndOnceMoreAfterAWrongOne()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/settings");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Sign in");
        await window.GoToAsync(dashboard.Url);

        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Sign in");

        // A wrong password is typed again at once.
        await window.Page.GetByLabel("Email").FillAsync(RunningDashboard.OwnerEmail);
        await window.Page.GetByLabel("Password").FillAsync("wrong");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(window.Page.GetByLabel("Password")).ToBeFocusedAsync();
        await Expect(window.Page.GetByLabel("Email")).ToHaveValueAsync(RunningDashboard.OwnerEmail);
    }
}
