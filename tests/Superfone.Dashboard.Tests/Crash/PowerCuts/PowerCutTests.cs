using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.Crash.PowerCuts;

[OnlySqlite("a file system for SQLite")]
public sealed class PowerCutTests(RecordedWrites writes, ITestOutputHelper output) : IClassFixture<RecordedWrites>, IDisposable
{
    private static readonly int Cuts = CrashSwitch.Crashes is { } crashes ? crashes * 5 : 50;
    private static readonly int CutsOfRecomputed = CrashSwitch.Crashes ?? 30;
    private static readonly int Starts = CrashSwitch.Crashes / 10 ?? 3;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("superfone-cut-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task PowerCut_AtAnyMoment_LeavesEveryAcknowledgedDelivery()
    {
        var acknowledged = writes.Acknowledged;
        await CutAsync(Cuts, [AtAnAcknowledgement, (random, records) => Any(random, records).End], (disk, random, cut) =>
        {
            AssertKept(disk, random, [.. acknowledged.Where(one => one.RecordEnd <= cut)], $"cut at {cut}, seed {CrashSwitch.Seed}");
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task PowerCut_AtAnyMoment_LeavesAReadModelThatIsUsedOrComputedAgain()
    {
        await CutAsync(Starts, [WhenJustRecomputed, WhileRecomputed, AtAnAcknowledgement], async (disk, random, cut) =>
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

    [Fact]
    public async Task PowerCut_WhenJustRecomputed_LeavesAWholeReadModel()
    {
        await CutAsync(CutsOfRecomputed, [WhenJustRecomputed], (disk, random, cut) =>
        {
            var data = _folder.CreateSubdirectory($"{Guid.NewGuid():N}").FullName;
            disk.CutPower(data, "views", random);
            var (newest, _) = RebuiltReadModel.Newest(data);
            if (newest is not null)
                Assert.NotEmpty(ReadModelDump.Of(newest)); // Checks its integrity.
            return Task.CompletedTask;
        });
    }

    private long AtAnAcknowledgement(Random random, List<FileRecord> records) => writes.Acknowledged[random.Next(writes.Acknowledged.Count)].RecordEnd;

    private static long WhileRecomputed(Random random, List<FileRecord> records) => Any(random, [.. records.Where(IsOfRecomputed)]).End;

    // The new file is complete, and the old one is about to be deleted.
    private static long WhenJustRecomputed(Random random, List<FileRecord> records)
    {
        var last = records.FindLastIndex(record => IsOfRecomputed(record) && record.Operation == FileOperation.Write);
        return Any(random, records[last..]).End;
    }

    private static bool IsOfRecomputed(FileRecord record) => Path.GetFileName(record.Path).StartsWith("views.1.", StringComparison.Ordinal);

    private static FileRecord Any(Random random, List<FileRecord> records) => records[random.Next(records.Count)];

    // At each kind of moment in turn.
    private async Task CutAsync(int count, Func<Random, List<FileRecord>, long>[] moments, Func<Disk, Random, long, Task> check)
    {
        output.WriteLine($"Seed: {CrashSwitch.Seed}");
        var random = new Random(CrashSwitch.Seed);
        var records = FileRecord.Read(writes.RecordPath).ToList();
        var cuts = Enumerable.Range(0, count).Select(number => moments[number % moments.Length](random, records)).Order().ToList();
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
