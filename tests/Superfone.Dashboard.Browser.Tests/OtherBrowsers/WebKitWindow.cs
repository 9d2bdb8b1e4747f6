using System.Text.Json;
using OpenQA.Selenium;
using OpenQA.Selenium.Remote;

namespace Superfone.Dashboard.Browser.Tests.OtherBrowsers;

/// <summary>WebKit, the engine of Safari, in the small browser that WebKitGTK has for tests. WebDriver drives it, on a screen of its own.</summary>
internal sealed class WebKitWindow : IStoryWindow
{
    /// <summary>Its name in the switch.</summary>
    public const string Name = "webkit";

    // WebDriver has no console: what is written from here on is kept in the page.
    private const string Listen =
        """
        if (!window.complaints) {
          window.complaints = [];
          addEventListener('error', event => window.complaints.push(`${event.message} ${event.filename}`));
          addEventListener('unhandledrejection', event => window.complaints.push(String(event.reason)));
          for (const kind of ['error', 'warn']) {
            const write = console[kind];
            console[kind] = (...values) => { window.complaints.push(values.map(String).join(' ')); write(...values); };
          }
        }
        """;

    private readonly WebKitDriverProcess _process;
    private readonly RemoteWebDriver _driver;

    private WebKitWindow(WebKitDriverProcess process, RemoteWebDriver driver)
    {
        (_process, _driver) = (process, driver);
        driver.Manage().Timeouts().ImplicitWait = TimeSpan.FromSeconds(15);
    }

    /// <summary>Opens an empty window.</summary>
    public static async Task<WebKitWindow> OpenAsync(bool isDark)
    {
        var process = await WebKitDriverProcess.StartAsync(isDark);
        try
        {
            return new WebKitWindow(process, await Task.Run(() => new RemoteWebDriver(process.Url, new MiniBrowserOptions())));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ComplaintsAsync() => EvaluateAsync<IReadOnlyList<string>>("window.complaints ?? []");

    /// <inheritdoc/>
    public Task GoToAsync(Uri url) => Task.Run(() =>
    {
        _driver.Navigate().GoToUrl(url);
        _driver.ExecuteScript(Listen);
    });

    /// <inheritdoc/>
    public Task ResizeAsync(int width, int height) => Task.Run(() => _driver.Manage().Window.Size = new System.Drawing.Size(width, height));

    /// <inheritdoc/>
    public Task ClickAsync(string selector) => Task.Run(_driver.FindElement(By.CssSelector(selector)).Click);

    /// <inheritdoc/>
    public Task TypeAsync(string selector, string text) => Task.Run(() => _driver.FindElement(By.CssSelector(selector)).SendKeys(text));

    /// <inheritdoc/>
    public Task<T> EvaluateAsync<T>(string expression) =>
        Task.Run(() => JsonSerializer.Deserialize<T>((string)_driver.ExecuteScript($"return JSON.stringify({expression})")!)!);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.Run(_driver.Quit);
        await _process.DisposeAsync();
    }

    private sealed class MiniBrowserOptions : DriverOptions
    {
        public MiniBrowserOptions() => BrowserName = "MiniBrowser";

        public override ICapabilities ToCapabilities()
        {
            var capabilities = GenerateDesiredCapabilities(true);
            capabilities.SetCapability("webkitgtk:browserOptions", new Dictionary<string, object> { ["binary"] = WebKitDriverProcess.MiniBrowser, ["args"] = new[] { "--automation" } });
            return capabilities.AsReadOnly();
        }
    }
}
