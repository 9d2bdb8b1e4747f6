using System.Globalization;
using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Benchmarks.Seeding;
using Superfone.Dashboard.Storage.Primary.Bodies;
using Superfone.Simulation;

namespace Superfone.Dashboard.Benchmarks.Disk;

/// <summary>What a seeded business takes on the disk, by table and index, and how much smaller bodies of simulated traffic become.</summary>
internal static class DiskBenchmark
{
    private const double SmallestRatio = 5;

    // Half of what the first version took that was measured.
    private const double MostBytesPerCall = 4007 / 2.0;
    private const double LeastShare = 0.005;

    private static readonly string[] Databases = ["superfone.db", "views.db"];

    /// <summary>Runs it and prints what it found.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new Arguments(args);
        var calls = (int)arguments.Number("calls", 50_000);
        string folder;
        await using (var business = await SeededBusiness.StartAsync(arguments.Directory, calls))
            folder = business.Directory;

        foreach (var name in Databases)
            Print(Path.Combine(folder, name), calls);
        Console.WriteLine($"Bodies of these calls: {Ratio(Path.Combine(folder, "superfone.db")).ToString("0.0", CultureInfo.InvariantCulture)} times smaller\n");
        var table = new LimitTable();
        table.AtMost("bytes for each call", Databases.Sum(name => new FileInfo(Path.Combine(folder, name)).Length) / (double)calls, MostBytesPerCall);
        foreach (var traffic in Simulated().GroupBy(delivery => delivery.EventName!).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var (received, stored) = (traffic.Sum(delivery => (double)delivery.Body.Length), traffic.Sum(delivery => BodyDictionary.Compress(delivery.Body)!.Length));
            table.AtLeast($"`{traffic.Key}`, times smaller", received / stored, SmallestRatio, string.Create(CultureInfo.InvariantCulture, $"{received / traffic.Count():0} bytes on average"));
        }

        return table.IsKept ? 0 : 1;
    }

    private static void Print(string path, int calls)
    {
        var whole = new FileInfo(path).Length;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {Path.GetFileName(path)}: {whole / 1e6:0.0} MB | MB | bytes for each call |\n|---|---|---|"));
        foreach (var (name, bytes) in DatabasePages.Read(path).Where(part => part.Bytes > whole * LeastShare))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {bytes / 1e6:0.0} | {(double)bytes / calls:0} |"));
        Console.WriteLine();
    }

    private static double Ratio(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT CAST(SUM(SizeBytes) AS REAL) / SUM(LENGTH(Body)) FROM Deliveries";
        return (double)command.ExecuteScalar()!;
    }

    // Another seed than the dictionary was trained on.
    private static IEnumerable<OutgoingDelivery> Simulated() => DeliverySequence.Of(new SimulationOptions
    {
        Seed = 99,
        StartUtc = BusinessBodies.Now,
        History = TimeSpan.FromDays(14),
        Live = TimeSpan.Zero,
        Recordings = new Uri("https://superfone-recordings.s3.ap-south-1.amazonaws.com/"),
    });
}
