using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Superfone.Dashboard.Browser.Tests.OtherBrowsers;

/// <summary>WebKit's WebDriver on a virtual screen, both of which end with it.</summary>
internal sealed class WebKitDriverProcess : IAsyncDisposable
{
    private readonly Process _screen;
    private readonly Process _driver;

    private WebKitDriverProcess(Process screen, Process driver, Uri url) => (_screen, _driver, Url) = (screen, driver, url);

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <summary>The path of the browser, which comes with the library.</summary>
    public static string MiniBrowser => Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu")
        .SelectMany(folder => Directory.EnumerateDirectories(folder, "webkit2gtk-4.*")).Select(folder => Path.Combine(folder, "MiniBrowser")).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("There is no MiniBrowser of WebKitGTK here: `source eng/find-browsers.sh` installs it.");

    /// <summary>Starts both, and waits until it answers.</summary>
    /// <param name="isDark">Whether the system's theme is dark.</param>
    public static async Task<WebKitDriverProcess> StartAsync(bool isDark)
    {
        // It chooses a number that is free and writes it to its standard output.
        var screen = Process.Start(new ProcessStartInfo(BrowserSwitch.Find("Xvfb"), ["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"])
        {
            RedirectStandardOutput = true,
        })!;
        var display = await screen.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        var port = FreePort();
        var start = new ProcessStartInfo(BrowserSwitch.Find("WebKitWebDriver"), ["-p", port.ToString(CultureInfo.InvariantCulture)])
        {
            UseShellExecute = false,
        };
        start.Environment["DISPLAY"] = $":{display}";
        start.Environment["GTK_THEME"] = isDark ? "Adwaita:dark" : "Adwaita";
        start.Environment["LIBGL_ALWAYS_SOFTWARE"] = "1";
        start.Environment["NO_AT_BRIDGE"] = "1";
        var process = new WebKitDriverProcess(screen, Process.Start(start)!, new Uri($"http://127.0.0.1:{port}"));
        await process.WaitAsync();
        return process;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var process in new[] { _driver, _screen })
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }
    }

    private async Task WaitAsync()
    {
        using var client = new HttpClient { BaseAddress = Url };
        for (var isThere = false; !isThere; isThere = await AnswersAsync(client))
        {
            Assert.False(_driver.HasExited, "WebKitWebDriver has ended");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            using var reply = await client.GetAsync("/status", TestContext.Current.CancellationToken);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
