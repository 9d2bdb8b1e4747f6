using Microsoft.Playwright;

namespace Superfone.Dashboard.Browser.Tests.Layout;

/// <summary>The rules of MudBlazor's style sheet that are left out of the part of it that pages load, and that no page may therefore need.</summary>
internal sealed class LeftOutStyles
{
    private readonly string[] _selectors;

    private LeftOutStyles(string[] selectors) => _selectors = selectors;

    /// <summary>Reads which they are.</summary>
    /// <param name="page">Any page of the application.</param>
    public static async Task<LeftOutStyles> ReadAsync(IPage page)
    {
        var selectors = await page.EvaluateAsync<string[]>(
            """
            async () => {
              const selectorsOf = rules => [...rules].flatMap(rule => rule.selectorText ? [rule.selectorText] : rule.cssRules && !(rule instanceof CSSKeyframesRule) ? selectorsOf(rule.cssRules) : []);
              const read = async path => {
                const sheet = new CSSStyleSheet();
                sheet.replaceSync(await (await fetch(path)).text());
                return selectorsOf(sheet.cssRules).flatMap(list => list.split(/,(?![^(]*\))/)).map(selector => selector.trim());
              };
              const kept = new Set(await read('/css/mudblazor.css'));
              return (await read('/_content/MudBlazor/MudBlazor.min.css')).filter(selector => !kept.has(selector) && selector.includes('mud-'));
            }
            """);
        Assert.NotEmpty(selectors);
        return new LeftOutStyles(selectors);
    }

    /// <summary>Those that apply to something on a page, in whatever state it is.</summary>
    public Task<string[]> AppliedAsync(IPage page) => page.EvaluateAsync<string[]>(
        """
        selectors => {
          // Without states and pseudo-elements.
          const anyState = selector => selector.replace(/::?(hover|focus|focus-visible|focus-within|active|visited|disabled|checked|before|after|placeholder|-[\w-]+)\b/g, '') || '*';
          const applies = selector => {
            try {
              return document.querySelector(anyState(selector)) !== null;
            } catch {
              return false;
            }
          };
          return selectors.filter(applies);
        }
        """,
        _selectors);
}
