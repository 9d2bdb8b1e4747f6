using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Pages.Settings;

public sealed class PasskeyTests(Browser browser)
{
    [Fact]
    public async Task Passkey_Added_SignsInWithoutPasswordUntilItIsRemoved()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var window = await BrowserPage.OpenAsync(browser);
        var page = window.Page;

        // A passkey belongs to a domain, which an address is not.
        var url = new UriBuilder(dashboard.Url) { Host = "localhost" }.Uri;
        await AddAuthenticatorAsync(page);
        await window.GoToAsync(new Uri(url, "/login?returnUrl=/account/second-factor"));
        await page.GetByLabel("Email").FillAsync(RunningDashboard.OwnerEmail);
        await page.GetByLabel("Password").FillAsync(RunningDashboard.OwnerPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await page.GetByLabel("Name").FillAsync("Counter phone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Expect(page.GetByText("Counter phone")).ToBeVisibleAsync();
        await window.AssertHealthyAsync();

        await page.Context.ClearCookiesAsync();
        await window.GoToAsync(new Uri(url, "/login?returnUrl=/account/second-factor"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Expect(page.GetByText("Counter phone")).ToHaveCountAsync(0);

        await page.Context.ClearCookiesAsync();
        await window.GoToAsync(new Uri(url, "/login"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
    }

    private static async Task AddAuthenticatorAsync(IPage page)
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
