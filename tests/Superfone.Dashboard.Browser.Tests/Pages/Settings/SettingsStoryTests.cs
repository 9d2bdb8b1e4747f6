using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Pages.Settings;

/// <summary>An owner goes through the pages of settings that have no test of their own, from their contents and back.</summary>
public sealed class SettingsStoryTests(Browser browser)
{
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    [Fact]
    public async Task Settings_ChangedOneAfterTheOther_AreInEffectAtOnceAndStandInTheContents()
    {
        await using var dashboard = await RunningDashboard.StartAsync(new Dictionary<string, string?> { ["Superfone:Recordings:Enabled"] = null });
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/settings");
        var page = window.Page;
        await Expect(State(page, "/connect")).ToHaveTextAsync("Nothing received yet");
        await Expect(State(page, "/welcome")).ToHaveTextAsync("1 of 5 steps done");
        await Expect(State(page, "/settings/users")).ToHaveTextAsync("1 person");
        await Expect(page.Locator("[data-section]")).ToHaveCountAsync(await page.Locator("[data-section] [data-state]").CountAsync());
        await AssertHealthyAtBothSizesAsync(window);

        // The business.
        await OpenAsync(page, "/settings/business");
        var name = page.GetByRole(AriaRole.Group, new() { Name = "Name of the business" }).GetByRole(AriaRole.Textbox);
        await name.FillAsync("Acme Traders");
        await SaveAsync(page, "Name of the business");
        await Expect(page.Locator(".top-bar > .business")).ToHaveTextAsync("Acme Traders");
        await Expect(page.Locator("[data-local-time]")).ToBeVisibleAsync();
        await page.GetByLabel("Choose a picture").SetInputFilesAsync(new FilePayload { Name = "logo.png", MimeType = "image/png", Buffer = Png });
        await Expect(page.Locator(".card img[alt=Logo]")).ToBeVisibleAsync();
        await Expect(page.Locator("img[src^='/images/logo']")).Not.ToHaveCountAsync(1);
        await AssertHealthyAtBothSizesAsync(window);

        // Recordings, whose limits are in megabytes.
        await OpenAsync(page, "/settings/recordings");
        await Expect(page.Locator("[data-figure=recordings]")).ToContainTextAsync("0");
        await page.GetByRole(AriaRole.Spinbutton, new() { Name = "Downloads at once" }).FillAsync("100");
        await page.Locator(".card").Filter(new() { HasText = "Downloads at once" }).GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(BrowserPage.Words("Downloads at once", "100", "1", "64"));
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Download recordings" }).UncheckAsync();
        await SaveAsync(page, "Download recordings");
        await AssertHealthyAtBothSizesAsync(window);

        // Notifications.
        await OpenAsync(page, "/settings/push");
        await Expect(page.Locator("[data-devices='0']")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Notify phones and computers" }).UncheckAsync();
        await SaveAsync(page, "Notify phones and computers");
        await AssertHealthyAtBothSizesAsync(window);

        // About: the short version, and the whole one for whoever asks.
        await OpenAsync(page, "/settings/about");
        await Expect(page.Locator("[data-figure=version]")).ToHaveTextAsync(Configuration.ApplicationVersion.Brief);
        await Expect(page.Locator("[data-figure=version]")).ToHaveAttributeAsync("title", Configuration.ApplicationVersion.Full);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Licences" })).ToContainTextAsync("MudBlazor");
        await AssertHealthyAtBothSizesAsync(window);

        await window.GoToAsync(new Uri(dashboard.Url, "/settings"));
        await Expect(State(page, "/settings/business")).ToHaveTextAsync("Acme Traders");
        await Expect(State(page, "/settings/recordings")).ToHaveTextAsync("Off");
        await Expect(State(page, "/settings/push")).ToHaveTextAsync("Off");
        await Expect(State(page, "/settings/about")).ToHaveTextAsync(Configuration.ApplicationVersion.Number);
    }

    private static ILocator State(IPage page, string href) => page.Locator($"[data-section='{href}'] [data-state]");

    private static async Task OpenAsync(IPage page, string href)
    {
        if (!await page.Locator($"[data-section='{href}']").IsVisibleAsync())
            await page.GetByRole(AriaRole.Navigation, new() { Name = "Settings", Exact = true }).GetByRole(AriaRole.Link, new() { Name = "All settings" }).ClickAsync();
        await page.Locator($"[data-section='{href}']").ClickAsync();
        await page.WaitForURLAsync($"**{href}");
    }

    private static async Task SaveAsync(IPage page, string field)
    {
        var form = page.Locator("form").Filter(new() { HasText = field });
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(form.GetByRole(AriaRole.Status).Filter(new() { HasText = "Saved" })).ToBeVisibleAsync();
    }

    private static async Task AssertHealthyAtBothSizesAsync(BrowserPage window)
    {
        await window.AssertHealthyAsync();
        await window.Page.SetViewportSizeAsync(390, 844);
        await window.AssertHealthyAsync();
        await window.Page.SetViewportSizeAsync(1440, 900);
    }
}
