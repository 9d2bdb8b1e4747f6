using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Superfone.Dashboard.Benchmarks.Pages;

/// <summary>Open pages in a process of their own, so that what they take is not counted as the server's.</summary>
internal sealed class Watchers : IDisposable
{
    /// <summary>The command that this program is started by again.</summary>
    public const string Command = "watch";

    private readonly Process _process;

    private Watchers(Process process) => _process = process;

    /// <summary>Opens pages.</summary>
    /// <param name="url">The page's address.</param>
    /// <param name="cookie">Cookies of who is signed in, with commas between them; empty for nobody.</param>
    /// <param name="count">How many.</param>
    public static async Task<Watchers> OpenAsync(Uri url, string cookie, int count)
    {
        var process = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!, [Command, url.ToString(), cookie, count.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var watchers = new Watchers(process);
        await watchers.ReadLineAsync();
        return watchers;
    }

    /// <summary>What each page was sent since the last call.</summary>
    /// <param name="cdrIds">Calls whose first appearance is asked for.</param>
    public async Task<IReadOnlyList<PageReport>> TakeAsync(params IEnumerable<long> cdrIds)
    {
        await _process.StandardInput.WriteLineAsync(string.Join(',', cdrIds));
        return JsonSerializer.Deserialize<List<PageReport>>(await ReadLineAsync())!;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>The other process: opens the pages, then answers a line of calls with a line of reports, until there are no more.</summary>
    public static async Task<int> WatchAsync(string[] args)
    {
        var (url, count) = (new Uri(args[0]), int.Parse(args[2], CultureInfo.InvariantCulture));
        var cookies = new CookieContainer();
        if (args[1].Length > 0)
            cookies.SetCookies(url, args[1]);
        List<OpenPage> pages = [];
        for (var number = 0; number < count; number++)
            pages.Add(await OpenPage.OpenAsync(url, cookies));
        Console.WriteLine("open");

        while (Console.ReadLine() is { } line)
        {
            var ids = line.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => long.Parse(id, CultureInfo.InvariantCulture)).ToList();
            Console.WriteLine(JsonSerializer.Serialize(pages.Select(page => PageReport.Of(page.TakeBatches(), ids))));
        }

        foreach (var page in pages)
            await page.DisposeAsync();
        return 0;
    }

    private async Task<string> ReadLineAsync() =>
        await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The pages could not be opened.");
}

/// <summary>What one page was sent.</summary>
/// <param name="Batches">How often.</param>
/// <param name="Bytes">How much.</param>
/// <param name="Rows">How many rows of calls.</param>
/// <param name="Shown">When calls that were asked for first appeared, in <see cref="Stopwatch"/>'s ticks, which processes share.</param>
internal sealed record PageReport(int Batches, long Bytes, int Rows, IReadOnlyDictionary<long, long> Shown)
{
    /// <summary>Sums up what a page was sent.</summary>
    public static PageReport Of(IReadOnlyList<RenderBatch> batches, IEnumerable<long> cdrIds)
    {
        var shown = new Dictionary<long, long>();
        foreach (var cdrId in cdrIds)
        {
            if (batches.FirstOrDefault(batch => batch.Brings(cdrId)) is { } first)
                shown.Add(cdrId, first.Timestamp);
        }

        return new PageReport(batches.Count, batches.Sum(batch => (long)batch.Bytes.Length), batches.Sum(batch => batch.Rows), shown);
    }
}
