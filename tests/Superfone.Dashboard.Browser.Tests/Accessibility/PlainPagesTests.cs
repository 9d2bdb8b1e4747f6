using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Notifications.Digests;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.People;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Accessibility;

/// <summary>axe finds nothing on pages without a circuit, in each of their states: setting up, invitations, signing in, mails, errors.</summary>
public sealed class PlainPagesTests(Browser browser)
{
    private const string WithCode = "code@example.com";

    [Fact]
    public async Task PagesWithoutACircuit_InEachState_HaveNoFindings()
    {
        await using var fresh = await RunningDashboard.StartAsync(new Dictionary<string, string?> { ["Superfone:Setup:OwnerEmail"] = null, ["Superfone:Setup:OwnerPassword"] = null });
        await using var dashboard = await RunningDashboard.StartAsync();
        var setup = fresh.Services.GetRequiredService<SettingStore>().Find(SettingStore.SetupToken);
        var users = dashboard.Services.GetRequiredService<UserDirectory>();
        var invited = (await users.InviteAsync("asha@example.com", Roles.Agent, Actor.System)).Link!.Value;
        await AddUserWithCodeAsync(dashboard);
        var digest = dashboard.Services.GetRequiredService<Unsubscription>().TokenOf(1);
        HashSet<string> faults = [];

        foreach (var language in AxeViews.Languages)
        {
            await AxeViews.SpeakAsync(dashboard, language);
            await using (var window = await BrowserPage.OpenAsync(browser, locale: $"{language}-IN"))
            {
                foreach (var path in new[] { $"/setup?token={setup}", "/setup?token=none", "/login" })
                    await VisitAsync(window, new Uri(fresh.Url, path));
                // The page without a connection, which goes back by itself, is looked at by InstallTests.
                foreach (var path in new[] { $"/invite?token={invited}", "/invite?token=none", $"/unsubscribe?token={Uri.EscapeDataString(digest)}", "/unsubscribe?token=none", "/unsubscribe?done=true", "/error", "/login" })
                    await VisitAsync(window, new Uri(dashboard.Url, path));
                await SignInAsync(window.Page, WithCode, "a wrong horse battery");
                await Expect(window.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
                await LookAsync(window, "/login with an error");
                await SignInAsync(window.Page, WithCode, RunningDashboard.OwnerPassword);
                await window.Page.WaitForURLAsync("**/login/code**");
                await LookAsync(window, "/login/code");
            }

            await using (var window = await BrowserPage.OpenAsync(browser, locale: $"{language}-IN"))
            {
                await VisitAsync(window, new Uri(dashboard.Url, "/login"));
                await SignInAsync(window.Page, RunningDashboard.OwnerEmail, RunningDashboard.OwnerPassword);
                await window.Page.WaitForURLAsync(dashboard.Url.ToString());
                await VisitAsync(window, new Uri(dashboard.Url, "/confirm"));
            }

            async Task VisitAsync(BrowserPage window, Uri url)
            {
                await window.GoToAsync(url);
                Assert.Equal(url.AbsolutePath, new Uri(window.Page.Url).AbsolutePath);
                await LookAsync(window, url.PathAndQuery);
            }

            async Task LookAsync(BrowserPage window, string name)
            {
                await Expect(window.Page.Locator("html")).ToHaveAttributeAsync("lang", new Regex($"^{language}"));
                await AxeViews.LookAsync(window, $"{name}, {language}", faults);
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static async Task SignInAsync(IPage page, string email, string password)
    {
        await page.Locator("#email").FillAsync(email);
        await page.Locator("#password").FillAsync(password);
        await page.Locator("form button[type=submit]").ClickAsync();
    }

    private static async Task AddUserWithCodeAsync(RunningDashboard dashboard)
    {
        var id = await dashboard.AddUserAsync(WithCode, Roles.Agent);
        await using var scope = dashboard.Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var user = (await people.FindByIdAsync(id))!;
        await people.ResetAuthenticatorKeyAsync(user);
        await people.SetTwoFactorEnabledAsync(user, true);
    }
}
