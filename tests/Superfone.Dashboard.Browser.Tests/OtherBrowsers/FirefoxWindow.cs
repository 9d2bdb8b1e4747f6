using Microsoft.Playwright;

namespace Superfone.Dashboard.Browser.Tests.OtherBrowsers;

/// <summary>Firefox as it is installed. Playwright drives it by WebDriver BiDi, which needs no build of its own.</summary>
internal sealed class FirefoxWindow : IStoryWindow
{
    /// <summary>Its name in the switch.</summary>
    public const string Name = "firefox";

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly IPage _page;
    private readonly List<string> _complaints = [];

    private FirefoxWindow(IPlaywright playwright, IBrowser browser, IPage page)
    {
        (_playwright, _browser, _page) = (playwright, browser, page);
        page.PageError += (_, error) =>
        {
            // Of a page that is left, whose connection ends.
            if (!error.Contains("WebSocket is not in the OPEN state", StringComparison.Ordinal))
                _complaints.Add(error);
        };
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _complaints.Add(message.Text);
        };
    }

    /// <summary>Opens an empty window.</summary>
    public static async Task<FirefoxWindow> OpenAsync(bool isDark)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Firefox.LaunchAsync(new()
        {
            Channel = "moz-firefox",
            ExecutablePath = BrowserSwitch.Find("firefox-esr"),
            FirefoxUserPrefs = new Dictionary<string, object> { ["layout.css.prefers-color-scheme.content-override"] = isDark ? 0 : 1 },
        });
        return new FirefoxWindow(playwright, browser, await browser.NewPageAsync());
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ComplaintsAsync() => Task.FromResult<IReadOnlyList<string>>(_complaints);

    /// <inheritdoc/>
    public Task GoToAsync(Uri url) => _page.GotoAsync(url.ToString());

    /// <inheritdoc/>
    public Task ResizeAsync(int width, int height) => _page.SetViewportSizeAsync(width, height);

    /// <inheritdoc/>
    public Task ClickAsync(string selector) => _page.Locator(selector).First.ClickAsync();

    /// <inheritdoc/>
    public Task TypeAsync(string selector, string text) => _page.Locator(selector).First.PressSequentiallyAsync(text);

    /// <inheritdoc/>
    public Task<T> EvaluateAsync<T>(string expression) => _page.EvaluateAsync<T>(expression);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
