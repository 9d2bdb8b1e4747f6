using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Destinations.Editing;

namespace Superfone.Dashboard.Benchmarks.Destinations;

/// <summary>
/// Passing on: events that were received while a destination was paused go to a fast receiver on this machine, alone and beside a destination
/// that never answers.
/// </summary>
internal static class DestinationBenchmark
{
    private const int Connections = 16;
    private const double LeastRate = 500;
    private const double LeastBesideDead = 0.7;

    /// <summary>Runs it and prints what it found.</summary>
    /// <returns>0, or 1 when a limit is missed.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new Arguments(args);
        var rounds = (int)arguments.Number("rounds", 3);
        var events = (long)arguments.Number("events", 10_000);

        await using var receiver = await Receiver.StartAsync();
        await using var host = await BenchmarkHost.StartAsync(
            arguments.Directory, projects: true, new Dictionary<string, string?> { ["Superfone:Destinations:AllowPrivateNetworks"] = "true" });
        var editor = host.Services.GetRequiredService<DestinationEditor>();
        var fast = await AddAsync(editor, receiver.At("/fast"));
        var dead = await AddAsync(editor, receiver.At("/dead"));
        await PassAsync(events / 10, besideDead: false); // Warms up.

        List<(double Alone, double Beside)> measured = [];
        for (var round = 1; round <= rounds; round++)
        {
            measured.Add((await PassAsync(events, besideDead: false), await PassAsync(events, besideDead: true)));
            Console.Error.WriteLine($"round {round} of {rounds}");
        }

        var table = new LimitTable();
        table.AtLeast($"events/s to a fast receiver, {events} events", Statistics.Median(measured.Select(round => round.Alone)), LeastRate);
        table.AtLeast("events/s beside a destination that never answers", Statistics.Median(measured.Select(round => round.Beside)), LeastRate);
        table.AtLeast("beside / alone", Statistics.Median(measured.Select(round => round.Beside / round.Alone)), LeastBesideDead);
        return table.IsKept ? 0 : 1;

        async Task<double> PassAsync(long count, bool besideDead)
        {
            await SetAsync(fast, isEnabled: false);
            await SetAsync(dead, isEnabled: false);
            var load = await Load.RunAsync(host.Webhook, BenchmarkHost.Secret, Connections, TimeSpan.FromMinutes(5), count);
            while (host.Projection.ProjectedDeliveryId < host.Projection.LastDeliveryId)
                await Task.Delay(20);
            await SetAsync(dead, besideDead);
            var before = receiver.Count;
            var started = Stopwatch.GetTimestamp();
            await SetAsync(fast, isEnabled: true);
            while (receiver.Count - before < load.Replies)
                await Task.Delay(5);
            return load.Replies / Stopwatch.GetElapsedTime(started).TotalSeconds;
        }

        Task SetAsync(long id, bool isEnabled) => editor.ChangeAsync(id, new DestinationDraft { Enabled = isEnabled }, Actor.System);
    }

    private static async Task<long> AddAsync(DestinationEditor editor, string url) =>
        (await editor.CreateAsync(new DestinationDraft { Name = url, Url = url, Enabled = false }, Actor.System)).Id;
}
