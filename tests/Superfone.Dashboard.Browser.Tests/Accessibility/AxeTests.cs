using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Browser.Tests.Layout;
using Superfone.Dashboard.Samples;

namespace Superfone.Dashboard.Browser.Tests.Accessibility;

/// <summary>
/// axe finds nothing, on pages at rest and with each part opened. A sample by default, in addition to <see cref="EveryPageTests"/>, which shows
/// axe all pages at rest; by the switch, every page with the sample data in both languages, both themes and all widths.
/// </summary>
public sealed class AxeTests(Browser browser)
{
    private const string Hindi = "hi";

    private static readonly string[] Languages = AccessibilitySwitch.IsOn ? ["en", Hindi] : [Hindi];

    private static readonly int[] Widths = AccessibilitySwitch.IsOn ? [320, 390, 1440, 2560] : [390];

    private static readonly ColorScheme[] Schemes = AccessibilitySwitch.IsOn ? [ColorScheme.Light, ColorScheme.Dark] : [ColorScheme.Dark];

    private static readonly string[] Paths = AccessibilitySwitch.IsOn
        ? [.. PagePaths.All, "/calls?open=9876543", "/calls/9876543", $"/numbers/{People.Stranger}", "/follow-ups?state=returned", "/insights?show=summaries", "/agents/+919876543210"]
        : ["/", "/calls", "/calls/9876543", "/follow-ups", "/settings/business", "/login"];

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

        foreach (var language in Languages)
        {
            await SpeakAsync(dashboard, language);
            foreach (var path in Paths)
            {
                await ShowAsync(window, new Uri(dashboard.Url, path));
                await LookAsync(path);
                await OpenedParts.VisitAsync(window, part => LookAsync($"{path} with {part}"));
            }

            async Task LookAsync(string name)
            {
                foreach (var width in Widths)
                {
                    await window.Page.SetViewportSizeAsync(width, 900);
                    foreach (var scheme in Schemes)
                    {
                        await window.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                        if (await Record.ExceptionAsync(window.AssertAccessibleAsync) is { } found)
                            faults.Add($"{name} at {width}, {scheme}, {language}: {found.Message}");
                    }

                    if (await Record.ExceptionAsync(window.AssertFitsAsync) is { } wide)
                        faults.Add($"{name} at {width}, {language}: {wide.Message}");
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static async Task ShowAsync(BrowserPage window, Uri url)
    {
        await window.GoToAsync(url);
        await Assertions.Expect(window.Page.Locator(".mud-skeleton")).ToHaveCountAsync(0);
    }

    private static async Task SpeakAsync(RunningDashboard dashboard, string language)
    {
        var owner = await dashboard.Services.GetRequiredService<UserDirectory>().FindAsync(RunningDashboard.OwnerEmail);
        await dashboard.Services.GetRequiredService<UserLanguages>().ChooseAsync(language, Actor.NotSignedIn("", userId: owner));
    }
}
