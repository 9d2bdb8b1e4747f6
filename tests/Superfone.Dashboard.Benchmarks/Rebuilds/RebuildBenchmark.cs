using System.Globalization;
using Superfone.Dashboard.Benchmarks.Seeding;

namespace Superfone.Dashboard.Benchmarks.Rebuilds;

/// <summary>
/// How fast the read model is computed from a log of mixed traffic with summaries: by this version, by another one over the same bodies, and
/// how fast SQLite alone inserts the same finished rows into tables with the same indexes.
/// </summary>
internal static class RebuildBenchmark
{
    private const double LeastOfOther = 4;
    private const double LeastOfSqlite = 0.40;

    /// <summary>Runs it.</summary>
    /// <returns>0 if all limits are kept.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new Arguments(args);
        var bodies = new BusinessBodies((int)arguments.Number("calls", 100_000));
        var rounds = (int)arguments.Number("rounds", 3);
        var parent = Directory.CreateDirectory(Path.Combine(arguments.Directory, $"superfone-rebuild-{Guid.NewGuid():N}")).FullName;
        try
        {
            var mine = new RebuiltVersion(arguments.Text("published") ?? AppContext.BaseDirectory, Path.Combine(parent, "this"));
            var other = arguments.Text("against") is { } folder ? new RebuiltVersion(folder, Path.Combine(parent, "other")) : null;
            await mine.SeedAsync(bodies);
            if (other is not null)
                await other.SeedAsync(bodies);

            List<Measured> all = [];
            for (var round = 0; round < rounds; round++)
            {
                var rebuilt = await mine.RebuildAsync();
                all.Add(new Measured(rebuilt, other is null ? null : await other.RebuildAsync(), FinishedRows.Insert(mine.ReadModel, parent)));
                Console.WriteLine($"round {round + 1}: {all[^1]}");
            }

            return Print(all, bodies.All().Count()) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(parent, recursive: true);
        }
    }

    private static bool Print(IReadOnlyList<Measured> all, int deliveries)
    {
        var mine = Median(all, measured => measured.Mine.Elapsed.TotalSeconds);
        var sqlite = Median(all, measured => measured.Sqlite.TotalSeconds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{deliveries:#,0} deliveries: {deliveries / mine:#,0}/s; SQLite alone: {deliveries / sqlite:#,0}/s\n"));
        var table = new LimitTable();
        if (all[0].Other is not null)
            table.AtLeast("rate / rate of the other version", Median(all, measured => measured.Other!.Elapsed / measured.Mine.Elapsed), LeastOfOther);
        table.AtLeast("rate / SQLite inserting the same rows", Median(all, measured => measured.Sqlite / measured.Mine.Elapsed), LeastOfSqlite);
        return table.IsKept;
    }

    private static double Median(IEnumerable<Measured> all, Func<Measured, double> of) => Statistics.Median(all.Select(of));

    private sealed record Measured(RebuildTime Mine, RebuildTime? Other, TimeSpan Sqlite);
}
