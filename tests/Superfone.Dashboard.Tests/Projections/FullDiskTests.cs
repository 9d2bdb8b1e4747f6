using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.Storage.Faults;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Tests.Projections;

public sealed class FullDiskTests
{
    private const int DiskIsFull = 13;

    [Fact]
    public async Task Projection_OnAFullDisk_SaysSoAndGoesOnOnceThereIsRoom()
    {
        using var disk = SmallDisk.MountOrSkip(megabytes: 16);
        using var log = new LogOnDisk(disk.Path);
        using var projection = new RunningProjection(log);
        log.Append(Enumerable.Range(1, 3000).Select(id => (string)Payload.Call(id, log.Now)));
        disk.Fill(bytesLeft: 200_000);

        await projection.StartAsync();
        await projection.WaitAsync(status => status.Error?.Contains("full", StringComparison.Ordinal) == true);
        disk.Free();
        await projection.CatchUpAsync();

        Assert.Equal(0, projection.Service.Status.SetAside);
        Assert.Equal(log.DumpFromScratch(), log.Dump());
    }

    [Fact]
    public async Task Start_WithoutRoomForViews_OpensThemOnceThereIsRoom()
    {
        using var disk = SmallDisk.MountOrSkip(megabytes: 16);
        using var log = new LogOnDisk(disk.Path);
        using var projection = new RunningProjection(log);
        log.Append(Payload.Call(1, log.Now));
        File.Delete(log.FileOf("views.db"));
        disk.Fill(bytesLeft: 0);

        await projection.StartAsync();
        await projection.WaitAsync(status => status.Error is not null);
        disk.Free();
        await projection.CatchUpAsync();

        Assert.Equal(1, log.Read(readModel => readModel.Calls.Count()));
    }

    [Fact]
    public async Task Rebuild_WithoutRoomForIt_LeavesTheShownOneLiveAndIsDoneOnceThereIs()
    {
        using var disk = SmallDisk.MountOrSkip(megabytes: 32);
        using var log = new LogOnDisk(disk.Path);
        using var projection = new RunningProjection(log);
        log.Append(Enumerable.Range(1, 500).Select(id => (string)Payload.Call(id, log.Now)));
        await projection.StartAsync();
        await projection.CatchUpAsync();
        disk.Fill(bytesLeft: 400_000);

        await projection.RebuildAsync();
        await projection.WaitAsync(status => status.RebuildError is not null);
        projection.Append(Payload.Call(501, log.Now));
        await projection.CatchUpAsync();
        Assert.Equal((501, 0L), (log.Read(readModel => readModel.Calls.Count()), projection.Service.Status.RebuildNumber));
        disk.Free();
        await projection.CatchUpAsync(rebuildNumber: 1);

        Assert.Null(projection.Service.Status.RebuildError);
        Assert.Equal(log.DumpFromScratch(), log.Dump());
    }

    [Fact]
    public void Swap_OnADiskThatHasJustFilledUp_LeavesTheShownOneAndIsDoneOnceThereIsRoom()
    {
        using var disk = SmallDisk.MountOrSkip(megabytes: 32);
        using var log = new LogOnDisk(disk.Path);
        log.AppendAndProject([.. Enumerable.Range(1, 300).Select(id => (string)Payload.Call(id, log.Now))]);
        using var rebuild = new Rebuild(log.ReadModel, log.EventLog, log.Log, LogOnDisk.NewProjector, log.Time, log.Faults, NullLogger.Instance);
        Compute();
        disk.Fill(bytesLeft: 0);

        Assert.Null(rebuild.Swap(log.Log.Stamp));
        Assert.Equal((false, StorageCause.Full), (rebuild.IsRunning, log.Faults.Of(StoragePart.Rebuild)?.Cause));
        Assert.Equal((300, 0L), (log.Read(readModel => readModel.Calls.Count()), log.Read(readModel => readModel.Checkpoints.Single().RebuildNumber)));

        disk.Free();
        log.Time.Advance(TimeSpan.FromMinutes(1));
        Compute();
        using var shown = rebuild.Swap(log.Log.Stamp);
        Assert.Equal((1L, 300L), (shown!.Checkpoint.RebuildNumber, shown.DeliveryId));
        Assert.Null(log.Faults.Of(StoragePart.Rebuild));
        Assert.Equal(log.DumpFromScratch(), log.Dump());

        void Compute()
        {
            rebuild.Begin(log.Log.Stamp);
            SpinWait.SpinUntil(() => rebuild.HasWork);
            while (!rebuild.ProjectBatch(256))
                Assert.True(rebuild.IsRunning, rebuild.Error);
        }
    }

    [Fact]
    public void ProjectBatch_DatabaseThatMayNotGrow_FailsWithThatError()
    {
        using var log = new LogOnDisk();
        log.Append(Enumerable.Range(1, 256).Select(id => (string)Payload.Call(id, log.Now)));
        var writer = log.ReadModel.OpenWriter();
        writer.Execute("PRAGMA max_page_count = 1");
        using var projector = log.NewProjector(writer);

        Assert.Equal(DiskIsFull, Assert.Throws<SqliteException>(() => projector.ProjectBatch(256)).SqliteErrorCode);

        writer.Execute("PRAGMA max_page_count = 1000000");
        Assert.NotNull(projector.ProjectBatch(256));
    }

    [Fact]
    [OnlySqlite("a limit to the pages of its file")]
    public void PrimaryTransaction_DatabaseThatMayNotGrow_FailsWithThatErrorAndKeepsNothing()
    {
        using var log = new LogOnDisk();

        var error = Assert.Throws<SqliteException>(() =>
        {
            using var transaction = new PrimaryTransaction(log.Primary);
            transaction.Read("PRAGMA max_page_count = 1", row => row.GetInt64(0));
            for (var number = 0; number < 100_000; number++)
                transaction.Run("INSERT INTO Settings (Name, Value) VALUES ($name, hex(zeroblob(4000)))", ("$name", $"{number}"));
        });

        Assert.Equal(DiskIsFull, error.SqliteErrorCode);
        using var writer = new PrimaryWriter();
        Assert.Null(new SettingStore(log.Primary, writer).Find("0"));
    }
}
