using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Superfone.Dashboard.Browser.Tests.Layout;

/// <summary>
/// Every page on every screen and in another language: nothing scrolls sideways, nothing is too small for a finger, axe and the browser have nothing to
/// say, no style is missing, and no text stays English.
/// </summary>
public sealed partial class EveryPageTests(Browser browser)
{
    private const long Sample = 9876543;

    private static readonly int[] Widths = [320, 390, 768, 1024, 1440, 2560];

    private static readonly string Word = new('W', 120);

    internal static readonly string[] Payloads =
    [
        Payload.Sample("ALL_CALLS").With("staff_first_name", Word), Payload.Sample("CUSTOMER_CREATE").With("contact_first_name", Word),
        Payload.Sample("CDR_SUMMARY_READY").With(summary => summary["summary"]!["summary_text"] = Word),
        Payload.Sample("CUSTOMER_CHANGE"), People.Missed(1), People.Missed(2, phone: "+918000000001"), People.Missed(5), People.CallBack(6, "NOANSWER"),
        People.Task(7), People.Reminder(7), $$"""{"event":"{{Word}}"}""", """{"event":"SOMETHING_ELSE"}""",
    ];

    // States of pages that say something else.
    private static readonly string[] States =
    [
        "/calls?open=5", "/calls/404", "/contacts?q=nobody", "/contacts/404", $"/numbers/{People.Stranger}", "/numbers/none", "/follow-ups?state=returned",
        "/insights?show=summaries", "/insights?callbacks=true", "/agents/+919876543210", "/agents/404", "/digest/2026-05-15", "/digest/2026-05-16", "/digest/none", "/deliveries/404",
        "/error", "/setup",
    ];

    [Fact]
    public async Task Pages_WithUnbrokenLongWordsInAPseudoLanguage_FitEveryWidthAreWholeAccessibleAndTranslated()
    {
        await using var dashboard = await DashboardAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/no-such-page");
        dashboard.Services.GetRequiredService<PseudoLanguage>().IsSpoken = true;
        var texts = new PageTexts(Payloads, PseudoLanguage.Names);
        var leftOut = await LeftOutStyles.ReadAsync(window.Page);
        List<string> faults = [];

        IEnumerable<string> pages = [.. PagePaths.All, $"/contacts/{People.Asha}?show=calls", "/calls/1", $"/calls/{Sample}"];
        foreach (var (path, isState) in pages.Select(path => (path, false)).Concat(States.Select(path => (path, true))))
        {
            var complaints = window.Complaints.Count;
            await window.GoToAsync(new Uri(dashboard.Url, path));
            await Assertions.Expect(window.Page.Locator(".mud-skeleton")).ToHaveCountAsync(0);
            foreach (var width in Widths)
            {
                await window.Page.SetViewportSizeAsync(width, 900);
                if (await Record.ExceptionAsync(window.AssertFitsAsync) is { } wide)
                    faults.Add($"{path} at {width}: {wide.Message}");
                if (await Record.ExceptionAsync(window.AssertCallsOfferCardAsync) is { } unprepared)
                    faults.Add($"{path} at {width}: {unprepared.Message}");

                // Each theme once, on a small screen and on a large one.
                if (width is not (390 or 1440))
                    continue;
                faults.AddRange((await leftOut.AppliedAsync(window.Page))
                    .Select(rule => $"{path} at {width}: lacks {rule}; name its classes in eng/TrimStyles/StyleTrimmer.cs and run eng/trim-styles.sh"));
                faults.AddRange((await texts.ForeignAsync(window)).Select(text => $"{path} at {width}: not translated: {text}"));
                if (Dumped().Match(await window.Page.Locator("body").InnerTextAsync()) is { Success: true } dumped)
                    faults.Add($"{path} at {width}: shows an object: {dumped.Value}");
                if (isState)
                    continue;
                await window.Page.EmulateMediaAsync(new() { ColorScheme = width == 390 ? ColorScheme.Dark : ColorScheme.Light });
                if (await Record.ExceptionAsync(window.AssertAccessibleAsync) is { } found)
                    faults.Add($"{path} at {width}: {found.Message}");
            }

            // An address of nothing is answered with 404, which the browser complains of.
            faults.AddRange(window.Complaints.Skip(complaints).Where(complaint => !complaint.Contains("404", StringComparison.Ordinal)).Select(complaint => $"{path}: {complaint}"));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Distinct()));
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

    // The text of a record, which a page shows if it names the record instead of one of its properties.
    [GeneratedRegex(@"\w+ \{ \w+ = ")]
    private static partial Regex Dumped();

    private static async Task<RunningDashboard> DashboardAsync()
    {
        var dashboard = await RunningDashboard.StartAsync(time: new SampleDay(), configure: PseudoLanguage.Use);
        await dashboard.PostAsync(Payloads);
        return dashboard;
    }
}
