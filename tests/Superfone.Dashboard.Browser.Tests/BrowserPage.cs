using System.Net;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Superfone.Dashboard.Browser.Tests.Accessibility;

namespace Superfone.Dashboard.Browser.Tests;

/// <summary>A browser window on a running dashboard, signed in as its owner, that records the errors of its console.</summary>
public sealed class BrowserPage : IAsyncDisposable
{
    private const string TargetSize = "target-size";
    private const string WithoutWorker = "Service Worker registration blocked by Playwright";

    // A part of it is below a bar that stays where it is, and comes out when one scrolls.
    private const string IsBelowBar =
        """
        selector => {
          const target = document.querySelector(selector), box = target.getBoundingClientRect();
          const isInBar = element => {
            for (let at = element; at && !at.contains(target); at = at.parentElement)
              if (['fixed', 'sticky'].includes(getComputedStyle(at).position))
                return true;
            return false;
          };
          return [box.left + 1, box.right - 1].some(x => [box.top + 1, box.bottom - 1].some(y => isInBar(document.elementFromPoint(x, y))));
        }
        """;

    private const string RunAxe =
        $$"""
        async () => {
          const found = await axe.run({ resultTypes: ['violations'], rules: { '{{TargetSize}}': { enabled: true } } });
          return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html, target }) => ({ rule: id, html, selector: String(target[0]) })));
        }
        """;

