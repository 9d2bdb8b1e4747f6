using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Benchmarks.Seeding;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Analytics;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Benchmarks;

/// <summary>
/// What each analytics view of 90 days takes in a business that had a hundred times as many calls in them, and beside a plain scan of
/// what it is computed from; in turns within one run.
/// </summary>
internal static class AnalyticsBenchmark
{
    private const int Days = 90;
    private const double MostTimes = 1.5;
    private const double LeastPartOfScan = 30;

    // Below this a difference is the machine's, not the query's.
    private const double Noise = 0.3;

    // The calendar of Asia/Kolkata, as a scan computes it.
    private const string Day = "((SortKey >> 20) + 19800000) / 86400000";
    private const string Hour = "((SortKey >> 20) + 19800000) / 3600000 % 24";

    private const string HourOfWeek = $"{Day} % 7, {Hour}";

    private const string Figures =
        "COUNT(*), SUM(Direction = 0), SUM(Direction = 1), SUM(Outcome = 1), SUM(Missed), SUM(DurationSeconds) FILTER (WHERE Outcome = 1), "
        + "COUNT(RingingSeconds), SUM(RingingSeconds)";

    private static readonly AnalyticsFilter Filter = FilterOf(DateOnly.FromDateTime(BusinessBodies.Now));

    private static readonly (string Name, Func<Reads, Task> Read, string Scan)[] All =
    [
        ("in sum", reads => reads.Calls.TotalsAsync(Visibility.Everything, Filter), Calls("1")),
        ("by day", reads => reads.Calls.DaysAsync(Visibility.Everything, Filter), Calls(Day)),
        ("by day, of an account", reads => reads.Calls.DaysAsync(Visibility.Everything, Filter with { Account = "+918000099998" }), Calls(Day, "AND AccountKey = '+918000099998'")),
        ("by hour of the week", reads => reads.Calls.HoursAsync(Visibility.Everything, Filter), Calls(HourOfWeek)),
        ("days of an hour", reads => reads.Calls.HourDaysAsync(Visibility.Everything, Filter, DayOfWeek.Friday, 11), Calls(Day, $"AND {Hour} = 11")),
        ("by agent", reads => reads.Calls.StaffAsync(Visibility.Everything, Filter), Calls("coalesce(StaffKey, StaffName)")),
        ("days of an agent", reads => reads.Calls.StaffDaysAsync(Visibility.Everything, Filter, "98765 43203"), Calls(Day, "AND StaffKey = '+919876543203'")),
        ("by result", reads => reads.Calls.DispositionsAsync(Visibility.Everything, Filter), Calls("Disposition")),
        ("by menu key", reads => reads.Calls.IvrKeysAsync(Visibility.Everything, Filter),
            $"SELECT value ->> 'greetingText', value ->> 'userPressedKey', {Figures} FROM Calls, json_each(IvrInputs) WHERE SortKey >= $0 AND SortKey < $1 GROUP BY 1, 2"),
        ("callers by day", reads => reads.Callers.ReadAsync(Visibility.Everything, Filter),
            $"SELECT {Day}, COUNT(DISTINCT PhoneKey) FROM Calls WHERE SortKey >= $0 AND SortKey < $1 AND Direction = 0 GROUP BY 1"),
        ("lead stages over time", reads => reads.Tallies.StagesAsync(Visibility.Everything, Filter),
            "SELECT StageTitle, COUNT(*) FROM Contacts GROUP BY 1 UNION ALL "
            + "SELECT Value, AtUtc / 86400000 FROM TimelineEntries WHERE Kind = 2 AND \"Key\" = 'lead_stage' GROUP BY 1, 2"),
        ("new contacts by source", reads => reads.Tallies.NewContactsAsync(Visibility.Everything, Filter), "SELECT Source, FirstSeenUtc / 86400000, COUNT(*) FROM Contacts GROUP BY 1, 2"),
    ];

