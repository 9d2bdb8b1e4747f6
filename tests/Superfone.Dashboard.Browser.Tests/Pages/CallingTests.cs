using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Configuration;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Pages;

/// <summary>Calls through a stand-in of Superfone.</summary>
public sealed class CallingTests(Browser browser)
{
    private const string Ravi = "ravi@example.com";
    private const string RavisPhone = "+919876543210";

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task CallBack_ThroughSuperfone_ShowsWhatBecameOfItOnEveryPage(int width, int height)
    {
        await using var superfone = await SuperfoneStandIn.StartAsync();
        await using var dashboard = await StartAsync(superfone);
        await dashboard.PostAsync(People.Missed(1));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/follow-ups", width, height, email: Ravi);
        await window.WaitUntilReadyAsync(".dial");
        var dock = window.Page.GetByRole(AriaRole.Region, new() { Name = "Call through Superfone" });

        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Call back +91" }).DblClickAsync();
        await Expect(dock).ToContainTextAsync("Your Superfone app was told to ring +91 70000 11111");
        await Expect(window.Page.Locator(".follow-up-row")).ToContainTextAsync("You are calling");
        await window.AssertHealthyAsync();

        await window.Page.Locator("a[href='/']:visible").First.ClickAsync();
        await Expect(window.Call(1)).ToBeVisibleAsync();
        await dashboard.PostAsync(People.CallBack(2, "RINGING", "2026-05-15T10:40:30.000Z"));
        await Expect(dock).ToContainTextAsync("Ringing");
        await dock.GetByRole(AriaRole.Button, new() { Name = "End" }).ClickAsync();
        await Expect(dock.GetByRole(AriaRole.Button, new() { Name = "End" })).ToHaveCountAsync(0);
        await dashboard.PostAsync(People.CallBack(2, "NOANSWER", "2026-05-15T10:40:30.000Z"));
        await Expect(dock).ToContainTextAsync("No answer");
        await Expect(dock.GetByRole(AriaRole.Link, new() { Name = "Open call" })).ToHaveAttributeAsync("href", "/calls/2");
        await window.AssertHealthyAsync();
        await dock.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();

        await Expect(dock).ToHaveCountAsync(0);
        Assert.Equal([$"START {People.Stranger} {RavisPhone}", $"END {People.Stranger} {RavisPhone}"], superfone.Requests);
    }

    [Fact]
    public async Task CallBack_ThatSuperfoneRefuses_SaysWhyAndOffersTheDevice()
    {
        await using var superfone = await SuperfoneStandIn.StartAsync();
        await using var dashboard = await StartAsync(superfone);
        superfone.Answers.Enqueue((400, """{"message":"Invalid user_number"}"""));
        await dashboard.PostAsync(People.Missed(1));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/", email: Ravi);
        await window.WaitUntilReadyAsync(".dial");

        await window.Call(1).GetByRole(AriaRole.Link, new() { Name = "Call back" }).ClickAsync();

        await Expect(window.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Invalid user_number" })).ToBeVisibleAsync();
        await Expect(window.Page.Locator(".dial").GetByRole(AriaRole.Link, new() { Name = "Call with this device" })).ToHaveAttributeAsync("href", $"tel:{People.Stranger}");
    }

    [Theory]
    [InlineData(1440, 900, "/calls")]
    [InlineData(390, 844, "/")]
    public async Task CallBack_ToAMaskedNumber_IsMadeAndPreparedWithoutShowingIt(int width, int height, string path)
    {
        await using var superfone = await SuperfoneStandIn.StartAsync();
        await using var dashboard = await StartAsync(superfone, ("Superfone:Access:MaskedRoles:0", Roles.Agent));
        await dashboard.PostAsync(People.Missed(1));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, path, width, height, email: Ravi);
        await window.WaitUntilReadyAsync(".dial");
        await window.WaitUntilReadyAsync(".before-call");
        var dialog = window.Page.GetByRole(AriaRole.Dialog, new() { Name = "Before you call" });

        await window.Call(1).GetByRole(AriaRole.Button, new() { Name = "Before you call" }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Heading, new() { Name = "+91 70••• ••111" })).ToBeVisibleAsync();
        await window.AssertHealthyAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await window.AssertHealthyAsync();
        await window.Call(1).GetByRole(AriaRole.Button, new() { Name = "Call back" }).ClickAsync();

        await Expect(window.Page.GetByRole(AriaRole.Region, new() { Name = "Call through Superfone" })).ToContainTextAsync("Your Superfone app was told to ring +91 70••• ••111");
        Assert.Equal([$"START {People.Stranger} {RavisPhone}"], superfone.Requests);
        Assert.DoesNotContain("7000011111", await window.Page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_EnteredOnThePage_IsNotShownAgainAndCanBeRemoved()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/settings/calling");
        var key = window.Page.GetByRole(AriaRole.Group, new() { Name = "Key of Superfone's API" });

        await key.Locator("input").FillAsync(SuperfoneStandIn.Key);
        await key.Locator("input").BlurAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(key).ToContainTextAsync("Enter another one to replace it");
        await Expect(key.Locator("input")).ToHaveValueAsync("");
        Assert.DoesNotContain(SuperfoneStandIn.Key, await window.Page.ContentAsync(), StringComparison.Ordinal);
        await window.AssertHealthyAsync();
        await key.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(key).Not.ToContainTextAsync("Enter another one to replace it");
    }

    private static async Task<RunningDashboard> StartAsync(SuperfoneStandIn superfone, params (string Key, string? Value)[] settings)
    {
        var all = superfone.Settings;
        foreach (var (key, value) in settings)
            all[key] = value;
        var dashboard = await RunningDashboard.StartAsync(all, new SampleDay());
        var id = await dashboard.AddUserAsync(Ravi, Roles.Agent);
        await dashboard.Services.GetRequiredService<UserDirectory>().ChangeAsync(id, new UserPatch { Name = new("Ravi Patel"), StaffPhone = new(RavisPhone) }, Actor.System);
        return dashboard;
    }
}
