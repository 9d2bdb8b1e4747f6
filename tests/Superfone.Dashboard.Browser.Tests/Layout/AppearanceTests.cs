using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Layout;

/// <summary>Light and dark, as a person chooses.</summary>
public sealed class AppearanceTests(Browser browser)
{
    private const string DarkSurface = "rgb(16, 21, 20)";
    private const string LightSurface = "rgb(246, 247, 247)";

    [Fact]
    public async Task Dark_ChosenOnALightDevice_IsThereAtOnceEverywhereButOnPaper()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/account", 390, 844, hasTouch: true);
        var other = await window.Page.Context.NewPageAsync();
        await other.GotoAsync(new Uri(dashboard.Url, "/analytics").ToString());
        await other.Locator("body[data-circuit=ready]").WaitForAsync();
        await window.Page.EvaluateAsync("() => window.isSamePage = true");

        await window.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Dark" }).ClickAsync();

        await ShowsAsync(window.Page, DarkSurface);
        await ShowsAsync(other, DarkSurface);
        Assert.True(await window.Page.EvaluateAsync<bool>("() => window.isSamePage"));
        Assert.Equal("dark", await window.Page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).colorScheme"));
        Assert.Equal("#56B4E9", await other.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).getPropertyValue('--chart-1')"));
        await window.AssertHealthyAsync();

        await other.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal("#0072B2", await other.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).getPropertyValue('--chart-1')"));
        await ShowsAsync(other, "rgb(255, 255, 255)");

        // From its first byte, and before any script.
        await window.Page.Context.RouteAsync("**/*.js", route => route.AbortAsync());
        await window.Page.GotoAsync(new Uri(dashboard.Url, "/calls").ToString());
        await ShowsAsync(window.Page, DarkSurface);
        await window.Page.GotoAsync(new Uri(dashboard.Url, "/error").ToString());
        await ShowsAsync(window.Page, DarkSurface);
    }

    [Fact]
    public async Task Light_ChosenInTheMenuOnADarkDevice_StaysAfterSigningOut_AndEndsAsTheDevice()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/account", scheme: ColorScheme.Dark);
        await ShowsAsync(window.Page, DarkSurface);

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Menu", Exact = true }).ClickAsync();
        await window.Page.Locator("#menu").GetByRole(AriaRole.Button, new() { Name = "Light" }).ClickAsync();
        await ShowsAsync(window.Page, LightSurface);
        await Expect(window.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Light" })).ToHaveAttributeAsync("aria-pressed", "true");
        await window.AssertHealthyAsync();

        await window.Page.Locator("#menu").GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await ShowsAsync(window.Page, LightSurface);

        await window.SignInAsync(dashboard, "/account");
        await window.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "As device" }).ClickAsync();
        await ShowsAsync(window.Page, DarkSurface);
    }

    private static Task ShowsAsync(IPage page, string colour) => Expect(page.Locator("body")).ToHaveCSSAsync("background-color", colour);
}
