using Microsoft.Playwright;

namespace Superfone.Dashboard.Browser.Tests.Accessibility;

/// <summary>What a page does not show at once: folded parts, menus, dialogs, and forms that were sent with nothing in them.</summary>
internal static class OpenedParts
{
    // Each opens a dialog or a menu that Escape closes, and is ready when nothing in it loads.
    private static readonly string[] Openers = ["main [data-before]", "main a[href^='https://wa.me/']:not([data-chosen])", "main button.call-value"];

    /// <summary>Opens one after the other on the page that is shown, and looks at each.</summary>
    /// <param name="window">The page.</param>
    /// <param name="look">Looks at it, under a name of what is open.</param>
    public static async Task VisitAsync(BrowserPage window, Func<string, Task> look)
    {
        var page = window.Page;
        foreach (var id in await page.EvaluateAsync<string[]>("[...document.querySelectorAll('[popovertarget]')].map(button => button.getAttribute('popovertarget'))"))
        {
            await page.EvaluateAsync("id => document.getElementById(id).showPopover()", id);
            await look(id);
            await page.EvaluateAsync("id => document.getElementById(id).hidePopover()", id);
        }

        foreach (var opener in Openers)
        {
            if (await VisibleAsync(page, opener) is not { } button)
                continue;
            await button.ClickAsync();
            await page.WaitForFunctionAsync("() => document.querySelector('dialog[open]:not([data-waits]), [popover]:popover-open') && !document.querySelector('dialog[open] [aria-busy=true]')");
            await look(opener);
            await page.Keyboard.PressAsync("Escape");
        }

        if (await page.EvaluateAsync<int>(
            """
            () => {
              const folded = [...document.querySelectorAll('main details:not([open]) > summary, main button[aria-expanded=false]')].filter(part => part.checkVisibility()).slice(0, 12);
              folded.forEach(part => part.click());
              return folded.length;
            }
            """) > 0)
        {
            await Assertions.Expect(page.Locator(".mud-skeleton")).ToHaveCountAsync(0);
            await look("unfolded");
        }

        if (await VisibleAsync(page, "main form:not([action='/logout']) button[type=submit]:enabled") is { } submit)
        {
            await submit.ClickAsync();
            await window.WaitUntilReadyAsync();
            await look("sent");
        }
    }

    private static async Task<ILocator?> VisibleAsync(IPage page, string selector)
    {
        var found = page.Locator(selector).Locator("visible=true").First;
        return await found.CountAsync() > 0 ? found : null;
    }
}
