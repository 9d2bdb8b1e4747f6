using System.Diagnostics;

namespace Superfone.Dashboard.Benchmarks.Ingest;

/// <summary>
/// Durable ingest at 1, 16 and 64 connections, in rounds that take the contenders in turn: what the machine does besides then
/// slows all of them. Ratios are taken within a round; what counts is their median.
/// </summary>
internal static class IngestBenchmark
{
    private static readonly int[] Connections = [1, 16, 64];

    /// <summary>Runs it and prints what it found.</summary>
    /// <returns>0, or 1 when a ratio is missed.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new Arguments(args);
        var duration = TimeSpan.FromSeconds(arguments.Number("seconds", 1.5));
        var rounds = (int)arguments.Number("rounds", 3);

        await using var paused = await BenchmarkHost.StartAsync(arguments.Directory, projects: false);
        await using var running = await BenchmarkHost.StartAsync(arguments.Directory, projects: true);
        await using var saving = await BenchmarkHost.StartAsync(arguments.Directory, projects: false);
        await using var idle = await BenchmarkHost.StartAsync(arguments.Directory, projects: false);
        using var sqlite = new SqliteAlone(idle);
        var inLog = 0L;

        await MeasureAsync(Connections[1], TimeSpan.FromSeconds(2)); // Warms up.
        List<Round> measured = [];
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var connections in Connections)
            {
                measured.Add(await MeasureAsync(connections, duration));
                Console.Error.WriteLine($"round {round} of {rounds}, {connections} connections");
            }
        }

        return Report.Print(measured) ? 0 : 1;

        async Task<Round> MeasureAsync(int connections, TimeSpan time)
        {
            var a = await PostAsync(paused.At(Contenders.WithoutStorage));
            GC.Collect();
            var b = sqlite.Run(connections, time);
            var c = await PostAsync(saving.At(Contenders.WithSaveChanges));
            var withPaused = await PostAsync(paused.Webhook);
            var withRunning = await PostAsync(running.Webhook);

            inLog += withRunning.Replies;
            var backlog = inLog - running.Projection.ProjectedDeliveryId;
            var started = Stopwatch.GetTimestamp();
            await running.CatchUpAsync(inLog);
            return new Round(connections, a, b, c, withPaused, withRunning, backlog, Stopwatch.GetElapsedTime(started));

            Task<LoadResult> PostAsync(Uri url)
            {
                GC.Collect();
                return Load.RunAsync(url, BenchmarkHost.Secret, connections, time);
            }
        }
    }
}