    /// <summary>Runs it and prints what it found.</summary>
    /// <returns>0, or 1 when a limit is missed.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new Arguments(args);
        var rounds = (int)arguments.Number("rounds", 15);
        var (few, many) = ((int)arguments.Number("few", 10_000), (int)arguments.Number("many", 1_000_000));
        await using var small = await SeededBusiness.StartAsync(arguments.Directory, few, Days);
        await using var large = await SeededBusiness.StartAsync(arguments.Directory, many, Days);
        var (smallReads, largeReads) = (new Reads(small.Services), new Reads(large.Services));
        await smallReads.CheckAsync(few);
        await largeReads.CheckAsync(many);

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| ms, {Days} days | {few:#,0} calls | {many:#,0} calls | times | plain scan | scan / view |\n|---|---|---|---|---|---|"));
        var isKept = true;
        foreach (var (name, read, scan) in All)
        {
            // Scans come after: one between two reads would leave the second a cold cache. Each first round warms up.
            List<double> ofSmall = [], ofLarge = [], ofScan = [];
            for (var round = 0; round <= rounds; round++)
            {
                ofSmall.Add(await TimeAsync(() => read(smallReads)));
                ofLarge.Add(await TimeAsync(() => read(largeReads)));
            }

            for (var round = 0; round <= rounds; round++)
                ofScan.Add(await TimeAsync(() => largeReads.ScanAsync(scan)));

            isKept &= Print(name, Median(ofSmall), Median(ofLarge), Median(ofScan));
        }

        return isKept ? 0 : 1;
    }

    private static bool Print(string name, double small, double large, double scan)
    {
        var (isSlower, isSlow) = (large > small * MostTimes && large - small > Noise, large * LeastPartOfScan > scan);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {small:0.00} | {large:0.00} | {large / small:0.00}{(isSlower ? " **missed**" : "")} | {scan:0.0} | {scan / large:0}{(isSlow ? " **missed**" : "")} |"));
        return !isSlower && !isSlow;
    }

    private static AnalyticsFilter FilterOf(DateOnly today) => new(today.AddDays(1 - Days), today);

    private static string Calls(string group, string? and = null) => $"""
        SELECT {group}, {Figures} FROM Calls WHERE SortKey >= $0 AND SortKey < $1 {and}
        GROUP BY {string.Join(", ", Enumerable.Range(1, group == HourOfWeek ? 2 : 1))}
        """;

    private static async Task<double> TimeAsync(Func<Task> read)
    {
        var started = Stopwatch.GetTimestamp();
        await read();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double Median(List<double> values) => values.Skip(1).Order().ElementAt((values.Count - 1) / 2);

    private sealed class Reads(IServiceProvider services)
    {
        public AnalyticsQueries Calls { get; } = services.GetRequiredService<AnalyticsQueries>();

        public CallerQueries Callers { get; } = services.GetRequiredService<CallerQueries>();

        public TallyQueries Tallies { get; } = services.GetRequiredService<TallyQueries>();

        /// <summary>Makes sure that all that was to be counted is there.</summary>
        public async Task CheckAsync(int calls)
        {
            var counted = await Calls.TotalsAsync(Visibility.Everything, new AnalyticsFilter(DateOnly.MinValue, DateOnly.MaxValue));
            var menus = await Calls.IvrKeysAsync(Visibility.Everything, Filter);
            if (counted.Calls != calls || menus.Count == 0)
                throw new InvalidOperationException($"{counted.Calls} of {calls} calls were counted, and {menus.Count} menu keys.");
        }

        /// <summary>Runs a statement over the calls of the days and reads all that it gives.</summary>
        public async Task ScanAsync(string sql)
        {
            var calendar = services.GetRequiredService<BusinessCalendar>();
            await using var readModel = await services.GetRequiredService<IDbContextFactory<ReadModelContext>>().CreateDbContextAsync();
            await readModel.Database.OpenConnectionAsync();
            await using var command = readModel.Database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            foreach (var (index, day) in new[] { Filter.First, Filter.Last.AddDays(1) }.Index())
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = ($"${index}", Domain.Calls.SortKey.First(calendar.StartOfUtc(day)));
                command.Parameters.Add(parameter);
            }

            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                reader.GetValue(0);
        }
    }
}
