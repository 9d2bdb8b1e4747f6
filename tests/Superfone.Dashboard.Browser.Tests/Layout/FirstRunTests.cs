using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Superfone.Dashboard.Storage.Primary;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Layout;

public sealed class FirstRunTests(Browser browser)
{
    // Sample data is a few hundred deliveries, and removing it rebuilds the read model.
    private const float Patience = 60_000;

    [Fact]
    public async Task FirstRun_FromTheLinkToTheFirstEvent()
    {
        await using var dashboard = await RunningDashboard.StartAsync(new Dictionary<string, string?>
        {
            ["Superfone:Setup:OwnerEmail"] = null,
            ["Superfone:Setup:OwnerPassword"] = null,
        });
        await using var window = await BrowserPage.OpenAsync(browser);
        var page = window.Page;
        var token = dashboard.Services.GetRequiredService<SettingStore>().Find(SettingStore.SetupToken);

        await window.GoToAsync(new Uri(dashboard.Url, $"/setup?token={token}"));
        await page.GetByLabel("Email").FillAsync("owner@example.com");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("correct horse battery");
        await page.GetByLabel("Password again").FillAsync("correct horse battery");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();

        await page.WaitForURLAsync("**/connect");
        await window.WaitUntilReadyAsync();
        await Expect(page.GetByText($"{dashboard.Url}webhooks/superfone")).ToBeVisibleAsync();
        await Expect(page.GetByText($"Bearer {RunningDashboard.Secret}")).ToBeVisibleAsync();
        await Expect(page.GetByText("Superfone cannot reach 127.0.0.1")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Send a test delivery" }).ClickAsync();
        await Expect(page.GetByText(BrowserPage.Words("works", "number 1"))).ToBeVisibleAsync();

        var calls = page.Locator("[data-event=ALL_CALLS]");
        await Expect(calls).ToContainTextAsync(BrowserPage.Words("every call"), new() { IgnoreCase = true });
        await dashboard.PostAsync(Payload.Sample("ALL_CALLS").With("superfone_number", "+918000077777"));
        await Expect(calls).ToContainTextAsync("First:");
        await Expect(page.Locator("[data-event]").Filter(new() { HasText = "First:" })).ToHaveCountAsync(1);
        await window.AssertHealthyAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Look around with sample data" }).ClickAsync();
        await Expect(page.GetByText(BrowserPage.Words("sample data is"))).ToBeVisibleAsync(new() { Timeout = Patience });
        await Expect(page.Locator("[data-cdr-id]")).ToHaveCountAsync(50, new() { Timeout = Patience });
        await window.AssertHealthyAsync();

        // Sample events tick nothing.
        await window.GoToAsync(new Uri(dashboard.Url, "/connect"));
        await Expect(page.Locator("[data-event]").Filter(new() { HasText = "First:" })).ToHaveCountAsync(1);

        // With the sample data go its number and its calls.
        await window.GoToAsync(new Uri(dashboard.Url, "/calls"));
        await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Superfone number" })).ToBeVisibleAsync();
        await Expect(page.GetByText(BrowserPage.Words("calls")).And(page.GetByRole(AriaRole.Status))).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove sample data" }).ClickAsync();
        await Expect(page.GetByText("1 call", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = Patience });
        await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Superfone number" })).ToHaveCountAsync(0);

        await window.GoToAsync(dashboard.Url);
        await Expect(page.Locator("[data-cdr-id]")).ToHaveCountAsync(1, new() { Timeout = Patience });
        await Expect(window.Call(9876543)).ToBeVisibleAsync();
        await Expect(page.GetByText(BrowserPage.Words("sample data is"))).ToHaveCountAsync(0);
        await window.AssertHealthyAsync();
    }

    [Fact]
    public async Task EmptyDashboard_OnAPhone_OffersSampleDataAndTakesItAway()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, width: 390, height: 844, scheme: ColorScheme.Dark);
        var page = window.Page;

        await Expect(page.GetByText(BrowserPage.Words("no call has"))).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Look around with sample data" }).ClickAsync();
        await Expect(page.Locator("[data-cdr-id]")).ToHaveCountAsync(50, new() { Timeout = Patience });
        await window.AssertHealthyAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove sample data" }).ClickAsync();
        await Expect(page.GetByText(BrowserPage.Words("no call has"))).ToBeVisibleAsync(new() { Timeout = Patience });
        await window.AssertHealthyAsync();
    }
}
