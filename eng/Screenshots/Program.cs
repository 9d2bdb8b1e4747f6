using Microsoft.Playwright;

// Screenshots <entry link> <folder> name=/path…: takes a screenshot of each page, on a desktop and a phone, light and dark.
// {cdrId} and {contactId} in a path stand for the latest call with a summary, and its contact; {missedId} for the latest missed call.
// The environment variable WIDTHS, such as "320 768 2560", chooses other windows, SCHEMES, such as "dark", other colours. FULL_PAGE=1 takes
// the whole page, not only its first screen. LOCALE, such as "hi-IN", chooses the language of the browser.
if (args.Length < 3)
{
    Console.Error.WriteLine("Usage: Screenshots <entry link> <folder> name=/path…");
    return 2;
}

var entry = new Uri(args[0]);
var folder = Directory.CreateDirectory(args[1]).FullName;
using var playwright = await Playwright.CreateAsync();
await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
{
    ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM_PATH"),
    Args =
    [
        "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic",
        "--hide-scrollbars",
    ],
});

(string Name, int Width, int Height)[] screens = Environment.GetEnvironmentVariable("WIDTHS") is { Length: > 0 } widths
    ? [.. widths.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).Select(width => ($"{width}", width, HeightOf(width)))]
    : [("desktop", 1440, 900), ("phone", 390, 844)];
ColorScheme[] schemes = Environment.GetEnvironmentVariable("SCHEMES") is { Length: > 0 } names
    ? [.. names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => Enum.Parse<ColorScheme>(name, ignoreCase: true))]
    : [ColorScheme.Light, ColorScheme.Dark];
var isFullPage = Environment.GetEnvironmentVariable("FULL_PAGE") is { Length: > 0 };
foreach (var (screen, width, height) in screens)
{
    foreach (var scheme in schemes)
    {
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            Locale = Environment.GetEnvironmentVariable("LOCALE") is { Length: > 0 } locale ? locale : "en-IN",
            ReducedMotion = ReducedMotion.Reduce,
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        await page.GotoAsync(entry.ToString());
        var cdrId = await page.EvaluateAsync<long>("() => fetch('/api/v1/calls?hasSummary=true&hasRecording=true&outcome=answered&limit=20').then(reply => reply.json())"
            + ".then(calls => (calls.items.find(call => call.contact && call.durationSeconds > 50) ?? calls.items[0]).cdrId)");
        var contactId = await page.EvaluateAsync<long>("id => fetch('/api/v1/calls/' + id).then(reply => reply.json()).then(call => call.contact?.contactId ?? 0)", cdrId);
        var missedId = await page.EvaluateAsync<long>("() => fetch('/api/v1/calls?missed=true&limit=1').then(reply => reply.json()).then(calls => calls.items[0].cdrId)");
        foreach (var shot in args[2..])
        {
            var (name, path) = (shot[..shot.IndexOf('=')], shot[(shot.IndexOf('=') + 1)..]);
            var response = await page.GotoAsync(new Uri(entry, path.Replace("{cdrId}", $"{cdrId}").Replace("{contactId}", $"{contactId}").Replace("{missedId}", $"{missedId}")).ToString());
            if (response is not { Ok: true } and not { Status: 404 })
            {
                Console.WriteLine($"{path} answered {response?.Status}: no picture.");
                continue;
            }

            await page.Locator("body[data-circuit=ready]").WaitForAsync();

            // Loading skeletons disappear once the data is there; a page without any is ready at once.
            await Assertions.Expect(page.Locator(".mud-skeleton")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
            await page.WaitForTimeoutAsync(400);
            var file = Path.Combine(folder, $"{name}-{screen}-{(scheme == ColorScheme.Dark ? "dark" : "light")}.png");
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = file, FullPage = isFullPage });
            Console.WriteLine($"{file} ({new FileInfo(file).Length / 1024} kB)");
        }
    }
}

return 0;

static int HeightOf(int width) => width switch
{
    <= 640 => 844,
    <= 1024 => 1024,
    <= 1440 => 900,
    _ => 1440,
};
