using System.Diagnostics;
using System.Globalization;

namespace Superfone.Dashboard.Benchmarks.Pages;

/// <summary>A thousand open live pages on the cores of the server: what they leave for ingest, for another page and, once closed, in memory.</summary>
internal static class CrowdBenchmark
{
    private const int Connections = 16;

    private static readonly TimeSpan Ingest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenCalls = TimeSpan.FromSeconds(2);

    /// <summary>Runs it and adds what it found to a table.</summary>
    /// <param name="host">The application.</param>
    /// <param name="client">Posts to its webhook.</param>
    /// <param name="cookie">Cookies of who is signed in, separated by commas.</param>
    /// <param name="count">The number of pages.</param>
    /// <param name="rounds">How often ingest is measured.</param>
    /// <param name="table">Receives the figures.</param>
    public static async Task RunAsync(BenchmarkHost host, HttpClient client, string cookie, int count, int rounds, LimitTable table)
    {
        var heap = new double[3];
        for (var visit = 0; visit < heap.Length; visit++)
        {
            using (await Watchers.OpenAsync(host.At("/"), cookie, count))
            {
            }

            heap[visit] = GC.GetTotalMemory(forceFullCollection: true) / 1024.0;
        }

        table.AtMost("KiB that a page leaves in memory once it is closed", (heap[^1] - heap[^2]) / count, 4);

        List<(double Share, double P99, double Opened, double Slowest)> measured = [];
        for (var round = 0; round < rounds; round++)
        {
            var alone = await LoadAsync(host);
            using var open = await Watchers.OpenAsync(host.At("/"), cookie, count);
            await open.TakeAsync();
            var opening = Task.Delay(Ingest / 2).ContinueWith(_ => PagesBenchmark.TimeToOpenAsync(host, cookie), TaskScheduler.Default).Unwrap();
            var beside = await LoadAsync(host);
            var opened = await opening;
            var reports = await open.TakeAsync();
            measured.Add((beside.Rate / alone.Rate, beside.P99, opened, reports.Min(page => page.Batches) / beside.Elapsed.TotalSeconds));
        }

        table.AtLeast("ingest at full speed, in that without pages", Statistics.Median(measured.Select(round => round.Share)), 0.6, Rounds(measured.Select(round => round.Share)));
        table.AtMost("99th percentile of the webhook then, ms", Statistics.Median(measured.Select(round => round.P99)), 100, Rounds(measured.Select(round => round.P99)));
        table.AtMost("ms to open another page then", Statistics.Median(measured.Select(round => round.Opened)), 2000, Rounds(measured.Select(round => round.Opened)));
        table.AtLeast("changes of the slowest page in a second then", Statistics.Median(measured.Select(round => round.Slowest)), 0.02, Rounds(measured.Select(round => round.Slowest)));

        await MeasureSingleCallsAsync(host, client, cookie, count, table);
    }

    // The machine is far from saturated: pages must be as quick as few pages are.
    private static async Task MeasureSingleCallsAsync(BenchmarkHost host, HttpClient client, string cookie, int count, LimitTable table)
    {
        await host.CatchUpAsync(host.Projection.LastDeliveryId);
        using var watchers = await Watchers.OpenAsync(host.At("/"), cookie, count);
        await Task.Delay(BetweenCalls);
        await watchers.TakeAsync();
        var posted = new Dictionary<long, long>();
        for (var number = 0; number < 10; number++)
        {
            var sent = Stopwatch.GetTimestamp();
            posted.Add((await PagesBenchmark.PostAsync(client)).CdrId, sent);
            await Task.Delay(BetweenCalls);
        }

        var pages = await watchers.TakeAsync(posted.Keys);
        var times = pages.SelectMany(page => page.Shown).Select(shown => Stopwatch.GetElapsedTime(posted[shown.Key], shown.Value).TotalMilliseconds).Order().ToList();
        table.AtLeast("share of single calls that reached a page", times.Count / (double)(count * posted.Count), 1);
        table.AtMost("ms from POST to page of a single call, 99th percentile", times[(int)(times.Count * 0.99)], 1000, string.Create(CultureInfo.InvariantCulture, $"median {times[times.Count / 2]:0}"));
    }

    // What an earlier load has left to project would be counted against this one.
    private static async Task<LoadResult> LoadAsync(BenchmarkHost host)
    {
        await host.CatchUpAsync(host.Projection.LastDeliveryId);
        return await Load.RunAsync(host.Webhook, BenchmarkHost.Secret, Connections, Ingest);
    }

    private static string Rounds(IEnumerable<double> values) =>
        string.Create(CultureInfo.InvariantCulture, $"rounds from {values.Min():0.##} to {values.Max():0.##}");
}
