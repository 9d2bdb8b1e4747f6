using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Pages.Settings;

public sealed class PrivacyPageTests(Browser browser)
{
    [Fact]
    public async Task Erase_ConfirmedOnTheContactsPage_MakesItUnknown()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.PostAsync(Payload.Contact(12345));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/contacts/12345");
        var erase = window.Page.GetByRole(AriaRole.Button, new() { Name = "Erase this contact", Exact = true });

        await window.Page.GetByText("Erase this contact…").ClickAsync();
        await Expect(erase).ToBeDisabledAsync();
        await window.Page.GetByRole(AriaRole.Radio, new() { Name = "Delete at once" }).CheckAsync();
        await window.Page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await erase.ClickAsync();

        await Expect(window.Page.Locator("[data-contact-id]")).ToHaveCountAsync(0);
        await window.AssertHealthyAsync();
    }

    [Fact]
    public async Task Settings_ANumberOfDays_ShowsWhatWouldGoBeforeItIsSaved()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.PostAsync(Payload.Sample("ALL_CALLS"));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/settings/privacy");

        await window.Page.GetByRole(AriaRole.Group, new() { Name = "Days to keep recordings" }).GetByRole(AriaRole.Spinbutton).FillAsync("30");
        await window.Page.Keyboard.PressAsync("Tab");

        await Expect(window.Page.Locator("[data-dry-run]")).ToContainTextAsync("0 recordings");
        await window.AssertHealthyAsync();
    }
}
