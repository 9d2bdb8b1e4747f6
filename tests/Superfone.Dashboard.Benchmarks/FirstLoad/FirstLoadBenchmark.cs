using System.Globalization;
using Microsoft.Playwright;

namespace Superfone.Dashboard.Benchmarks.FirstLoad;

/// <summary>The first visit of a page over a slow network: how soon something is seen and answers, and how much travels.</summary>
internal static class FirstLoadBenchmark
{
    private static readonly string[] Pages = ["/", "/calls", "/follow-ups", "/analytics"];

    /// <summary>Runs it and prints what it found.</summary>
    /// <returns>0, or 1 when a limit is missed.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new Arguments(args);
        var rounds = (int)arguments.Number("rounds", 3);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM_PATH"),
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--no-first-run", "--disable-quic",
            ],
        });

        var table = new LimitTable();
        await using (var published = await DemoProcess.PublishAsync(arguments.Text("published")))
            await MeasureAsync(browser, published, rounds, 220, "published", table);
        if (arguments.Text("published") is null)
        {
            await using var source = DemoProcess.FromSource();
            await MeasureAsync(browser, source, rounds, 350, "dotnet run", table);
        }

        return table.IsKept ? 0 : 1;
    }

    private static async Task MeasureAsync(IBrowser browser, DemoProcess demo, int rounds, double httpLimit, string how, LimitTable table)
    {
        var entry = await demo.EntryAsync();
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(entry.ToString());
        await DemoProcess.SettleAsync(page);
        var phone = new SlowPhone(browser, await context.StorageStateAsync());
        foreach (var path in Pages)
        {
            List<FirstLoad> loads = [];
            for (var round = 0; round < rounds; round++)
                loads.Add(await phone.VisitAsync(new Uri(entry, path)));

            double Median(Func<FirstLoad, double> of) => loads.Select(of).Order().ElementAt(loads.Count / 2);
            var name = $"`{path}` {how}";
            if (how == "published")
            {
                table.AtMost($"{name}: first paint, s", Median(load => load.FirstPaint), 1.8);
                table.AtMost($"{name}: answers to taps, s", Median(load => load.Ready), 3.2,
                    string.Create(CultureInfo.InvariantCulture, $"another page was there after {Median(load => load.Answered):0.##} s"));
            }

            table.AtMost($"{name}: HTTP, KiB", Median(load => load.HttpKiB), httpLimit, loads[0].Largest);
            table.AtMost($"{name}: WebSocket until ready, KiB", Median(load => load.SocketKiB), 150);
        }
    }
}
