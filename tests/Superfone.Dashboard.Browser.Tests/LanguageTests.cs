using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Configuration;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests;

/// <summary>Pages hold longer texts in another language, and no text stays English.</summary>
public sealed partial class LanguageTests(Browser browser)
{
    private const long First = 9876543;

    private static readonly string[] Payloads =
    [
        Payload.Sample("ALL_CALLS"), Payload.Sample("CDR_SUMMARY_READY"), Payload.Sample("CUSTOMER_CREATE"), Payload.Sample("CUSTOMER_CHANGE"),
        People.Missed(5), People.CallBack(6, "NOANSWER"), People.Task(7), People.Reminder(7), """{"event":"SOMETHING_ELSE"}""",
    ];

    // Each page, and states of pages that say something else.
    private static readonly string[] Paths =
    [
        .. PagePaths.All, "/calls?open=5", $"/calls/{First}", "/calls/404", "/contacts?q=nobody", "/contacts/404", $"/numbers/{People.Stranger}", "/numbers/none",
        "/follow-ups?state=returned", "/insights?show=summaries", "/agents/+919876543210", "/agents/404", "/digest/2026-05-15", "/digest/2026-05-16", "/digest/none",
        "/deliveries/404", "/error", "/setup",
    ];

    [Theory]
    [InlineData(390, 844)]
    [InlineData(1440, 900)]
    public async Task Pages_InAPseudoLanguage_HoldItsLongerWordsAndShowNoOther(int width, int height)
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay(), configure: PseudoLanguage.Use);
        await dashboard.PostAsync(Payloads);
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/no-such-page", width: width, height: height);
        dashboard.Services.GetRequiredService<PseudoLanguage>().IsSpoken = true;
        var known = Payloads.SelectMany(payload => Text().Matches(payload).Select(match => Regex.Unescape(match.Groups[1].Value)))
            .SelectMany(value => new[] { value, Plain(value) })
            .Concat(["Superfone", "Dashboard", "CSV", "Excel", "WhatsApp", "Esc", "Ctrl", "Space", RunningDashboard.OwnerEmail, .. Roles.All.Select(role => $"{role} script")]).Where(word => word.Length > 1).ToHashSet();

        List<string> found = [];
        foreach (var path in Paths)
        {
            await window.GoToAsync(new Uri(dashboard.Url, path));
            await Expect(window.Page.Locator(".mud-skeleton")).ToHaveCountAsync(0);
            found.AddRange((await ShownAsync(window)).Where(text => IsForeign(text, known)).Select(text => $"{path}: {text}"));
            found.AddRange((await TooWideAsync(window)).Select(element => $"{path}: too wide: {element}"));
        }

        Assert.True(found.Count == 0, string.Join('\n', found.Distinct()));
    }

    private static Task<string[]> TooWideAsync(BrowserPage window) => window.Page.EvaluateAsync<string[]>(
        """
        () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
          .filter(element => element.getBoundingClientRect().right > innerWidth).map(element => element.outerHTML.slice(0, 160))
        """);

    private static Task<string[]> ShownAsync(BrowserPage window) => window.Page.EvaluateAsync<string[]>(
        """
        () => {
          const texts = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
          while (walker.nextNode()) {
            const node = walker.currentNode;
            if (node.nodeType === Node.TEXT_NODE && !node.parentElement.closest('script, style, code, pre, kbd, abbr'))
              texts.push(node.data.trim());
            else if (node.nodeType === Node.ELEMENT_NODE)
              texts.push(...['title', 'aria-label', 'placeholder', 'alt'].map(name => node.getAttribute(name) ?? ''));
          }
          return texts.filter(text => /[A-Za-z]{3,}/.test(text));
        }
        """);

    // FIRST_CALL and website-form are shown as "First call" and "Website form".
    private static string Plain(string value) => value.Replace('_', ' ').Replace('-', ' ');

    // Something of the payloads, a name of the calendar, or a text with the accents of the language.
    private static bool IsForeign(string text, HashSet<string> known)
    {
        if (text.Any(letter => "áéíóúýÁÉÍÓÚÝö".Contains(letter, StringComparison.Ordinal)) || known.Any(value => value.Contains(text, StringComparison.OrdinalIgnoreCase)))
            return false;
        var rest = known.OrderByDescending(value => value.Length)
            .Aggregate(Calendar().Replace(text, ""), (left, value) => left.Replace(value, "", StringComparison.OrdinalIgnoreCase));
        return Letters().IsMatch(rest);
    }

    [GeneratedRegex("\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Text();

    [GeneratedRegex("[A-Za-z]{3,}")]
    private static partial Regex Letters();

    [GeneratedRegex(@"\b((Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tue|Wed|Thu|Fri|Sat|Sun|January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b")]
    private static partial Regex Calendar();
}
