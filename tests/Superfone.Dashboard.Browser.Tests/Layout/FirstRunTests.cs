using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Operations.Reach;
using Superfone.Dashboard.Storage.Primary;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Layout;

public sealed class FirstRunTests(Browser browser)
{
    // Sample data is a few hundred deliveries, and removing it rebuilds the read model.
    private const float Patience = 60_000;

    [Fact]
    public async Task FirstRun_FromTheLinkToTheFirstEventAndAnInvitation()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue("calls.example.com");
        await using var dashboard = await RunningDashboard.StartAsync(NoOwner, configure: builder => BeReachable(builder, certificate, authority));
        await using var window = await BrowserPage.OpenAsync(browser);
        var page = window.Page;
        var token = dashboard.Services.GetRequiredService<SettingStore>().Find(SettingStore.SetupToken);
        var never = page.Locator("main [data-first-event]");

        await window.GoToAsync(new Uri(dashboard.Url, $"/setup?token={token}"));
        await page.GetByLabel("Email").FillAsync("owner@example.com");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("correct horse battery");
        await page.GetByLabel("Password again").FillAsync("correct horse battery");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();

        // The business.
        await page.WaitForURLAsync("**/welcome");
        await window.WaitUntilReadyAsync();
        await Expect(Step(page, "Your account")).ToContainTextAsync("Done");
        await Expect(Step(page, "Your business")).ToHaveAttributeAsync("aria-current", "step");
        await Expect(never).ToBeVisibleAsync();
        await AssertHealthyAtBothSizesAsync(window);
        await page.GetByRole(AriaRole.Group, new() { Name = "Name of the business" }).GetByRole(AriaRole.Textbox).FillAsync("Acme");
        await SaveAsync(page, "Name of the business");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Monday" }).FillAsync("09:30-18:30");
        await SaveAsync(page, "Monday");
        await Expect(Step(page, "Your business")).ToContainTextAsync("Done");

