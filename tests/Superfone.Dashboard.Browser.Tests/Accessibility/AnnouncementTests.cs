using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Accessibility;

/// <summary>What a screen reader is told while a page is open: what arrived, in its turn and not at each call.</summary>
public sealed class AnnouncementTests(Browser browser)
{
    [Fact]
    public async Task Calls_ThatArrive_AreAnnouncedTheFirstByItsNameAndTheOthersTogether()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new FastDay());
        await dashboard.PostAsync(People.Missed(1));
        await using var live = await BrowserPage.OpenAsync(browser, dashboard);
        await using var calls = await BrowserPage.OpenAsync(browser, dashboard, "/calls");
        await using var waiting = await BrowserPage.OpenAsync(browser, dashboard, "/follow-ups");
        await Expect(live.Call(1)).ToBeVisibleAsync();
        await HearAsync(live);
        await HearAsync(calls);
        await HearAsync(waiting);

        await dashboard.PostAsync(People.Missed(2, "2026-05-15T10:39:00.000Z", "+917000022222"));

        await HeardAsync(live, "New call: +91 70000 22222, ");
        await HeardAsync(calls, "1 new call");
        await HeardAsync(waiting, "2 waiting for a call back");
        await dashboard.PostAsync(People.Missed(3, "2026-05-15T10:39:10.000Z"), People.Missed(4, "2026-05-15T10:39:20.000Z"), People.Missed(5, "2026-05-15T10:39:30.000Z"));
        await Expect(live.Call(5)).ToBeVisibleAsync();
        await live.Page.WaitForFunctionAsync("() => window.heard.join().match(/[123] new calls?|New call: .*11111/)");
        Assert.InRange(await live.Page.EvaluateAsync<int>("window.heard.filter(text => text).length"), 2, 4);
        await live.AssertHealthyAsync();
    }

    // Collects what parts that are read out say from now on.
    private static async Task HearAsync(BrowserPage window) => await window.Page.EvaluateAsync(
        """
        () => {
          window.heard = [];
          for (const part of document.querySelectorAll('.visually-hidden[role=status]'))
            new MutationObserver(() => window.heard.push(part.textContent.trim())).observe(part, { childList: true, characterData: true, subtree: true });
        }
        """);

    private static async Task HeardAsync(BrowserPage window, string words) => await window.Page.WaitForFunctionAsync("words => window.heard.some(text => text.startsWith(words))", words);
}
