using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Benchmarks.Pages;
using Superfone.Dashboard.Storage.EventLog.Sqlite;

namespace Superfone.Dashboard.Benchmarks.Soak;

/// <summary>
/// An hour of mixed traffic and open pages. In its first half faults, restarts, backups and rebuilds; in the second half no restart, and the
/// process must hold no more at its end than at its beginning. Then everything is compared: what was acknowledged with the log, and what is
/// answered with what a rebuild answers.
/// </summary>
internal static class FaultSoak
{
    // Collections of garbage and idle connections move what a process holds a little.
    private const double MostGrowth = 1.15;

    private static readonly TimeSpan BetweenSamples = TimeSpan.FromSeconds(10);

    /// <summary>Runs it and prints what it found.</summary>
    /// <returns>0 if nothing was lost and nothing grew.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new Arguments(args);
        var half = TimeSpan.FromMinutes(arguments.Number("minutes", 60) / 2);
        var pages = (int)arguments.Number("pages", 20);
        var folder = Directory.CreateDirectory(Path.Combine(arguments.Directory, $"superfone-soak-{Guid.NewGuid():N}")).FullName;
        await using var program = new SoakedProgram(folder);
        await program.StartAsync();
        using var traffic = new SoakTraffic(program.Url, arguments.Number("rate", 20), (int)arguments.Number("seed", 1));
        using var stop = new CancellationTokenSource();
        var posting = Task.Run(() => traffic.RunAsync(stop.Token));

        await BreakAsync(program, folder, half, pages);
        var held = await WatchAsync(program, folder, half, pages);
        await stop.CancelAsync();
        await posting;
        await program.CatchUpAsync();

        var table = new LimitTable();
        var answered = await SoakAnswers.ReadAsync(program.Client);
        await program.StopAsync();
        table.AtMost("acknowledged deliveries that the log lacks or has changed", Missing(program, traffic.Acknowledged), 0, $"of {traffic.Acknowledged.Count}; {traffic.Refused} posts were refused meanwhile");
        table.AtMost("deliveries acknowledged twice", traffic.Doubled, 0);
        await program.RunAsync("check");
        await program.RunAsync("rebuild");
        await program.StartAsync();
        var recomputed = await SoakAnswers.ReadAsync(program.Client);
        table.AtMost("lists that a rebuild answers otherwise", answered.Except(recomputed).Count(), 0, string.Join("; ", answered));
        foreach (var (what, of) in new (string, Func<Held, double>)[] { ("memory", one => one.Megabytes), ("handles", one => one.Handles), ("threads", one => one.Threads), ("files", one => one.Files) })
            AddGrowth(table, what, held.Select(of).ToList());
        await program.StopAsync();
        if (table.IsKept)
            Directory.Delete(folder, recursive: true);
        else
            Console.WriteLine($"What is left: {folder}");
        return table.IsKept ? 0 : 1;
    }

    // Each fault in turn, as often as there is time for.
    private static async Task BreakAsync(SoakedProgram program, string folder, TimeSpan time, int pages)
    {
        var faults = new (string Name, Func<Task> RunAsync)[]
        {
            ("restart", async () => { await program.StopAsync(); await program.StartAsync(); }),
            ("kill", async () => { await program.KillAsync(); await program.StartAsync(); }),
            ("freeze", () => program.FreezeAsync(TimeSpan.FromSeconds(5))),
            ("backup", () => program.RunAsync("backup", Path.Combine(folder, "backups"))),
            ("pages", () => OpenAndCloseAsync(program, pages)),
            ("primary database locked", () => LockAsync(program)),
            ("check", () => program.RunAsync("check")),
            ("rebuild", () => RecomputeAsync(program)),
            ("kill in a rebuild", async () => { await RecomputeAsync(program); await program.KillAsync(); await program.StartAsync(); }),
            ("read model deleted", () => DeleteReadModelAsync(program)),
            ("kill in a backup", () => KillInBackupAsync(program, folder)),
        };
        var started = Stopwatch.GetTimestamp();
        for (var turn = 0; Stopwatch.GetElapsedTime(started) < time; turn++)
        {
            var (name, run) = faults[turn % faults.Length];
            await Task.Delay(TimeSpan.FromSeconds(5));
            var began = Stopwatch.GetTimestamp();
            await run();
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(started):hh\\:mm\\:ss} {name}: {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s"));
        }
    }

    // The same pages stay open; others come and go, and backups are made.
    private static async Task<IReadOnlyList<Held>> WatchAsync(SoakedProgram program, string folder, TimeSpan time, int pages)
    {
        using var open = await Watchers.OpenAsync(program.Url, await PagesBenchmark.SignInAsync(program.Url), pages);
        List<Held> held = [];
        var started = Stopwatch.GetTimestamp();
        for (var turn = 0; Stopwatch.GetElapsedTime(started) < time; turn++)
        {
            await Task.Delay(BetweenSamples);
            held.Add(program.Hold());
            await open.TakeAsync();
            if (turn % 6 == 2)
                await OpenAndCloseAsync(program, pages);
            if (turn % 30 == 4)
                await program.RunAsync("backup", Path.Combine(folder, "backups"));
        }

        return held;
    }

    private static async Task OpenAndCloseAsync(SoakedProgram program, int pages)
    {
        using var open = await Watchers.OpenAsync(program.Url, await PagesBenchmark.SignInAsync(program.Url), pages);
        await open.TakeAsync();
    }

    private static async Task RecomputeAsync(SoakedProgram program)
    {
        using var reply = await program.Client.PostAsync("/api/v1/projection/rebuild", null);
        reply.EnsureSuccessStatusCode();
    }

    private static async Task DeleteReadModelAsync(SoakedProgram program)
    {
        await program.StopAsync();
        foreach (var file in Directory.GetFiles(program.Data, "views*"))
            File.Delete(file);
        await program.StartAsync();
        await program.CatchUpAsync();
    }

    private static async Task KillInBackupAsync(SoakedProgram program, string folder)
    {
        var backup = program.RunAsync("backup", Path.Combine(folder, "backups"));
        await program.KillAsync();
        await program.StartAsync();
        await backup;
    }

    // Another program may hold the database, a copy tool for instance.
    private static async Task LockAsync(SoakedProgram program)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(program.Data, "superfone.db"), Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var transaction = connection.BeginTransaction(deferred: false);
        await Task.Delay(TimeSpan.FromSeconds(20));
    }

    private static int Missing(SoakedProgram program, IReadOnlyDictionary<long, string> acknowledged)
    {
        using var log = LogFile.Open(Path.Combine(program.Data, "superfone.db"));
        var kept = log.Read(CancellationToken.None).Count(entry => acknowledged.TryGetValue(entry.Id, out var hash) && hash == Convert.ToHexStringLower(SHA256.HashData(entry.Body.Received())));
        return acknowledged.Count - kept;
    }

    // The first samples belong to warming up.
    private static void AddGrowth(LimitTable table, string what, List<double> values)
    {
        var third = values.Count / 3;
        var (before, after) = (Statistics.Median(values.Skip(third).Take(third)), Statistics.Median(values.Skip(2 * third)));
        table.AtMost($"{what} in the last third of the quiet half, in that of the second", after / before, MostGrowth, string.Create(CultureInfo.InvariantCulture, $"{before:0} to {after:0}"));
    }
}
