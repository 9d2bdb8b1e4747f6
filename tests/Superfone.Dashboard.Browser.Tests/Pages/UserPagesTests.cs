using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Configuration;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Pages;

public sealed class UserPagesTests(Browser browser)
{
    private const string Email = "asha@example.com";

    [Fact]
    public async Task Invitation_FromTheOwnersPage_LetsAnAgentInWhoSeesWhatTheyMay()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var owner = await BrowserPage.OpenAsync(browser, dashboard, "/settings/users");
        await owner.Page.GetByLabel("Email").FillAsync(Email);
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Make link" }).ClickAsync();
        var link = await owner.Page.Locator(".copy-value").InnerTextAsync();
        await Expect(owner.Page.Locator($"[data-email='{Email}']")).ToContainTextAsync("Agent");
        await owner.AssertHealthyAsync();

        await using var agent = await BrowserPage.OpenAsync(browser);
        await agent.GoToAsync(new Uri(link));
        await agent.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(RunningDashboard.OwnerPassword);
        await agent.Page.GetByLabel("Password again").FillAsync(RunningDashboard.OwnerPassword);
        await agent.AssertHealthyAsync();
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Save and sign in" }).ClickAsync();
        await agent.Page.WaitForURLAsync(dashboard.Url.ToString());
        await agent.GoToAsync(new Uri(dashboard.Url, "/follow-ups"));
        await Expect(agent.Page.Locator("h1")).ToHaveTextAsync("Follow-ups");
        await agent.GoToAsync(new Uri(dashboard.Url, "/account"));
        await Expect(agent.Page.Locator("[data-session=this]")).ToHaveCountAsync(1);
        await agent.AssertHealthyAsync();

        await agent.Page.GotoAsync(new Uri(dashboard.Url, "/settings/users").ToString());
        await Expect(agent.Page.Locator("[data-email]")).ToHaveCountAsync(0);
        await agent.GoToAsync(new Uri(link));
        await Expect(agent.Page.Locator("[name=password]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task OpenPage_OfADisabledUser_GoesToTheSignInPage()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var id = await dashboard.AddUserAsync(Email, Roles.Agent);
        await using var window = await SignInAsync(dashboard, "/calls?direction=inbound");

        await dashboard.Services.GetRequiredService<UserDirectory>().ChangeAsync(id, new UserPatch { Disabled = true }, Actor.System);

        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Sign in");
        await Expect(window.Page).ToHaveURLAsync(new Uri(dashboard.Url, "/login?returnUrl=%2Fcalls%3Fdirection%3Dinbound").ToString());
    }

    [Fact]
    public async Task Account_SignOutEverywhereElse_EndsTheOtherPageOnly()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.AddUserAsync(Email, Roles.Agent);
        await using var other = await SignInAsync(dashboard, "/calls");
        await using var window = await SignInAsync(dashboard, "/account");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere else" }).ClickAsync();

        await Expect(other.Page.Locator("h1")).ToHaveTextAsync("Sign in");
        await Expect(window.Page.Locator("[data-session]")).ToHaveCountAsync(1);
        await Expect(window.Page.Locator("body[data-circuit=ready]")).ToBeVisibleAsync();
        await window.AssertHealthyAsync();
    }

    [Fact]
    public async Task Audit_FilteredByAction_ShowsWhoDidIt()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.AddUserAsync(Email, Roles.Agent);
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/settings/audit?action=signIn&user=asha%40example.com");

        await Expect(window.Page.Locator(".audit-row")).ToHaveCountAsync(1);
        await Expect(window.Page.Locator(".audit-row")).ToContainTextAsync(Email);
        await window.AssertHealthyAsync();
    }

    private async Task<BrowserPage> SignInAsync(RunningDashboard dashboard, string path)
    {
        var window = await BrowserPage.OpenAsync(browser);
        await window.GoToAsync(new Uri(dashboard.Url, $"/login?returnUrl={Uri.EscapeDataString(path)}"));
        await window.Page.GetByLabel("Email").FillAsync(Email);
        await window.Page.GetByLabel("Password").FillAsync(RunningDashboard.OwnerPassword);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await window.Page.WaitForURLAsync(new Uri(dashboard.Url, path).ToString());
        await window.WaitUntilReadyAsync();
        return window;
    }
}
