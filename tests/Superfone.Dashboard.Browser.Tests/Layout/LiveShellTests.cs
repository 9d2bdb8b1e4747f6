using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Layout;

/// <summary>What the shell and the page in it show of the same change, and what they say of the connection.</summary>
public sealed partial class LiveShellTests(Browser browser)
{
    [Fact]
    public async Task Bursts_TileBadgeAndRows_AreNeverSeenToDisagree()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await using var window = await BrowserPage.OpenAsync(browser, dashboard);
        await window.Page.EvaluateAsync(
            """
            () => {
              const number = selector => parseInt(document.querySelector(selector)?.textContent ?? '0');
              const tile = index => parseInt(document.querySelectorAll('.tile-value')[index]?.textContent ?? '0');
              window.seen = [];
              const look = () => {
                const now = [tile(0), document.querySelectorAll('[data-cdr-id]').length, tile(2), number('.navigation > .nav-link .nav-count')];
                if (JSON.stringify(now) !== JSON.stringify(window.seen.at(-1)))
                  window.seen.push(now);
              };
              new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
              look();
            }
            """);

        for (var burst = 1; burst <= 8; burst++)
        {
            await dashboard.PostAsync(People.Missed(burst, phone: $"+9170000111{burst:00}"));
            await Expect(Badge(window)).ToHaveTextAsync($"{burst}");
            await Expect(window.Page.Locator(".tile-value").Nth(2)).ToHaveTextAsync($"{burst}");
            await Expect(window.Page.Locator(".rows > li")).ToHaveCountAsync(burst);
        }

        var seen = await window.Page.EvaluateAsync<int[][]>("() => window.seen");
        Assert.Equal([8, 8, 8, 8], seen[^1]);
        Assert.All(seen, now => Assert.True(now.Distinct().Count() == 1, string.Join(", ", now)));
    }

    [Fact]
    public async Task Delivery_ThatCannotBeRead_ShowsInTheNavigation()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(Payload.Sample("ALL_CALLS"));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard);
        await Expect(window.Page.Locator(".rest .nav-count")).ToHaveCountAsync(0);

        using var reply = await dashboard.PostAsync(Payload.Sample("ALL_CALLS").With("cdr_id", "none"));

        await Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "Deliveries 1" })).ToBeVisibleAsync();
        await window.Page.SetViewportSizeAsync(390, 844);
        await Expect(window.Page.Locator(".nav-more").GetByRole(AriaRole.Img)).ToBeVisibleAsync();
        await window.AssertAccessibleAsync();
    }

    [Theory]
    [InlineData("/follow-ups", ".follow-up-row")]
    [InlineData("/wall", ".lists section:nth-child(2) li")]
    public async Task FollowUp_RemovedByACorrection_LeavesOpenPages(string path, string row)
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(People.Missed(1));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, path);
        await Expect(window.Page.Locator(row)).ToHaveCountAsync(1);

        // It was answered after all; somebody else was missed meanwhile, so that the number of those who wait stays the same.
        await dashboard.PostAsync(
            People.Missed(2, phone: "+917000022222"),
            People.Answered(1));

        await Expect(window.Page.Locator(row).Filter(new() { HasText = "22222" })).ToHaveCountAsync(1);
        await Expect(window.Page.Locator(row)).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Connection_Cut_IsNotReadyUntilItIsBack()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await using var window = await BrowserPage.OpenAsync(browser, dashboard);
        List<IWebSocketRoute> sockets = [];
        await window.Page.RouteWebSocketAsync(Circuit(), socket =>
        {
            socket.ConnectToServer();
            sockets.Add(socket);
        });
        await window.GoToAsync(dashboard.Url);
        await window.Page.EvaluateAsync("() => window.isSamePage = true");
        var isCut = true;
        await window.Page.RouteAsync(Circuit(), route => isCut ? route.AbortAsync() : route.ContinueAsync());

        await sockets[^1].CloseAsync();
        await Expect(window.Page.GetByText("Reconnecting…")).ToBeVisibleAsync();
        await Expect(window.Page.Locator("body[data-circuit]")).ToHaveCountAsync(0);

        isCut = false;
        await window.WaitUntilReadyAsync();
        await Expect(window.Page.GetByText("Reconnecting…")).ToBeHiddenAsync();
        Assert.True(await window.Page.EvaluateAsync<bool>("() => window.isSamePage"));
        await dashboard.PostAsync(People.Missed(1));
        await Expect(Badge(window)).ToHaveTextAsync("1");
    }

    private static ILocator Badge(BrowserPage window) => window.Page.Locator(".navigation > .nav-link .nav-count");

    [GeneratedRegex("/_blazor")]
    private static partial Regex Circuit();
}
