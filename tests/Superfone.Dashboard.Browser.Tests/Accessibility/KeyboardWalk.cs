using Microsoft.Playwright;

namespace Superfone.Dashboard.Browser.Tests.Accessibility;

/// <summary>Somebody who has a keyboard only: they see where it is at each step, and never lose the place.</summary>
internal sealed class KeyboardWalk(IPage page)
{
    private const int MostSteps = 120;

    // Behind the last element of a page, the keyboard is in the browser for one step; a page that has just opened puts it on its heading. Fields of MudBlazor and rows show the focus of what is in them.
    private const string Look =
        """
        target => {
          const at = document.activeElement;
          if (!at || at === document.body || at.tabIndex < 0)
            return null;
          const box = at.getBoundingClientRect();
          const text = at.outerHTML.slice(0, 160);
          if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth)
            return `Outside of the window: ${text}`;
          const isMarked = part => part && getComputedStyle(part).outlineStyle !== 'none' && parseFloat(getComputedStyle(part).outlineWidth) > 0;
          if (!isMarked(at) && !isMarked(at.closest('.row')) && !at.closest('.mud-input-control'))
            return `Not marked: ${text}`;
          return at === target ? '' : null;
        }
        """;

    /// <summary>Presses a key.</summary>
    public Task PressAsync(string key) => page.Keyboard.PressAsync(key);

    /// <summary>Types a text.</summary>
    public Task TypeAsync(string text) => page.Keyboard.TypeAsync(text);

    /// <summary>Presses Tab until the keyboard is at an element.</summary>
    /// <param name="target">The element.</param>
    /// <param name="key">Tab, or Shift+Tab to go back.</param>
    public async Task ToAsync(ILocator target, string key = "Tab")
    {
        await Assertions.Expect(target).ToBeVisibleAsync();
        for (var step = 0; step < MostSteps; step++)
        {
            await page.Keyboard.PressAsync(key);
            switch (await target.EvaluateAsync<string?>(Look))
            {
                case "":
                    return;
                case { } problem:
                    Assert.Fail(problem);
                    break;
            }
        }

        Assert.Fail($"Not reached with {MostSteps} steps: {target}");
    }

    /// <summary>Goes to an element and presses Enter.</summary>
    public async Task EnterAsync(ILocator target)
    {
        await ToAsync(target);
        await PressAsync("Enter");
    }

    /// <summary>Walks once through the page that is shown: everything that can be reached is, in the order of the page, and behind the last comes the first.</summary>
    public async Task AroundAsync()
    {
        await page.EvaluateAsync(
            """
            () => {
              document.activeElement.blur();
              getSelection().removeAllRanges();
              const parts = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')];
              window.left = new Set(parts.filter(part => !part.disabled && part.tabIndex >= 0 && part.checkVisibility({ visibilityProperty: true })));
            }
            """);
        for (var step = 0; step < 2 * MostSteps; step++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<int>("() => { window.left.delete(document.activeElement); return window.left.size; }") == 0)
                return;
        }

        Assert.Empty(await page.EvaluateAsync<string[]>("[...window.left].filter(part => part.isConnected).map(part => `Not reached: ${part.outerHTML.slice(0, 160)}`)"));
    }
}
