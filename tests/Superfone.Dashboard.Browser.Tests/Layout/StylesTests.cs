namespace Superfone.Dashboard.Browser.Tests.Layout;

/// <summary>No page lacks a rule of MudBlazor, of whose style sheet only a part is loaded.</summary>
public sealed class StylesTests(Browser browser)
{
    [Fact]
    public async Task Pages_WithAllThatTheyShow_HaveEveryRuleOfMudBlazorThatAppliesToThem()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(
            Payload.Sample("ALL_CALLS"), Payload.Sample("CDR_SUMMARY_READY"), Payload.Sample("CUSTOMER_CREATE"), Payload.Sample("CUSTOMER_CHANGE"),
            People.Missed(5), People.CallBack(6, "NOANSWER"), People.Task(7), People.Reminder(7), """{"event":"SOMETHING_ELSE"}""");
        using var bad = await dashboard.PostAsync("not JSON");
        await using var window = await BrowserPage.OpenAsync(browser, dashboard);
        var cdrId = await window.Page.EvaluateAsync<long>("() => fetch('/api/v1/calls?hasSummary=true').then(reply => reply.json()).then(calls => calls.items[0]?.cdrId ?? 5)");

        foreach (var path in PagePaths.All.Append($"/calls/{cdrId}"))
        {
            await window.GoToAsync(new Uri(dashboard.Url, path));
            var lost = await window.Page.EvaluateAsync<string[]>(
                """
                async () => {
                  const selectorsOf = rules => [...rules].flatMap(rule => rule.selectorText ? [rule.selectorText] : rule.cssRules && !(rule instanceof CSSKeyframesRule) ? selectorsOf(rule.cssRules) : []);
                  const read = async path => {
                    const sheet = new CSSStyleSheet();
                    sheet.replaceSync(await (await fetch(path)).text());
                    return selectorsOf(sheet.cssRules).flatMap(list => list.split(/,(?![^(]*\))/)).map(selector => selector.trim());
                  };
                  const kept = new Set(await read('/css/mudblazor.css'));
                  // Without states and pseudo-elements.
                  const anyState = selector => selector.replace(/::?(hover|focus|focus-visible|focus-within|active|visited|disabled|checked|before|after|placeholder|-[\w-]+)\b/g, '') || '*';
                  const applies = selector => {
                    try {
                      return selector.includes('mud-') && document.querySelector(anyState(selector)) !== null;
                    } catch {
                      return false;
                    }
                  };
                  return (await read('/_content/MudBlazor/MudBlazor.min.css')).filter(selector => !kept.has(selector) && applies(selector));
                }
                """);
            Assert.True(lost.Length == 0, $"{path} lacks rules; name their classes in eng/TrimStyles/StyleTrimmer.cs and run eng/trim-styles.sh:\n{string.Join('\n', lost)}");
        }
    }
}
