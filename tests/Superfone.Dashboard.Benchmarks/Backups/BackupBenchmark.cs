using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Storage.Backups;
using Superfone.Dashboard.Storage.Primary.Sqlite;

namespace Superfone.Dashboard.Benchmarks.Backups;

/// <summary>How long a backup of a large log takes while deliveries arrive at a steady rate, and how much longer these take meanwhile.</summary>
internal static class BackupBenchmark
{
    private const int Connections = 16;
    private const int BodyBytes = 2000;
    private const double LeastRate = 0.98;
    private const double LongestP99 = 100;

    /// <summary>Runs it and prints what it found.</summary>
    /// <returns>0 if all limits are kept.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new Arguments(args);
        var rate = arguments.Number("rate", 500);
        var rounds = (int)arguments.Number("rounds", 3);
        await using var host = await BenchmarkHost.StartAsync(arguments.Directory, projects: true);
        var last = Fill(host.Services.GetRequiredService<PrimaryFile>(), (long)(arguments.Number("megabytes", 1000) * 1_000_000));
        await host.CatchUpAsync(last);
        var folder = Path.Combine(arguments.Directory, $"backups-{Guid.NewGuid():N}");
        var writer = host.Services.GetRequiredService<BackupWriter>();
        await PostAsync(host, rate, Task.Delay(TimeSpan.FromSeconds(3))); // Warms up.

        Console.WriteLine("| round | posts/s without | p99 ms | posts/s beside a backup | p99 ms | slowest ms | backup s | MB |\n|---|---|---|---|---|---|---|---|");
        List<Figures> all = [];
        foreach (var encrypted in new[] { false, true })
        {
            for (var round = 1; round <= rounds; round++)
            {
                var alone = await PostAsync(host, rate, Task.Delay(TimeSpan.FromSeconds(15)));
                var backup = Task.Factory.StartNew(() => writer.Write(new BackupOrder(folder) { Passphrase = encrypted ? "a passphrase" : null }), TaskCreationOptions.LongRunning);
                var beside = await PostAsync(host, rate, backup);
                var made = await backup;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"| {round}{(encrypted ? ", encrypted" : "")} | {alone.Rate:0} | {alone.P99:0.0} | {beside.Rate:0} | {beside.P99:0.0} | {beside.Slowest:0} | {made.Duration.TotalSeconds:0.0} | {made.Manifest.SizeBytes / 1e6:0} |"));
                all.Add(new Figures(encrypted, beside.Rate, beside.P99));
                Directory.Delete(made.Path, recursive: true);
            }
        }

        Directory.Delete(folder, recursive: true);
        Console.WriteLine();
        var table = new LimitTable();
        foreach (var kind in all.GroupBy(figures => figures.IsEncrypted))
        {
            var name = kind.Key ? "an encrypted backup" : "a backup";
            table.AtLeast($"rate beside {name}, in that of the posts", Statistics.Median(kind.Select(figures => figures.Rate)) / rate, LeastRate);
            table.AtMost($"99th percentile beside {name}, ms", Statistics.Median(kind.Select(figures => figures.P99)), LongestP99);
        }

        return table.IsKept ? 0 : 1;
    }

    // Random bytes, as packed bodies are; of a kind that is stored, but not projected.
    private static long Fill(PrimaryFile file, long bytes)
    {
        using var connection = file.OpenWriter();
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = "INSERT INTO Deliveries (ReceivedUtc, Status, SizeBytes, Body) VALUES (0, 3, $size, $body) RETURNING Id";
        insert.Parameters.AddWithValue("$size", BodyBytes);
        var body = insert.Parameters.Add("$body", SqliteType.Blob);
        var last = 0L;
        for (var written = 0L; written < bytes; written += BodyBytes)
        {
            body.Value = RandomNumberGenerator.GetBytes(BodyBytes);
            last = (long)insert.ExecuteScalar()!;
        }

        transaction.Commit();
        return last;
    }

    // Each connection posts at its own steady pace, whatever the reply to the one before took.
    private static async Task<(double Rate, double P99, double Slowest)> PostAsync(BenchmarkHost host, double rate, Task until)
    {
        var started = Stopwatch.GetTimestamp();
        var interval = TimeSpan.FromSeconds(Connections / rate);
        var times = (await Task.WhenAll(Enumerable.Range(0, Connections).Select(lane => Task.Run(() => PostAsync(lane))))).SelectMany(lane => lane).Order().ToList();
        return (times.Count / Stopwatch.GetElapsedTime(started).TotalSeconds, times[(int)(times.Count * 0.99)], times[^1]);

        async Task<List<double>> PostAsync(int lane)
        {
            using var client = new HttpClient();
            List<double> milliseconds = [];
            for (var turn = 0; !until.IsCompleted; turn++)
            {
                var due = (interval * turn) + (interval * lane / Connections);
                if (due - Stopwatch.GetElapsedTime(started) is { Ticks: > 0 } wait)
                    await Task.Delay(wait);
                var body = CallBody.Create(0);
                CallBody.Number(body, Load.NextNumber());
                using var request = new HttpRequestMessage(HttpMethod.Post, host.Webhook) { Content = new ByteArrayContent(body) };
                request.Headers.Authorization = new("Bearer", BenchmarkHost.Secret);
                var sent = Stopwatch.GetTimestamp();
                using var response = await client.SendAsync(request);
                response.EnsureSuccessStatusCode();
                milliseconds.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }

            return milliseconds;
        }
    }

    private sealed record Figures(bool IsEncrypted, double Rate, double P99);
}
