using System.Diagnostics;
using System.Globalization;
using Superfone.Dashboard.Benchmarks.Seeding;
using Superfone.Dashboard.ReadModels.Paging;

namespace Superfone.Dashboard.Benchmarks.Reads;

/// <summary>What a page's reads take in a business of a hundred times as many calls, in turns within one run.</summary>
internal static class QueryBenchmark
{
    private const double MostTimes = 1.5;

    // Below this a difference is the machine's, not the query's.
    private const double Noise = 0.3;

    /// <summary>Runs it and prints what it found.</summary>
    /// <returns>0, or 1 when a read takes more than one and a half times as long.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new Arguments(args);
        var rounds = (int)arguments.Number("rounds", 15);
        var (few, many) = ((int)arguments.Number("few", 10_000), (int)arguments.Number("many", 1_000_000));
        await using var small = await SeededBusiness.StartAsync(arguments.Directory, few);
        await using var large = await SeededBusiness.StartAsync(arguments.Directory, many);

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| ms | rows | {few:#,0} calls | {many:#,0} calls | times | 50 rows of {many:#,0} |\n|---|---|---|---|---|---|"));
        var isKept = true;
        foreach (var read in ServerReads.All.Where(read => read.Name.Contains(arguments.Text("only") ?? "", StringComparison.Ordinal)))
        {
            // Where a page stays unfilled in the smaller business, both are asked for as many rows as that one has.
            var rows = await read.RowsAsync(small.Services, PageSize.Default);
            var most = rows is 0 or Read.Whole ? PageSize.Default : rows;
            var isPage = most == PageSize.Default;
            await read.RowsAsync(large.Services, most);
            List<double> ofSmall = [], ofLarge = [], ofPage = [];
            for (var round = 0; round < rounds; round++)
            {
                ofSmall.Add(await TimeAsync(read, small, most));
                ofLarge.Add(await TimeAsync(read, large, most));
                if (!isPage)
                    ofPage.Add(await TimeAsync(read, large, PageSize.Default));
            }

            var (before, after) = (Median(ofSmall), Median(ofLarge));
            var isMissed = after > before * MostTimes && after - before > Noise;
            isKept &= !isMissed;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {read.Name} | {(rows == Read.Whole ? "" : rows)} | {before:0.00} | {after:0.00} | {after / before:0.00}{(isMissed ? " **missed**" : "")} | {(isPage ? "" : $"{Median(ofPage):0.00}")} |"));
        }

        return isKept ? 0 : 1;
    }

    private static async Task<double> TimeAsync(Read read, SeededBusiness business, int most)
    {
        var started = Stopwatch.GetTimestamp();
        await read.RowsAsync(business.Services, most);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
