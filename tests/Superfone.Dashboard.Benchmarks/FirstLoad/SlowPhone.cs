using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Superfone.Dashboard.Benchmarks.FirstLoad;

/// <summary>What a first visit of a page took and cost.</summary>
/// <param name="FirstPaint">When the first content was painted, seconds after the visit began.</param>
/// <param name="Ready">When the page answered to taps.</param>
/// <param name="Answered">When the answer to a real tap was on the screen: another page, opened from the bar.</param>
/// <param name="HttpKiB">Everything that came over HTTP, as it was encoded, with headers, until the page was ready.</param>
/// <param name="SocketKiB">What came over the WebSocket until then, before the connection's own compression.</param>
/// <param name="Largest">The largest answers over HTTP, with their sizes.</param>
internal sealed record FirstLoad(double FirstPaint, double Ready, double Answered, double HttpKiB, double SocketKiB, string Largest);

/// <summary>A phone on a slow network, whose browser has seen nothing of the dashboard but its cookie.</summary>
/// <param name="browser">The browser.</param>
/// <param name="storage">Cookies of who is signed in.</param>
internal sealed class SlowPhone(IBrowser browser, string storage)
{
    private const double BitsPerSecond = 1_600_000;
    private const double LatencyMilliseconds = 150;

    /// <summary>Visits a page for the first time.</summary>
    /// <param name="url">The page.</param>
    public async Task<FirstLoad> VisitAsync(Uri url)
    {
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = 390, Height = 844 },
            DeviceScaleFactor = 3,
            HasTouch = true,
            IsMobile = true,
            Locale = "en-IN",
            StorageState = storage,
        });
        var page = await context.NewPageAsync();
        var wire = await Wire.WatchAsync(await context.NewCDPSessionAsync(page));
        await page.AddInitScriptAsync(
            """
            document.addEventListener('DOMContentLoaded', () => {
              const note = () => document.body.dataset.circuit === 'ready' && (window.readyAfter ??= performance.now());
              new MutationObserver(note).observe(document.body, { attributes: true });
              note();
            });
            """);
        await page.GotoAsync(url.ToString(), new() { WaitUntil = WaitUntilState.Commit, Timeout = 120_000 });
        await page.Locator("body[data-circuit=ready]").WaitForAsync(new() { Timeout = 120_000 });
        var (http, socket, largest) = wire.SoFar();
        var target = url.AbsolutePath == "/calls" ? "Live" : "Calls";
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = target, Exact = true }).TapAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = target, Level = 1, Exact = true }).WaitForAsync(new() { Timeout = 120_000 });
        var times = await page.EvaluateAsync<JsonElement>(
            "() => [performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 1e6, window.readyAfter, performance.now()].map(time => time / 1000)");
        return new FirstLoad(times[0].GetDouble(), times[1].GetDouble(), times[2].GetDouble(), http, socket, largest);
    }

    // What travels, as the browser's own tools count it.
    private sealed class Wire
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<string, string> _names = [];
        private readonly Dictionary<string, double> _sizes = [];
        private double _socket;

        public static async Task<Wire> WatchAsync(ICDPSession session)
        {
            var wire = new Wire();
            session.Event("Network.requestWillBeSent").OnEvent += (_, data) => wire.Take(data, value =>
                wire._names[IdOf(value)] = new Uri(value.GetProperty("request").GetProperty("url").GetString()!).AbsolutePath);
            session.Event("Network.loadingFinished").OnEvent += (_, data) => wire.Take(data, value =>
                wire._sizes[IdOf(value)] = value.GetProperty("encodedDataLength").GetDouble());
            session.Event("Network.webSocketFrameReceived").OnEvent += (_, data) => wire.Take(data, value =>
            {
                var frame = value.GetProperty("response");
                var text = frame.GetProperty("payloadData").GetString()!;
                wire._socket += frame.GetProperty("opcode").GetInt32() == 2 ? Convert.FromBase64String(text).Length : text.Length;
            });
            await session.SendAsync("Network.enable");
            await session.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object>
            {
                ["offline"] = false,
                ["latency"] = LatencyMilliseconds,
                ["downloadThroughput"] = BitsPerSecond / 8,
                ["uploadThroughput"] = BitsPerSecond / 8,
            });
            return wire;
        }

        public (double HttpKiB, double SocketKiB, string Largest) SoFar()
        {
            lock (_lock)
            {
                var largest = _sizes.OrderByDescending(size => size.Value).Take(4)
                    .Select(size => string.Create(CultureInfo.InvariantCulture, $"{_names.GetValueOrDefault(size.Key)} {size.Value / 1024:0.#}"));
                return (_sizes.Values.Sum() / 1024, _socket / 1024, string.Join(", ", largest));
            }
        }

        private static string IdOf(JsonElement value) => value.GetProperty("requestId").GetString()!;

        private void Take(JsonElement? data, Action<JsonElement> take)
        {
            lock (_lock)
                take(data!.Value);
        }
    }
}
