using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Superfone.Dashboard.Tests.Crash.PowerCuts;

public sealed class PowerCutTests(ITestOutputHelper output) : IDisposable
{
    private const int Starts = 2;
    private const int PostsPerStart = 150;

    private static readonly int Cuts = CrashSwitch.Crashes is { } crashes ? crashes * 5 : 50;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("superfone-power-");

    private string RecordPath => Path.Combine(_folder.FullName, "writes");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task PowerCut_AtAnyMoment_LeavesEveryAcknowledgedDelivery()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The record replaces SQLite's file system for Linux.");
        var acknowledged = await RecordAsync();
        Assert.True(acknowledged.Count >= Starts * PostsPerStart, $"Only {acknowledged.Count} deliveries were acknowledged.");

        var seed = CrashSwitch.Seed;
        output.WriteLine($"Seed: {seed}");
        var random = new Random(seed);
        var records = FileRecord.Read(RecordPath).ToList();
        var ends = records.Select(record => record.End).ToList();

        // Just after an acknowledgement, and anywhere.
        var cuts = Enumerable.Range(0, Cuts)
            .Select(number => number % 2 == 0 ? acknowledged[random.Next(acknowledged.Count)].RecordEnd : ends[random.Next(ends.Count)])
            .Order().ToList();
        var disk = new Disk();
        var next = 0;
        foreach (var cut in cuts)
        {
            for (; next < records.Count && records[next].End <= cut; next++)
                disk.Apply(records[next]);
            AssertKept(disk, random, [.. acknowledged.Where(one => one.RecordEnd <= cut)], $"cut at {cut} of {ends[^1]}, seed {seed}");
        }
    }

    // The second start finds a log that the first one has moved into the database and deleted.
    private async Task<List<(long Id, byte[] Body, long RecordEnd)>> RecordAsync()
    {
        var acknowledged = new ConcurrentBag<(long, byte[], long)>();
        for (var start = 0; start < Starts; start++)
        {
            await using var dashboard = new CrashedDashboard(
                _folder.FullName,
                shellPrefix: $"export DOTNET_STARTUP_HOOKS='{typeof(PowerCutTests).Assembly.Location}' {RecordedFiles.Variable}='{RecordPath}'; ");
            await Task.WhenAll(Enumerable.Range(0, 4).Select(async sender =>
            {
                var traffic = new CrashTraffic((start * 10) + sender);
                for (var post = 0; post <= PostsPerStart / 4; post++)
                {
                    var body = traffic.Next();
                    var id = await dashboard.PostAsync(body);
                    acknowledged.Add((id, body, new FileInfo(RecordPath).Length));
                    if (post % 10 == 9)
                        await dashboard.LinkAsync(traffic.NextLink());
                }
            }));
            await dashboard.StopAsync();
        }

        return [.. acknowledged];
    }

    private void AssertKept(Disk disk, Random random, List<(long Id, byte[] Body, long RecordEnd)> acknowledged, string moment)
    {
        var folder = _folder.CreateSubdirectory("cut");
        try
        {
            disk.CutPower(folder.FullName, "superfone.db", random);
            var path = Path.Combine(folder.FullName, "superfone.db");
            if (acknowledged.Count == 0 && !File.Exists(path))
                return;
            using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
            connection.Open();
            Assert.True(Read(connection, "PRAGMA integrity_check") is ["ok"], moment);
            if (acknowledged.Count == 0)
                return;
            var kept = StoredBodies.Read(path);
            var lost = acknowledged.Where(one => !kept.TryGetValue(one.Id, out var body) || !body.AsSpan().SequenceEqual(one.Body)).Select(one => one.Id).ToList();
            Assert.True(lost.Count == 0, $"Lost {string.Join(' ', lost)}: {moment}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static List<string> Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
            rows.Add(reader.GetString(0));
        return rows;
    }
}
