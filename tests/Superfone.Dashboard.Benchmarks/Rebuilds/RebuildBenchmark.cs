using System.Globalization;
using Superfone.Dashboard.Benchmarks.Seeding;

namespace Superfone.Dashboard.Benchmarks.Rebuilds;

/// <summary>
/// How fast the read model is computed from a log of mixed traffic with summaries: by this version, by another one over the same bodies, and
/// how fast SQLite alone inserts the same finished rows into tables with the same indexes. And what it costs: how much longer pages take while it runs, and how much more memory a
/// longer log takes.
/// </summary>
internal static class RebuildBenchmark
{
    private const double LeastOfOther = 4;
    private const double LeastOfSqlite = 0.40;
    private const double SlowestPage = 1.5;

    // If everything were kept in memory, it would be 1.
    private const double MostMemory = 0.5;
    private const int TimesSmaller = 4;

    /// <summary>Runs it.</summary>
    /// <returns>0 if all limits are kept.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new Arguments(args);
        var calls = (int)arguments.Number("calls", 100_000);
        var bodies = new BusinessBodies(calls);
        var rounds = (int)arguments.Number("rounds", 3);
        var parent = Directory.CreateDirectory(Path.Combine(arguments.Directory, $"superfone-rebuild-{Guid.NewGuid():N}")).FullName;
        try
        {
            var program = arguments.Text("published") ?? AppContext.BaseDirectory;
            var mine = new RebuiltVersion(program, Path.Combine(parent, "this"));
            var small = new RebuiltVersion(program, Path.Combine(parent, "small"));
            var other = arguments.Text("against") is { } folder ? new RebuiltVersion(folder, Path.Combine(parent, "other")) : null;
            await mine.SeedAsync(bodies);
            await small.SeedAsync(new BusinessBodies(calls / TimesSmaller));
            if (other is not null)
                await other.SeedAsync(bodies);

            List<Measured> all = [];
            for (var round = 0; round < rounds; round++)
            {
                var rebuilt = await mine.RebuildAsync();
                all.Add(new Measured(rebuilt, other is null ? null : await other.RebuildAsync(), FinishedRows.Insert(mine.ReadModel, parent), await small.RebuildAsync()));
                Console.WriteLine($"round {round + 1}: {all[^1]}");
            }

            var pages = await mine.ReadPagesAsync();
            var table = Print(all, bodies.All().Count());
            var memory = Median(all, measured => (double)measured.Mine.PeakMemory / measured.Small.PeakMemory);
            var log = (double)mine.LogBytes / small.LogBytes;
            table.AtMost("growth of the peak of memory, in that of the log", memory / log, MostMemory, string.Create(
                CultureInfo.InvariantCulture, $"{Median(all, measured => measured.Small.PeakMemory):0} MiB to {Median(all, measured => measured.Mine.PeakMemory):0} MiB, log {log:0.0} times as long"));
            foreach (var page in pages)
                table.AtMost($"`{page.Path}` while it runs, in that when idle", page.Rebuilding / page.Idle, SlowestPage, string.Create(CultureInfo.InvariantCulture, $"{page.Idle:0.0} ms to {page.Rebuilding:0.0} ms, {page.Count} times"));
            return table.IsKept ? 0 : 1;
        }
        finally
        {
            Directory.Delete(parent, recursive: true);
        }
    }

    private static LimitTable Print(IReadOnlyList<Measured> all, int deliveries)
    {
        var mine = Median(all, measured => measured.Mine.Elapsed.TotalSeconds);
        var sqlite = Median(all, measured => measured.Sqlite.TotalSeconds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{deliveries:#,0} deliveries: {deliveries / mine:#,0}/s; SQLite alone: {deliveries / sqlite:#,0}/s\n"));
        var table = new LimitTable();
        if (all[0].Other is not null)
            table.AtLeast("rate / rate of the other version", Median(all, measured => measured.Other!.Elapsed / measured.Mine.Elapsed), LeastOfOther);
        table.AtLeast("rate / SQLite inserting the same rows", Median(all, measured => measured.Sqlite / measured.Mine.Elapsed), LeastOfSqlite);
        return table;
    }

    private static double Median(IEnumerable<Measured> all, Func<Measured, double> of) => Statistics.Median(all.Select(of));

    private sealed record Measured(RebuildTime Mine, RebuildTime? Other, TimeSpan Sqlite, RebuildTime Small);
}
