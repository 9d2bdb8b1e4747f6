using Microsoft.Playwright;

namespace Superfone.Dashboard.Browser.Tests;

/// <summary>One Chromium for all tests of an assembly; each test opens a context of its own.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>
    /// Opens an empty profile with a window of the given size and colours, of somebody who reads a language. Unless the service worker may be installed, pages do
    /// without it: it fetches the whole shell, which makes each first page of a profile slower.
    /// </summary>
    public Task<IBrowserContext> OpenAsync(
        int width, int height, ColorScheme scheme, bool hasTouch = false, bool trustsAnyone = false, string locale = "en-IN", bool installsWorker = false) =>
        _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            Locale = locale,
            HasTouch = hasTouch,
            IgnoreHTTPSErrors = trustsAnyone,
            ServiceWorkers = installsWorker ? ServiceWorkerPolicy.Allow : ServiceWorkerPolicy.Block,

            // Nobody watches, and what moves is drawn by the processor.
            ReducedMotion = ReducedMotion.Reduce,
        });

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        // A loaded machine is slow, not broken.
        Assertions.SetDefaultExpectTimeout(15_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            // eng/test.sh finds or installs a browser and says where; without it Playwright's own is used.
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM_PATH"),
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--no-first-run", "--disable-quic",
            ],
        });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
