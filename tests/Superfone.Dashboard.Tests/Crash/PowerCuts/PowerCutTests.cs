using Microsoft.Data.Sqlite;

namespace Superfone.Dashboard.Tests.Crash.PowerCuts;

public sealed class PowerCutTests(RecordedWrites writes, ITestOutputHelper output) : IClassFixture<RecordedWrites>, IDisposable
{
    private static readonly int Cuts = CrashSwitch.Crashes is { } crashes ? crashes * 5 : 50;
    private static readonly int Starts = CrashSwitch.Crashes / 10 ?? 2;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("superfone-cut-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task PowerCut_AtAnyMoment_LeavesEveryAcknowledgedDelivery()
    {
        var acknowledged = writes.Acknowledged;
        await CutAsync(Cuts, records => records, (disk, random, cut) =>
        {
            AssertKept(disk, random, [.. acknowledged.Where(one => one.RecordEnd <= cut)], $"cut at {cut}, seed {CrashSwitch.Seed}");
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task PowerCut_AtAnyMoment_LeavesAReadModelThatIsUsedOrComputedAgain()
    {
        // Half of the cuts are while it is recomputed and replaced.
        await CutAsync(Starts, records => [.. records.Where(record => Path.GetFileName(record.Path).StartsWith("views.1.", StringComparison.Ordinal))], async (disk, random, cut) =>
        {
            var data = _folder.CreateSubdirectory(Path.Combine($"{cut}", "data")).FullName;
            disk.CutPower(data, "superfone.db", random);
            disk.CutPower(data, "views", random);
            output.WriteLine($"Cut at {cut}: {string.Join(' ', Directory.GetFiles(data, "views*").Select(path => $"{Path.GetFileName(path)} {new FileInfo(path).Length}"))}");
            await using var dashboard = new CrashedDashboard(Path.GetDirectoryName(data)!);
            await dashboard.WaitUntilProjectedAsync();
            RebuiltReadModel.AssertSame(data);
        });
    }

    // Just after an acknowledgement, and anywhere.
    private async Task CutAsync(int count, Func<List<FileRecord>, List<FileRecord>> choose, Func<Disk, Random, long, Task> check)
    {
        output.WriteLine($"Seed: {CrashSwitch.Seed}");
        var random = new Random(CrashSwitch.Seed);
        var records = FileRecord.Read(writes.RecordPath).ToList();
        var chosen = choose(records);
        var cuts = Enumerable.Range(0, count)
            .Select(number => number % 2 == 0 ? writes.Acknowledged[random.Next(writes.Acknowledged.Count)].RecordEnd : chosen[random.Next(chosen.Count)].End)
            .Order().ToList();
        var disk = new Disk();
        var next = 0;
        foreach (var cut in cuts)
        {
            for (; next < records.Count && records[next].End <= cut; next++)
                disk.Apply(records[next]);
            await check(disk, random, cut);
        }
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
