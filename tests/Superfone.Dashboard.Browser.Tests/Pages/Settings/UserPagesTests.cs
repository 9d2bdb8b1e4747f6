using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Configuration;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Pages.Settings;

public sealed class UserPagesTests(Browser browser)
{
    private const string Email = "asha@example.com";

    [Fact]
    public async Task Invitations_OfAManagerAndAnAgent_LetBothInAndEachSeesWhatTheyMay()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var owner = await BrowserPage.OpenAsync(browser, dashboard, "/settings/users");
        var link = await InviteAsync(owner, Email, "Agent");
        var managersLink = await InviteAsync(owner, "meera@example.com", "Manager");
        await owner.AssertHealthyAsync();

        await using var manager = await BrowserPage.OpenAsync(browser);
        await AcceptAsync(manager, managersLink, dashboard);
        await manager.GoToAsync(new Uri(dashboard.Url, "/deliveries/import"));
        await Expect(manager.Page.Locator("h1")).ToHaveTextAsync("Import deliveries");

        await using var agent = await BrowserPage.OpenAsync(browser);
        await AcceptAsync(agent, link, dashboard);
        await agent.GoToAsync(new Uri(dashboard.Url, "/follow-ups"));
        await Expect(agent.Page.Locator("h1")).ToHaveTextAsync("Follow-ups");
        await agent.GoToAsync(new Uri(dashboard.Url, "/account"));
        await Expect(agent.Page.Locator("[data-session=this]")).ToHaveCountAsync(1);
        await agent.AssertHealthyAsync();

        foreach (var path in new[] { "/settings/users", "/deliveries/import" })
        {
            await agent.Page.GotoAsync(new Uri(dashboard.Url, path).ToString());
            await Expect(agent.Page.Locator("h1")).ToHaveTextAsync("Not permitted");
            await Expect(agent.Page.Locator("[data-email], input[type=file]")).ToHaveCountAsync(0);
        }

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

    [Fact]
    public async Task Invitation_ThatWasLost_IsReplacedByANewLink()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var owner = await BrowserPage.OpenAsync(browser, dashboard, "/settings/users");
        var lost = await InviteAsync(owner, Email, "Agent");

        await owner.Page.GetByRole(AriaRole.Button, new() { Name = $"Edit {Email}" }).ClickAsync();
        await owner.AssertHealthyAsync();
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = $"New invitation link for {Email}" }).ClickAsync();
        await Expect(owner.Page.Locator(".copy-value")).Not.ToHaveTextAsync(lost);
        var link = await owner.Page.Locator(".copy-value").InnerTextAsync();

        await using var agent = await BrowserPage.OpenAsync(browser);
        await agent.GoToAsync(new Uri(lost));
        await Expect(agent.Page.Locator("[name=password]")).ToHaveCountAsync(0);
        await agent.AssertHealthyAsync();
        await AcceptAsync(agent, link, dashboard);
    }

    [Fact]
    public async Task User_DisabledOnTheOwnersPage_IsMarkedAndCanBeEnabled()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.AddUserAsync(Email, Roles.Agent);
        await using var owner = await BrowserPage.OpenAsync(browser, dashboard, "/settings/users");
        var row = owner.Page.Locator($"[data-email='{Email}']");

        await row.GetByRole(AriaRole.Button, new() { Name = $"Edit {Email}" }).ClickAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = $"Disable {Email}" }).ClickAsync();
        await Expect(row.Locator(".label")).ToHaveTextAsync("disabled");
        await row.GetByRole(AriaRole.Button, new() { Name = $"Edit {Email}" }).ClickAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = $"Enable {Email}" }).ClickAsync();

        await Expect(row.Locator(".label")).ToHaveCountAsync(0);
        await owner.AssertHealthyAsync();
    }

    // The link stands out, says how long it works, and the button that copies it has the focus.
    private static async Task<string> InviteAsync(BrowserPage owner, string email, string role)
    {
        await owner.Page.GetByLabel("Email").FillAsync(email);
        await owner.Page.GetByLabel("Role").SelectOptionAsync(role);
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Create link" }).ClickAsync();
        await Expect(owner.Page.Locator($"[data-email='{email}']")).ToContainTextAsync(role);
        await Expect(owner.Page.Locator(".user-link")).ToContainTextAsync(email);
        await Expect(owner.Page.Locator(".user-link")).ToContainTextAsync("once");
        await Expect(owner.Page.GetByRole(AriaRole.Button, new() { Name = "Copy link" })).ToBeFocusedAsync();
        return await owner.Page.Locator(".copy-value").InnerTextAsync();
    }

    private static async Task AcceptAsync(BrowserPage window, string link, RunningDashboard dashboard)
    {
        await window.GoToAsync(new Uri(link));
        await window.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(RunningDashboard.OwnerPassword);
        await window.Page.GetByLabel("Password again").FillAsync(RunningDashboard.OwnerPassword);
        await window.AssertHealthyAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Save and sign in" }).ClickAsync();
        await window.Page.WaitForURLAsync(dashboard.Url.ToString());
        await window.WaitUntilReadyAsync();
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
