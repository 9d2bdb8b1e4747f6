using Microsoft.Playwright;
using Superfone.Dashboard.Browser.Tests.Layout;

namespace Superfone.Dashboard.Browser.Tests.Accessibility;

/// <summary>
/// Pages for those who enlarge them, want nothing to move, or choose their own colours. A sample by default; every page by the switch.
/// </summary>
public sealed class EnlargedPagesTests(Browser browser)
{
    // 1440 × 900 enlarged twice, and 1280 × 1024 four times, as WCAG 1.4.10 requires.
    private static readonly (int Width, int Height)[] Sizes = [(720, 450), (320, 256)];

    private static readonly IReadOnlyList<string> Paths = AccessibilitySwitch.IsOn ? PagePaths.All : ["/", "/calls", "/calls/9876543", "/follow-ups", "/analytics", "/settings/business"];

    [Fact]
    public async Task Pages_EnlargedTwiceAndFourTimes_ShowEverythingThatHasTheFocus()
    {
        await using var dashboard = await DashboardAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/no-such-page");
        List<string> faults = [];

        foreach (var path in Paths)
        {
            await ShowAsync(window, new Uri(dashboard.Url, path));
            foreach (var (width, height) in Sizes)
            {
                await window.Page.SetViewportSizeAsync(width, height);
                if (await Record.ExceptionAsync(window.AssertFitsAsync) is { } wide)
                    faults.Add($"{path} at {width}: {wide.Message}");
                faults.AddRange((await FocusEachAsync(window)).Select(hidden => $"{path} at {width}: {hidden}"));
            }
        }

        foreach (var (menu, height) in new[] { ("menu", 450), ("menu", 256), ("more", 256) })
        {
            await window.Page.SetViewportSizeAsync(menu == "more" ? 320 : 720, height);
            await window.Page.EvaluateAsync("id => document.getElementById(id).showPopover()", menu);
            faults.AddRange((await FocusEachAsync(window)).Select(hidden => $"{menu} at {height}: {hidden}"));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task Pages_ForThoseWhoWantNothingToMove_DoNotMove()
    {
        await using var dashboard = await DashboardAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/no-such-page");
        await window.Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });

        foreach (var path in Paths.Append("/tasks"))
        {
            await ShowAsync(window, new Uri(dashboard.Url, path));
            await window.Page.Keyboard.PressAsync("/");
            Assert.Empty(await window.Page.EvaluateAsync<string[]>(
                """
                () => [...document.querySelectorAll('*')].flatMap(element => ['', '::before', '::after', '::backdrop'].map(part => [element, getComputedStyle(element, part || null)]))
                  .filter(([, style]) => style.animationName !== 'none' || style.scrollBehavior === 'smooth' || style.transitionDuration.split(',').some(time => parseFloat(time) > 0))
                  .map(([element]) => `Moves: ${element.outerHTML.slice(0, 120)}`)
                """));
        }
    }

    [Fact]
    public async Task Pages_InColoursOfTheirOwn_ShowWhatIsChosenAndWhatCanBePressed()
    {
        await using var dashboard = await DashboardAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/");
        await window.Page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        var chosen = window.Page.GetByRole(AriaRole.Link, new() { Name = "All", Exact = true });

        var other = await BackgroundAsync(window.Page.GetByRole(AriaRole.Link, new() { Name = "Missed", Exact = true }));
        Assert.NotEqual(other, await BackgroundAsync(chosen));
        var highlight = await SystemColorAsync(window.Page, "Highlight");
        var highlighted = await SystemColorAsync(window.Page, "HighlightText");
        await Assertions.Expect(chosen).ToHaveCSSAsync("background-color", highlight);
        await Assertions.Expect(chosen).ToHaveCSSAsync("color", highlighted);
        var here = window.Page.Locator(".navigation a[aria-current]").First;
        await Assertions.Expect(here).ToHaveCSSAsync("background-color", highlight);
        await Assertions.Expect(here.Locator(".icon")).ToHaveCSSAsync("background-color", highlighted);
        Assert.NotEqual(await BackgroundAsync(window.Page.Locator("body")), await BackgroundAsync(window.Page.Locator(".navigation a:not([aria-current]) .icon").First));

        await ShowAsync(window, new Uri(dashboard.Url, "/calls?q=nobody"));
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Show all calls" })).ToHaveCSSAsync("border-top-style", "solid");
    }

    private static Task<string> SystemColorAsync(IPage page, string name) => page.EvaluateAsync<string>(
        """
        name => {
          const probe = document.body.appendChild(document.createElement('i'));
          probe.style.cssText = `forced-color-adjust: none; color: ${name}`;
          const color = getComputedStyle(probe).color;
          probe.remove();
          return color;
        }
        """, name);

    private static Task<string> BackgroundAsync(ILocator part) => part.EvaluateAsync<string>("part => getComputedStyle(part).backgroundColor");

    // What can have the focus but cannot be seen then: outside of the window, under a bar, cut off.
    private static Task<string[]> FocusEachAsync(BrowserPage window) => window.Page.EvaluateAsync<string[]>(
        """
        () => {
          const root = document.querySelector('dialog[open], [popover]:popover-open') ?? document;
          const isSeen = element => [...element.getClientRects()].some(box => {
            const [left, right] = [Math.max(0, box.left), Math.min(innerWidth, box.right)];
            const [top, bottom] = [Math.max(0, box.top), Math.min(innerHeight, box.bottom)];
            return [0.1, 0.3, 0.5, 0.7, 0.9].some(across => [0.1, 0.3, 0.5, 0.7, 0.9].some(down => {
              const there = right > left && bottom > top && document.elementFromPoint(left + (right - left) * across, top + (bottom - top) * down);
              return there && (element.contains(there) || there.closest('label')?.contains(element) || there.closest('.row, .tile')?.contains(element));
            }));
          });
          return [...root.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
            .filter(element => !element.disabled && element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true }))
            .filter(element => { element.focus(); return document.activeElement !== element || !isSeen(element); })
            .map(element => `Not seen: ${element.outerHTML.slice(0, 160)}`);
        }
        """);

    private static async Task ShowAsync(BrowserPage window, Uri url)
    {
        await window.GoToAsync(url);
        await Assertions.Expect(window.Page.Locator(".mud-skeleton")).ToHaveCountAsync(0);
    }

    private static async Task<RunningDashboard> DashboardAsync()
    {
        var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(EveryPageTests.Payloads);
        await dashboard.WaitUntilProjectedAsync();
        return dashboard;
    }
}
