using System.Globalization;

namespace Superfone.Dashboard.Benchmarks.Ingest;

/// <summary>
/// Ingest while projection follows it closely, since all calls are of one contact: both then flush the same disk. Beside it the same calls into a
/// script that one writes by hand.
/// </summary>
internal static class BesideProjectionBenchmark
{
    private const int Connections = 64;

    /// <summary>Runs it and prints what it found.</summary>
    /// <returns>0, or 1 when a limit is missed.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new Arguments(args);
        var duration = TimeSpan.FromSeconds(arguments.Number("seconds", 5));
        var rounds = (int)arguments.Number("rounds", 5);
        CallBody.Contacts = 1;

        await using var paused = await BenchmarkHost.StartAsync(arguments.Directory, projects: false);
        await using var running = await BenchmarkHost.StartAsync(arguments.Directory, projects: true);
        var folder = Path.Combine(arguments.Directory, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        try
        {
            using var script = ExpressScript.Start(folder);
            await MeasureAsync(TimeSpan.FromSeconds(2)); // Warms up.
            List<(LoadResult Paused, LoadResult Running, LoadResult Script)> measured = [];
            for (var round = 1; round <= rounds; round++)
            {
                measured.Add(await MeasureAsync(duration));
                Console.Error.WriteLine($"round {round} of {rounds}");
            }

            var table = new LimitTable();
            Add("deliveries/s, in those while projection is paused", round => round.Running.Rate / round.Paused.Rate, 0.8, isFloor: true);
            Add("99th percentile, in that while projection is paused", round => round.Running.P99 / round.Paused.P99, 3, isFloor: false);
            Add("deliveries/s, in those of Express and better-sqlite3", round => round.Running.Rate / round.Script.Rate, 3.5, isFloor: true);
            return table.IsKept ? 0 : 1;

            async Task<(LoadResult Paused, LoadResult Running, LoadResult Script)> MeasureAsync(TimeSpan time)
            {
                var beside = await PostAsync(running.Webhook, time);
                await running.CatchUpAsync(running.Projection.LastDeliveryId);
                return (await PostAsync(paused.Webhook, time), beside, await PostAsync(script.Webhook, time));
            }

            void Add(string what, Func<(LoadResult Paused, LoadResult Running, LoadResult Script), double> of, double limit, bool isFloor)
            {
                var value = Statistics.Median(measured.Select(of));
                var note = string.Create(CultureInfo.InvariantCulture,
                    $"projection running {Text(measured.Select(round => round.Running))}, paused {Text(measured.Select(round => round.Paused))}, Express {Text(measured.Select(round => round.Script))}");
                if (isFloor)
                    table.AtLeast(what, value, limit, note);
                else
                    table.AtMost(what, value, limit, note);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<LoadResult> PostAsync(Uri webhook, TimeSpan time)
    {
        GC.Collect();
        return Load.RunAsync(webhook, BenchmarkHost.Secret, Connections, time);
    }

    private static string Text(IEnumerable<LoadResult> results)
    {
        var all = results.ToList();
        return string.Create(CultureInfo.InvariantCulture,
            $"{Statistics.Median(all.Select(result => result.Rate)):#,0}/s ({Statistics.Median(all.Select(result => result.P99)):0.0} ms)");
    }
}
