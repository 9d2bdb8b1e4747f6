using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Tests.Projections;

public sealed class HealingTests : IDisposable
{
    private readonly LogOnDisk _log = new();
    private readonly RunningProjection _projection;

    public HealingTests() => _projection = new(_log);

    public void Dispose()
    {
        _projection.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task Start_LogOfAnotherInstallation_ShowsNothingOfTheOldOne()
    {
        _log.AppendAndProject(Payload.Call(1, _log.Now), Payload.Call(2, _log.Now));
        _log.StopProjecting();
        Change($"INSERT INTO Settings (Name, Value) VALUES ('{SettingStore.LogId}', 'another') ON CONFLICT (Name) DO UPDATE SET Value = excluded.Value");

        await _projection.StartAsync();

        // It may project the log from here on, but what it showed before is gone at once.
        await _projection.CatchUpAsync();
        Assert.Equal("another", _log.Read(readModel => readModel.Checkpoints.Single().LogId));
        Assert.Equal(_log.DumpFromScratch(), _log.Dump());
    }

    [Theory]
    [InlineData("UPDATE Deliveries SET Hash = Body WHERE Id = 2")]
    [InlineData("UPDATE Deliveries SET ReceivedUtc = ReceivedUtc + 1 WHERE Id = 2")]
    [InlineData("UPDATE Decisions SET Subject = '+918000000009'")]
    [InlineData("DELETE FROM Decisions")]
    [InlineData("DELETE FROM Deliveries WHERE Id = 2")]
    public async Task Start_OlderCopyOfTheLogThatHasGrownOtherwise_IsComputedAnew(string otherwise)
    {
        _log.Append(Payload.Call(1, _log.Now), Payload.Call(2, _log.Now));
        _log.Close(Payload.Phone);
        _log.Project();
        using (var readModel = _log.ReadModel.OpenWriter())
            readModel.Execute("UPDATE Calls SET StaffName = 'of the old log'");
        _log.StopProjecting();
        Change(otherwise);

        await _projection.StartAsync();
        await _projection.CatchUpAsync();

        Assert.Empty(_log.Read(readModel => readModel.Calls.Where(call => call.StaffName != null).ToList()));
    }

    [Fact]
    public async Task Start_SameLog_GoesOnWhereItStood()
    {
        _log.Append(Payload.Call(1, _log.Now));
        _log.Close(Payload.Phone);
        _log.Project();
        using (var readModel = _log.ReadModel.OpenWriter())
            readModel.Execute("UPDATE Calls SET StaffName = 'of before'");
        _log.StopProjecting();

        await _projection.StartAsync();
        _projection.Append(Payload.Call(2, _log.Now));
        await _projection.CatchUpAsync();

        Assert.Equal(["of before", null], _log.Read(readModel => readModel.Calls.OrderBy(call => call.CdrId).Select(call => call.StaffName).ToList()));
    }

    [Fact]
    public async Task Rebuild_AskedJustBeforeAKill_IsDoneByTheNextStart()
    {
        _log.AppendAndProject(Payload.Call(1, _log.Now));
        _log.StopProjecting();
        await _projection.RebuildAsync();
        _projection.End();

        await _projection.StartAsync();
        await _projection.CatchUpAsync(rebuildNumber: 1);
        _projection.End();
        _log.Reopen();
        await _projection.StartAsync();
        _projection.Append(Payload.Call(2, _log.Now));
        await _projection.CatchUpAsync();

        // Asked once, it was done once.
        Assert.Equal(1, _log.Read(readModel => readModel.Checkpoints.Single().RebuildNumber));
    }

    [Fact]
    public async Task Rebuild_FileThatCannotBeMade_LeavesTheShownOneLiveAndIsTriedAgain()
    {
        _log.Append(Payload.Call(1, _log.Now));
        var obstacle = Directory.CreateDirectory(_log.FileOf("views.1.db"));
        await _projection.StartAsync();
        await _projection.RebuildAsync();
        await _projection.WaitAsync(status => status.RebuildError is not null);
        _projection.Append(Payload.Call(2, _log.Now));
        await _projection.CatchUpAsync();
        Assert.Equal((2, 0L), (_log.Read(readModel => readModel.Calls.Count()), _projection.Service.Status.RebuildNumber));

        obstacle.Delete();
        await _projection.CatchUpAsync(rebuildNumber: 1);

        Assert.Null(_projection.Service.Status.RebuildError);
        Assert.Equal(_log.DumpFromScratch(), _log.Dump());
    }

    [Fact]
    public async Task ShownFile_DeletedUnderTheProcess_IsComputedAnewUnasked()
    {
        _log.Append(Enumerable.Range(1, 300).Select(id => (string)Payload.Call(id, _log.Now)));
        await _projection.StartAsync();
        await _projection.CatchUpAsync();

        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_log.FileOf("x"))!, "views*"))
            File.Delete(file);
        await _projection.CatchUpAsync(rebuildNumber: 1);

        SqliteConnection.ClearAllPools();
        Assert.Equal(300, _log.Read(readModel => readModel.Calls.Count()));
        Assert.Equal(_log.DumpFromScratch(), _log.Dump());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4096)]
    [InlineData(65536)]
    public async Task ShownFile_OverwrittenUnderTheProcess_IsComputedAnewOnceSomebodyReadsIt(int from)
    {
        _log.Append(Enumerable.Range(1, 300).Select(id => (string)Payload.Call(id, _log.Now)));
        await _projection.StartAsync();
        await _projection.CatchUpAsync();
        var file = _log.FileOf("views.db");
        using (var other = _log.ReadModel.OpenWriter())
            other.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        SqliteConnection.ClearAllPools();
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        bytes.AsSpan(from).Fill((byte)'x');
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);

        Assert.ThrowsAny<SqliteException>(() => _log.Read(readModel => readModel.Calls.Select(call => call.Disposition).ToList()));
        await _projection.CatchUpAsync(rebuildNumber: 1);

        Assert.Equal(300, _log.Read(readModel => readModel.Calls.Select(call => call.Disposition).ToList()).Count);
        Assert.Equal(_log.DumpFromScratch(), _log.Dump());
    }

    [Fact]
    public async Task Rebuild_TimeAndAgainWhilePagesRead_NeverShowsThemHalfOfIt()
    {
        const int calls = 600;
        const int rebuilds = 6;
        _log.Append(Enumerable.Range(1, calls).Select(id => (string)Payload.Call(id, _log.Now)));
        await _projection.StartAsync();
        await _projection.CatchUpAsync();

        // One context for several queries, as on a page: each query opens the file again.
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            while (_projection.Service.Status.RebuildNumber < rebuilds)
            {
                using var readModel = _log.ReadModel.CreateDbContext();
                Assert.Equal((calls, calls), (readModel.Calls.Count(), readModel.CallDeliveries.Count()));
            }
        })).ToList();
        for (var rebuild = 1; rebuild <= rebuilds; rebuild++)
        {
            await _projection.RebuildAsync();
            await _projection.CatchUpAsync(rebuild);
        }

        await Task.WhenAll(readers);
    }

    private void Change(string sql)
    {
        using var primary = _log.Primary.OpenWriter();
        using var command = primary.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
