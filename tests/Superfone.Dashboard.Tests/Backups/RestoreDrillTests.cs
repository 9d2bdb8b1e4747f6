using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Operations.Backups;
using Superfone.Dashboard.Storage.Backups;
using Superfone.Dashboard.Tests.Crash;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.Backups;

public sealed class RestoreDrillTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(BackupWorld.Passphrase)]
    public async Task Drill_OfMixedTraffic_FindsNothingAndLeavesNothing(string? passphrase)
    {
        await using var world = await StartAsync(passphrase);
        var traffic = new CrashTraffic(7);
        using var client = world.Dashboard.CreateClient();
        for (var number = 0; number < 400; number++)
        {
            using var _ = await RunningDashboard.PostAsync(client, new ByteArrayContent(traffic.Next()));
        }

        await world.Api.PostAsync(Payload.AnsweredCall(77));
        var drill = await RunAsync(world);

        Assert.Equal((null, 3), (drill.Finding, drill.Recordings));
        Assert.True(drill.Deliveries > 400);
        Assert.DoesNotContain(Directory.GetFileSystemEntries(world.Dashboard.DataDirectory), entry => entry.Contains("drill", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("UPDATE Calls SET DurationSeconds = DurationSeconds + 1 WHERE CdrId = 2", "Calls")]
    [InlineData("DELETE FROM Calls WHERE CdrId = 3", "Calls")]
    [InlineData("UPDATE CallCounts SET Calls = Calls + 1", "CallCounts")]
    [InlineData("INSERT INTO CallWords (rowid, Who) VALUES (12345, 'somebody')", "CallWords")]
    public async Task Drill_AFalsifiedReadModel_IsFoundAndItsTableNamed(string sql, string table)
    {
        await using var world = await StartAsync();
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(world.Dashboard.DataDirectory, "views.db")};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            Assert.NotEqual(0, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        }

        Assert.Contains($" {table} ", (await RunAsync(world)).Finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drill_ALinkedRecordingThatHasRotted_IsFoundAndNamed()
    {
        await using var world = await StartAsync();
        var drill = await RunAsync(world);
        Assert.Null(drill.Finding);
        var rotten = Directory.GetFiles(world.Folder, "*.mp3", SearchOption.AllDirectories)[0];
        var bytes = await File.ReadAllBytesAsync(rotten, TestContext.Current.CancellationToken);
        bytes[500] ^= 1;
        await File.WriteAllBytesAsync(rotten, bytes, TestContext.Current.CancellationToken);

        Assert.Contains(Path.GetFileName(rotten), (await RunAsync(world)).Finding, StringComparison.Ordinal);

        // The next backup has it whole, and says what happened.
        Assert.Null((await RunAsync(world)).Finding);
        Assert.Contains(Path.GetFileName(rotten), Assert.Single(world.Dashboard.Services.GetRequiredService<BackupState>().LastSuccess!.Problems), StringComparison.Ordinal);
        Assert.Equal(BackupProblem.Weakened, world.Dashboard.Services.GetRequiredService<BackupSchedule>().Problem);
    }

    [Fact]
    public async Task Drill_ThatCannotBegin_IsAFindingAndTheBackupIsMade()
    {
        await using var world = await StartAsync();
        var obstacle = Path.Combine(world.Dashboard.DataDirectory, "superfone.drill");
        await File.WriteAllTextAsync(obstacle, "", TestContext.Current.CancellationToken);

        Assert.Contains("superfone.drill", (await RunAsync(world)).Finding, StringComparison.Ordinal);
        Assert.Single(BackupFolder.Find(world.Folder));
        Assert.Equal(BackupProblem.DrillFailed, world.Dashboard.Services.GetRequiredService<BackupSchedule>().Problem);

        File.Delete(obstacle);
        Assert.Null((await RunAsync(world)).Finding);
        Assert.Equal(BackupFolder.Find(world.Folder)[0].Path, world.Dashboard.Services.GetRequiredService<BackupState>().LastTested);
    }

    [Fact]
    public async Task Drill_WithoutRoom_IsAFindingAndTheBackupIsMade()
    {
        using var disk = SmallDisk.MountOrSkip(16);
        await using var world = await StartAsync(folder: Directory.CreateDirectory(Path.Combine(disk.Path, "backups")).FullName, reserve: long.MaxValue / 4);

        Assert.Contains("MiB", (await RunAsync(world)).Finding, StringComparison.Ordinal);
        Assert.Single(BackupFolder.Find(world.Folder));
    }

    private static async Task<BackupWorld> StartAsync(string? passphrase = null, string? folder = null, long reserve = 0)
    {
        folder ??= Directory.CreateTempSubdirectory("superfone-backups-").FullName;
        var world = await BackupWorld.StartAsync(new Dictionary<string, string?>
        {
            ["Superfone:Backup:Directory"] = folder,
            ["Superfone:Backup:Passphrase"] = passphrase,
            ["Superfone:Recordings:ReserveBytes"] = reserve.ToString(System.Globalization.CultureInfo.InvariantCulture),
        }, folder: folder);
        return world;
    }

    private static async Task<DrillResult> RunAsync(BackupWorld world)
    {
        await world.Dashboard.Services.GetRequiredService<BackupJob>().RunAsync(drills: true, Actor.System);
        var state = world.Dashboard.Services.GetRequiredService<BackupState>();
        Assert.Null(state.LastFailure);
        return state.LastDrill!;
    }
}
