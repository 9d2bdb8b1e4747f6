using Microsoft.Playwright;

// Screenshots <folder> name=/path…: takes a screenshot of each page of a demo, on a desktop and a phone, light and dark.
// {cdrId} and {contactId} in a path stand for the latest call with a summary, and its contact; {missedId} for the latest missed call.
if (args.Length < 2)
{
    Console.Error.WriteLine("Usage: Screenshots <folder> name=/path…");
    return 2;
}

var folder = Directory.CreateDirectory(args[0]).FullName;
var settings = new ShotSettings();
await using var demo = await Demo.StartAsync(settings.Settle);
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

foreach (var (screen, width, height) in settings.Screens)
{
    foreach (var scheme in settings.Schemes.Where(scheme => !settings.IsForDocumentation || screen == "desktop" || scheme == ColorScheme.Light))
    {
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            Locale = settings.Locale,
            ReducedMotion = ReducedMotion.Reduce,
        });
        await context.Clock.InstallAsync(new() { TimeDate = Demo.Time.GetUtcNow().UtcDateTime });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        await page.GotoAsync(demo.Entry.ToString());
        var cdrId = await page.EvaluateAsync<long>("() => fetch('/api/v1/calls?hasSummary=true&hasRecording=true&outcome=answered&limit=20').then(reply => reply.json())"
            + ".then(calls => (calls.items.find(call => call.contact && call.durationSeconds > 50) ?? calls.items[0]).cdrId)");
        var contactId = await page.EvaluateAsync<long>("id => fetch('/api/v1/calls/' + id).then(reply => reply.json()).then(call => call.contact?.contactId ?? 0)", cdrId);
        var missedId = await page.EvaluateAsync<long>("() => fetch('/api/v1/calls?missed=true&limit=1').then(reply => reply.json()).then(calls => calls.items[0].cdrId)");
        foreach (var shot in args[1..])
        {
            var (name, path) = (shot[..shot.IndexOf('=')], shot[(shot.IndexOf('=') + 1)..]);
            var response = await page.GotoAsync(new Uri(demo.Entry, path.Replace("{cdrId}", $"{cdrId}").Replace("{contactId}", $"{contactId}").Replace("{missedId}", $"{missedId}")).ToString());
            if (response is not { Ok: true } and not { Status: 404 })
            {
                Console.WriteLine($"{path} answered {response?.Status}: no picture.");
                continue;
            }

            await page.Locator("body[data-circuit=ready]").WaitForAsync();

            // Loading skeletons disappear once the data is there; a page without any is ready at once.
            await Assertions.Expect(page.Locator(".mud-skeleton")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
            await Task.Delay(400);
            var file = Path.Combine(folder, $"{name}-{screen}-{(scheme == ColorScheme.Dark ? "dark" : "light")}.{(settings.IsForDocumentation ? "webp" : "png")}");
            if (settings.IsForDocumentation)
                await File.WriteAllBytesAsync(file, await WebPAsync(context, page));
            else
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = file, FullPage = settings.IsFullPage });
            Console.WriteLine($"{file} ({new FileInfo(file).Length / 1024} kB)");
        }
    }
}

return 0;

// A third of the size of a PNG, and as sharp to the eye.
static async Task<byte[]> WebPAsync(IBrowserContext context, IPage page)
{
    var devTools = await context.NewCDPSessionAsync(page);
    var picture = await devTools.SendAsync("Page.captureScreenshot", new() { ["format"] = "webp", ["quality"] = 62 });
    await devTools.DetachAsync();
    return picture!.Value.GetProperty("data").GetBytesFromBase64();
}