        // The next step has the focus, for whoever cannot see it.
        await page.GetByRole(AriaRole.Link, new() { Name = "Next: Reachable from outside" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Reachable from outside" })).ToBeFocusedAsync();
        await Expect(page.Locator("[data-reach=NoAddress]")).ToBeVisibleAsync();
        await page.GetByText("nginx, a reverse proxy").ClickAsync();
        await AssertHealthyAtBothSizesAsync(window);

        // Left in the middle, and found again from any page.
        await window.GoToAsync(new Uri(dashboard.Url, "/tasks"));
        await AssertHealthyAtBothSizesAsync(window);
        await never.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Reachable from outside" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Address that the world sees" }).FillAsync($"https://calls.example.com:{SecurePort(dashboard)}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("[data-reach=Works]")).ToBeVisibleAsync();
        await Expect(Step(page, "Reachable from outside")).ToContainTextAsync("Done");
        await AssertHealthyAtBothSizesAsync(window);

        // What the dashboard sends itself proves nothing.
        await page.GetByRole(AriaRole.Link, new() { Name = "Next: Connect Superfone" }).ClickAsync();
        await Expect(page.GetByText($"https://calls.example.com:{SecurePort(dashboard)}/webhooks/superfone")).ToBeVisibleAsync();
        await Expect(page.GetByText($"Bearer {RunningDashboard.Secret}")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send a test delivery" }).ClickAsync();
        await Expect(page.GetByText(BrowserPage.Words("works", "number 1"))).ToBeVisibleAsync();
        await Expect(never).ToBeVisibleAsync();

        var calls = page.Locator("[data-event=ALL_CALLS]");
        await Expect(calls).ToContainTextAsync(BrowserPage.Words("every call"), new() { IgnoreCase = true });
        await dashboard.PostAsync(Payload.Sample("ALL_CALLS").With("superfone_number", "+918000077777"));
        await Expect(calls).ToContainTextAsync("First:");
        await Expect(page.Locator("[data-event]").Filter(new() { HasText = "First:" })).ToHaveCountAsync(1);
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "1 of 10" })).ToBeVisibleAsync();
        await Expect(never).ToHaveCountAsync(0);
        await Expect(Step(page, "Connect Superfone")).ToContainTextAsync("Done");
        await AssertHealthyAtBothSizesAsync(window);

        await page.GetByRole(AriaRole.Link, new() { Name = "Next: Invite your team" }).ClickAsync();
        await page.GetByLabel("Email").FillAsync("ravi@example.com");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create link" }).ClickAsync();
        await Expect(page.GetByText($"https://calls.example.com:{SecurePort(dashboard)}/invite?token=")).ToBeVisibleAsync();
        await Expect(Step(page, "Invite your team")).ToContainTextAsync("Done");
        await AssertHealthyAtBothSizesAsync(window);
        await page.GetByRole(AriaRole.Link, new() { Name = "Finish" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "is set up" })).ToBeVisibleAsync();
        await AssertHealthyAtBothSizesAsync(window);
    }

    [Fact]
    public async Task SampleData_BesideAFirstEvent_GoesWithItsNumberAndItsCalls()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.PostAsync(Payload.Sample("ALL_CALLS").With("superfone_number", "+918000077777"));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/connect");
        var page = window.Page;
        await Expect(page.GetByText("Superfone cannot reach 127.0.0.1")).ToBeVisibleAsync();

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
    public async Task NothingReceived_IsSaidToThoseWhoCannotChangeItWithoutALink()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.AddUserAsync("ravi@example.com", Roles.Viewer);
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/calls", 390, 844, email: "ravi@example.com");
        var never = window.Page.Locator("[data-first-event]");

        await Expect(never).ToContainTextAsync("Superfone");
        await Expect(never.GetByRole(AriaRole.Link)).ToHaveCountAsync(0);
        await window.GoToAsync(new Uri(dashboard.Url, "/wall"));
        await Expect(never).ToBeVisibleAsync();

        await dashboard.PostAsync(Payload.Sample("ALL_CALLS"));
        await Expect(never).ToHaveCountAsync(0);
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

    private static Dictionary<string, string?> NoOwner => new() { ["Superfone:Setup:OwnerEmail"] = null, ["Superfone:Setup:OwnerPassword"] = null };

    // The dashboard is its own proxy: it listens with TLS on a second port, to which every name leads.
    private static void BeReachable(WebApplicationBuilder builder, X509Certificate2 certificate, TestAuthority authority)
    {
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.Listen(IPAddress.Loopback, 0);
            server.Listen(IPAddress.Loopback, 0, listener => listener.UseHttps(certificate));
        });
        builder.Services.AddSingleton(new ReachNetwork
        {
            ResolveAsync = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]),
            IsPublic = _ => true,
            Timeout = TimeSpan.FromSeconds(30),
            Authorities = authority.Policy,
        });
    }

    private static int SecurePort(RunningDashboard dashboard) => dashboard.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
        .Select(address => new Uri(address)).Single(address => address.Scheme == Uri.UriSchemeHttps).Port;

    private static async Task SaveAsync(IPage page, string field)
    {
        var card = page.Locator(".card").Filter(new() { HasText = field });
        await card.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(card.GetByRole(AriaRole.Status).Filter(new() { HasText = "Saved" })).ToBeVisibleAsync();
    }

    private static ILocator Step(IPage page, string name) =>
        page.GetByRole(AriaRole.Navigation, new() { Name = "Steps" }).GetByRole(AriaRole.Link, new() { Name = name });

    private static async Task AssertHealthyAtBothSizesAsync(BrowserPage window)
    {
        await window.AssertHealthyAsync();
        await window.Page.SetViewportSizeAsync(390, 844);
        await window.AssertHealthyAsync();
        await window.Page.SetViewportSizeAsync(1440, 900);
    }
}
