using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Browser.Tests.Layout;
using Superfone.Dashboard.Samples;

namespace Superfone.Dashboard.Browser.Tests.Accessibility;

/// <summary>
/// axe finds nothing, on pages at rest and with each part opened. A sample by default, in addition to <see cref="EveryPageTests"/>, which shows
/// axe all pages at rest, <see cref="PlainPagesTests"/>, and the pages with something to tell on any screen; by the switch, every page with the sample data in
/// both languages, both themes and all widths, and whatever other tests call healthy.
/// </summary>
public sealed class AxeTests(Browser browser)
{
    private static readonly string[] Paths = AccessibilitySwitch.IsOn
        ? [.. PagePaths.All, "/calls?open=9876543", "/calls/9876543", $"/numbers/{People.Stranger}", "/follow-ups?state=returned", "/insights?show=summaries", "/agents/+919876543210"]
        : ["/", "/calls", "/calls/9876543", "/follow-ups", "/settings/business"];

    [Fact]
    public async Task Pages_AtRestAndWithEachPartOpened_HaveNoFindings()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(EveryPageTests.Payloads);
        if (AccessibilitySwitch.IsOn)
            await dashboard.Services.GetRequiredService<SampleData>().AddAsync(Actor.System);
        await dashboard.WaitUntilProjectedAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/no-such-page");
        HashSet<string> faults = [];

        foreach (var language in AxeViews.Languages)
        {
            await AxeViews.SpeakAsync(dashboard, language);
            foreach (var path in Paths)
            {
                await ShowAsync(window, new Uri(dashboard.Url, path));
                await LookAsync(path);
                await OpenedParts.VisitAsync(window, part => LookAsync($"{path} with {part}"));
            }

            Task LookAsync(string name) => AxeViews.LookAsync(window, $"{name}, {language}", faults);
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static async Task ShowAsync(BrowserPage window, Uri url)
    {
        await window.GoToAsync(url);
        await Assertions.Expect(window.Page.Locator(".mud-skeleton")).ToHaveCountAsync(0);
    }
}
