using Microsoft.Playwright;

namespace Superfone.Dashboard.Browser.Tests.Layout;

/// <summary>Every page on every screen: nothing scrolls sideways, nothing is too small for a finger, and axe has nothing to say.</summary>
public sealed class EveryWidthTests(Browser browser)
{
    private static readonly int[] Widths = [320, 390, 768, 1024, 1440, 2560];

    [Fact]
    public async Task Pages_WithUnbrokenLongWords_FitEveryWidthAndAreAccessible()
    {
        await using var dashboard = await DashboardAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard);
        List<string> faults = [];

        foreach (var path in PagePaths.All.Concat([$"/contacts/{People.Asha}?show=calls", "/calls/1", "/calls/9876543"]))
        {
            await window.GoToAsync(new Uri(dashboard.Url, path));
            await Assertions.Expect(window.Page.Locator(".mud-skeleton")).ToHaveCountAsync(0);
            foreach (var width in Widths)
            {
                await window.Page.SetViewportSizeAsync(width, 900);
                if (await Record.ExceptionAsync(window.AssertFitsAsync) is { } wide)
                    faults.Add($"{path} at {width}: {wide.Message}");

                // Each theme once, on a small screen and on a large one.
                if (width is not (390 or 1440))
                    continue;
                await window.Page.EmulateMediaAsync(new() { ColorScheme = width == 390 ? ColorScheme.Dark : ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
                if (await Record.ExceptionAsync(window.AssertAccessibleAsync) is { } found)
                    faults.Add($"{path} at {width}: {found.Message}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task Targets_OnATabletThatIsTouched_AreLargeEnough()
    {
        await using var dashboard = await DashboardAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/", 768, 1024, hasTouch: true);

        foreach (var path in new[] { "/", "/calls", "/follow-ups", "/tasks", "/contacts", "/deliveries" })
        {
            await window.GoToAsync(new Uri(dashboard.Url, path));
            await Assertions.Expect(window.Page.Locator(".mud-skeleton")).ToHaveCountAsync(0);
            Assert.Empty(await window.Page.EvaluateAsync<string[]>(
                """
                () => [...document.querySelectorAll('main :is(.chip, .button, .row-action, .mud-button-root), .navigation a')]
                  .filter(element => { const box = element.getBoundingClientRect(); return box.height > 0 && box.height < 44; }).map(element => element.outerHTML.slice(0, 120))
                """));
        }
    }

    private static async Task<RunningDashboard> DashboardAsync()
    {
        var word = new string('W', 120);
        var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(
            Payload.Sample("ALL_CALLS").With("staff_first_name", word), Payload.Sample("CUSTOMER_CREATE").With("contact_first_name", word),
            Payload.Sample("CDR_SUMMARY_READY").With(summary => summary["summary"]!["summary_text"] = word),
            Payload.Sample("CUSTOMER_CHANGE"), People.Missed(1), People.Missed(2, phone: "+918000000001"), People.CallBack(6, "NOANSWER"), People.Task(7), People.Reminder(7),
            $$"""{"event":"{{word}}"}""");
        return dashboard;
    }
}
