using Microsoft.Playwright;

namespace Superfone.Dashboard.Browser.Tests.Nodes;

/// <summary>
/// Ten open pages of one person's phone, which belong to one node: two of them live, the others lists with a filter that were scrolled. Usually
/// each page is drawn by a device of its own; here one browser draws all of them, beside both nodes.
/// </summary>
internal sealed class NodePages : IAsyncDisposable
{
    private const int Live = 2;
    private const int Lists = 8;
    private const string List = "/calls?direction=outbound";
    private const string Place = "[data-cdr-id='1000040']";

    private readonly BrowserPage _window;
    private readonly List<IPage> _live = [];
    private readonly List<IPage> _lists = [];

    private NodePages(BrowserPage window) => _window = window;

    /// <summary>Opens them through the balancer.</summary>
    /// <param name="browser">The browser.</param>
    /// <param name="site">What they show.</param>
    /// <param name="node">The node, as the balancer names it.</param>
    public static async Task<NodePages> OpenAsync(Browser browser, NodeSite site, string node)
    {
        var pages = new NodePages(await BrowserPage.OpenAsync(browser, 390, 844, trustsAnyone: true));
        await pages._window.Page.Context.AddCookiesAsync([new() { Name = "SUPERFONE_NODE", Value = node, Url = site.Url.ToString(), Secure = true, HttpOnly = true }]);
        await pages._window.SignInAsync(site.Url);
        pages._live.Add(pages._window.Page);
        while (pages._live.Count < Live)
            pages._live.Add(await pages.OpenAsync(new Uri(site.Url, "/")));
        while (pages._lists.Count < Lists)
        {
            var page = await pages.OpenAsync(new Uri(site.Url, List));
            await page.Locator(Place).ScrollIntoViewIfNeededAsync();
            pages._lists.Add(page);
        }

        foreach (var page in pages.All)
            await page.EvaluateAsync("() => window.isSamePage = true");
        return pages;
    }

    private IEnumerable<IPage> All => [.. _live, .. _lists];

    /// <summary>Waits until all were loaded again, from another node, and respond to clicks.</summary>
    public Task WaitUntilBackAsync(TimeSpan longest) => Task.WhenAll(All.Select(page => page.WaitForFunctionAsync(
        "() => !window.isSamePage && document.body?.dataset.circuit === 'ready'", null, new() { Timeout = (float)longest.TotalMilliseconds })));

    /// <summary>Fails unless the lists have their address, their filter, and their place.</summary>
    public async Task AssertAtTheirPlaceAsync()
    {
        foreach (var page in _lists)
        {
            Assert.EndsWith(List, page.Url, StringComparison.Ordinal);
            await Assertions.Expect(page.Locator(Place)).ToBeInViewportAsync();
        }
    }

    /// <summary>Fails unless none was loaded again, and all respond to clicks.</summary>
    public async Task AssertUndisturbedAsync()
    {
        foreach (var page in All)
            Assert.True(await page.EvaluateAsync<bool>("() => window.isSamePage === true && document.body.dataset.circuit === 'ready'"), page.Url);
    }

    /// <summary>Waits until the live pages have counted at least as many calls.</summary>
    public async Task WaitUntilShownAsync(int calls)
    {
        foreach (var page in _live)
            await page.WaitForFunctionAsync("least => parseInt(document.querySelector('.tile-value').textContent.replace(/\\D/g, '')) >= least", calls);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _window.DisposeAsync();

    private async Task<IPage> OpenAsync(Uri url)
    {
        var page = await _window.Page.Context.NewPageAsync();
        await page.GotoAsync(url.ToString());
        await page.Locator("body[data-circuit=ready]").WaitForAsync();
        return page;
    }
}