    private static readonly (int Width, int Height, ColorScheme Scheme)[] Screens =
    [
        (390, 844, ColorScheme.Light), (390, 844, ColorScheme.Dark), (1440, 900, ColorScheme.Light), (1440, 900, ColorScheme.Dark), (2560, 1440, ColorScheme.Light),
    ];

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    private BrowserPage(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.PageError += (_, error) => _complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && message.Text != WithoutWorker)
                _complaints.Add(message.Text);
        };
    }

    /// <summary>The page to drive.</summary>
    public IPage Page { get; }

    /// <summary>Opens an empty window.</summary>
    public static async Task<BrowserPage> OpenAsync(
        Browser browser, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light, bool hasTouch = false, bool trustsAnyone = false,
        string locale = "en-IN", bool installsWorker = false)
    {
        var context = await browser.OpenAsync(width, height, scheme, hasTouch, trustsAnyone, locale, installsWorker);
        return new BrowserPage(context, await context.NewPageAsync());
    }

    /// <summary>Opens a window and a page in it, signed in as the owner unless another email is given. The form of the sign-in page is not filled in for it.</summary>
    public static async Task<BrowserPage> OpenAsync(
        Browser browser, RunningDashboard dashboard, string path = "/", int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light,
        bool hasTouch = false, string email = RunningDashboard.OwnerEmail)
    {
        var window = await OpenAsync(browser, width, height, scheme, hasTouch);
        var cookies = new CookieContainer();
        using var client = await dashboard.SignInAsync(email, RunningDashboard.OwnerPassword, cookies);
        await window._context.AddCookiesAsync(cookies.GetAllCookies().Select(cookie => new Microsoft.Playwright.Cookie
        {
            Name = cookie.Name,
            Value = cookie.Value,
            Url = dashboard.Url.ToString(),
            HttpOnly = cookie.HttpOnly,
        }));
        await window.GoToAsync(new Uri(dashboard.Url, path));
        return window;
    }

    /// <summary>Signs in, as the owner unless another email is given, and opens a page.</summary>
    public Task SignInAsync(RunningDashboard dashboard, string path = "/", string email = RunningDashboard.OwnerEmail) => SignInAsync(dashboard.Url, path, email);

    /// <summary>Signs in at an address, as the owner unless another email is given, and opens a page.</summary>
    public async Task SignInAsync(Uri url, string path = "/", string email = RunningDashboard.OwnerEmail)
    {
        await GoToAsync(new Uri(url, $"/login?returnUrl={Uri.EscapeDataString(path)}"));
        await Page.GetByLabel("Email").FillAsync(email);
        await Page.GetByLabel("Password").FillAsync(RunningDashboard.OwnerPassword);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Page.WaitForURLAsync(new Uri(url, path).ToString());
        await WaitUntilReadyAsync();
    }

    /// <summary>Opens a page and waits until it is interactive.</summary>
    public async Task GoToAsync(Uri url)
    {
        await Page.GotoAsync(url.ToString());
        await WaitUntilReadyAsync();
    }

    /// <summary>The element that contains some words.</summary>
    public ILocator Saying(params string[] words) => Page.GetByText(Words(words));

    /// <summary>Matches a text that contains some words in that order, whatever their case and whatever is between them.</summary>
    public static Regex Words(params string[] words) => new(string.Join(".*", words.Select(Regex.Escape)), RegexOptions.IgnoreCase | RegexOptions.Singleline);

    /// <summary>The row or card of a call.</summary>
    public ILocator Call(long cdrId) => Page.Locator($"[data-cdr-id='{cdrId}']");

    /// <summary>
    /// Fails if the console has errors, the page is wider than its window, a way to call has none to what to know before, or, by the switch, axe finds anything.
    /// </summary>
    public async Task AssertHealthyAsync()
    {
        Assert.Empty(_complaints);
        await AssertFitsAsync();
        await AssertCallsOfferCardAsync();
        if (AccessibilitySwitch.IsOn)
            await AssertAccessibleAsync();
    }

    /// <summary>The same on a phone, a desk and a wall, in light colours and dark ones, and axe finds nothing.</summary>
    public async Task AssertHealthyOnAnyScreenAsync()
    {
        foreach (var (width, height, scheme) in Screens)
        {
            await ShowOnAsync(width, height, scheme);
            await AssertHealthyAsync();
            await AssertAccessibleAsync();
        }
    }

    /// <summary>The same of several pages, each on its own screen.</summary>
    /// <param name="dashboard">The dashboard.</param>
    /// <param name="pages">The paths, sizes and colours.</param>
    /// <param name="ready">Waits until a page shows what it is to show.</param>
    public Task AssertHealthyAsync(RunningDashboard dashboard, (string Path, int Width, int Height, ColorScheme Scheme)[] pages, Func<Task> ready) => Assert.AllAsync(pages, async page =>
    {
        await ShowOnAsync(page.Width, page.Height, page.Scheme);
        await GoToAsync(new Uri(dashboard.Url, page.Path));
        await ready();
        await AssertHealthyAsync();
        await AssertAccessibleAsync();
    });

    /// <summary>Gives the window another size and other colours.</summary>
    public async Task ShowOnAsync(int width, int height, ColorScheme scheme)
    {
        await Page.SetViewportSizeAsync(width, height);
        await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
    }

    /// <summary>What the browser has said was wrong so far, one text each: errors and warnings.</summary>
    public IReadOnlyList<string> Complaints => [.. _complaints];

    /// <summary>Fails if the page is wider than its window.</summary>
    public async Task AssertFitsAsync() =>
        Assert.Empty(await Page.EvaluateAsync<string[]>(
            """
            () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
              .filter(element => element.getBoundingClientRect().right > innerWidth).map(element => `Too wide: ${element.outerHTML.slice(0, 160)}`)
            """));

    /// <summary>Fails if something that calls has no button beside it that shows what to know before the call.</summary>
    public async Task AssertCallsOfferCardAsync() =>
        Assert.Empty(await Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('a[href^="tel:"], [data-call]')]
              .filter(call => call.checkVisibility() && !call.closest('.before-call'))
              .filter(call => ![...call.parentElement.querySelectorAll('[data-before]')].some(card =>
                card.checkVisibility() && card.dataset.before === (call.dataset.call ?? call.getAttribute('href').slice('tel:'.length))))
              .map(call => `Calls without the card: ${call.parentElement.outerHTML.slice(0, 240)}`)
            """));

    /// <summary>Fails if axe finds anything, however slight; the size of targets counts as well, which it leaves out by itself.</summary>
    public async Task AssertAccessibleAsync()
    {
        if (!await Page.EvaluateAsync<bool>("() => 'axe' in window"))
            await Page.EvaluateAsync($"{Axe}; void 0");
        List<string> all = [];
        foreach (var finding in await Page.EvaluateAsync<AxeFinding[]>(RunAxe))
        {
            if (finding.Rule != TargetSize || !await Page.EvaluateAsync<bool>(IsBelowBar, finding.Selector))
                all.Add($"{finding.Rule}: {finding.Html}");
        }

        Assert.True(all.Count == 0, string.Join('\n', all));
    }

    /// <summary>Waits until the page is interactive.</summary>
    public Task WaitUntilReadyAsync() => Page.Locator("body[data-circuit=ready]").WaitForAsync();

    /// <summary>Waits for the script of a part of the page as well, which loads after the page.</summary>
    public Task WaitUntilReadyAsync(string part) => Page.Locator($"{part}[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private sealed class AxeFinding
    {
        public required string Rule { get; set; }

        public required string Html { get; set; }

        public required string Selector { get; set; }
    }
}
