using Microsoft.Data.Sqlite;

namespace Superfone.Dashboard.Tests.Projections;

public sealed class ReadModelFileTests : IDisposable
{
    private readonly LogOnDisk _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void Reopen_AfterAnEnd_GoesOnAtTheCheckpoint()
    {
        _log.AppendAndProject([.. Enumerable.Range(1, 300).Select(id => Payload.Call(id, _log.Now))]);
        var before = _log.Dump();
        _log.Reopen();
        Assert.Equal(before, _log.Dump());
        _log.AppendAndProject(Payload.Call(301, _log.Now));
        Assert.Equal(_log.DumpFromScratch(), _log.Dump());
    }

    [Fact]
    public void Crash_InTheMiddleOfABatch_LeavesWholeBatchesOnly()
    {
        _log.Append(Enumerable.Range(1, 300).Select(id => (string)Payload.Call(id, _log.Now)));
        using (var projector = _log.NewProjector(_log.ReadModel.OpenWriter()))
        {
            projector.ProjectBatch(256);

            // The second batch finds the file locked by another connection and gives up.
            using var other = _log.ReadModel.OpenWriter();
            other.Execute("BEGIN IMMEDIATE");
            other.Execute("UPDATE Checkpoints SET DeliveryId = 0");
            other.Execute("ROLLBACK");
        }

        Assert.Equal((256, 256L), (_log.Read(readModel => readModel.Calls.Count()), _log.Read(readModel => readModel.Checkpoints.Single().DeliveryId)));
        _log.Reopen();
        _log.Project();
        Assert.Equal(300, _log.Read(readModel => readModel.Calls.Count()));
    }

    [Fact]
    public async Task Batch_WhileAnotherConnectionLocksTheFileForAMoment_WaitsForIt()
    {
        _log.Append(Enumerable.Range(1, 3).Select(id => (string)Payload.Call(id, _log.Now)));
        using var projector = _log.NewProjector(_log.ReadModel.OpenWriter());
        using var other = _log.ReadModel.OpenWriter();
        other.Execute("BEGIN IMMEDIATE");

        var batch = Task.Run(() => projector.ProjectBatch(256));
        Assert.NotSame(batch, await Task.WhenAny(batch, Task.Delay(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken)));
        other.Execute("ROLLBACK");
        await batch;

        Assert.Equal(3, _log.Read(readModel => readModel.Calls.Count()));
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("broken")]
    [InlineData("empty")]
    [InlineData("version")]
    [InlineData("incomplete")]
    public void Reopen_ViewsThatCannotBeShown_AreProjectedAnew(string damage)
    {
        _log.AppendAndProject(Payload.Call(1, _log.Now), Payload.Contact(7));
        var before = _log.Dump();
        _log.StopProjecting();
        SqliteConnection.ClearAllPools();
        var file = _log.FileOf("views.db");
        if (damage == "deleted")
            File.Delete(file);
        else if (damage == "broken")
            File.WriteAllText(file, "not a database, and longer than the hundred bytes of a header: " + new string('x', 200));
        else if (damage == "empty")
            File.WriteAllBytes(file, []);
        else
            Execute(file, damage == "version" ? "PRAGMA user_version = 99" : "UPDATE Checkpoints SET IsComplete = 0");

        _log.Reopen();
        Assert.Equal(0, _log.Read(readModel => readModel.Calls.Count()));
        _log.Project();
        Assert.Equal(before, _log.Dump());
    }

    [Fact]
    public void Reopen_InAnotherTimeZone_IsProjectedAnew()
    {
        _log.AppendAndProject(Payload.Call(1, _log.Now));
        _log.ReopenIn("Europe/London");
        Assert.Equal(0, _log.Read(readModel => readModel.Calls.Count()));

        _log.Project();
        _log.ReopenIn("Europe/London");
        Assert.Equal(1, _log.Read(readModel => readModel.Calls.Count()));
    }

    [Fact]
    public void Reopen_AfterTheZoneGotOtherRules_IsProjectedAnew()
    {
        _log.AppendAndProject(Payload.Call(1, _log.Now));
        var start = TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 2, 0, 0), 4, 1);
        var end = TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 1);
        var summerTime = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(new DateTime(2027, 1, 1), DateTime.MaxValue.Date, TimeSpan.FromHours(1), start, end);

        _log.ReopenIn(TimeZoneInfo.CreateCustomTimeZone("Asia/Kolkata", TimeSpan.FromHours(5.5), "", "", "", [summerTime]));

        Assert.Equal(0, _log.Read(readModel => readModel.Calls.Count()));
    }

    [Fact]
    public void Reopen_WithAnotherVersionOfLibphonenumber_IsProjectedAnew()
    {
        _log.AppendAndProject(Payload.Call(1, _log.Now));
        _log.StopProjecting();
        Execute(_log.FileOf("views.db"), "UPDATE Checkpoints SET MadeFor = replace(MadeFor, 'libphonenumber ', 'libphonenumber 1.')");

        _log.Reopen();

        Assert.Equal(0, _log.Read(readModel => readModel.Calls.Count()));
    }

    [Fact]
    public void Reopen_BesideACopyThatSomebodyMade_LeavesItAlone()
    {
        var copy = _log.FileOf("views.friday.db");
        File.WriteAllText(copy, "mine");

        _log.Reopen();

        Assert.Equal("mine", File.ReadAllText(copy));
    }

    [Fact]
    public void Reopen_AfterARebuild_TakesTheRebuiltFileUnderTheFirstName()
    {
        _log.AppendAndProject(Payload.Call(1, _log.Now));
        _log.Rebuild();
        Assert.True(File.Exists(_log.FileOf("views.1.db")));
        _log.AppendAndProject(Payload.Call(2, _log.Now));
        _log.Reopen();

        Assert.False(File.Exists(_log.FileOf("views.1.db")));
        Assert.Equal((2, 1L), (_log.Read(readModel => readModel.Calls.Count()), _log.Read(readModel => readModel.Checkpoints.Single().RebuildNumber)));
        _log.Rebuild();
        _log.Rebuild();
        Assert.Equal(_log.DumpFromScratch(), _log.Dump());
    }

    [Fact]
    public void Reopen_RebuildThatWasNotFinished_KeepsTheShownViews()
    {
        _log.AppendAndProject(Payload.Call(1, _log.Now), Payload.Call(2, _log.Now));
        using (var next = _log.ReadModel.CreateNext())
        using (var rebuilt = _log.NewProjector(next.Writer))
            rebuilt.ProjectBatch(256);
        _log.Reopen();

        Assert.False(File.Exists(_log.FileOf("views.1.db")));
        Assert.Equal((2, 0L), (_log.Read(readModel => readModel.Calls.Count()), _log.Read(readModel => readModel.Checkpoints.Single().RebuildNumber)));
    }

    [Fact]
    public void StartOver_LeavesEmptyViews()
    {
        _log.AppendAndProject(Payload.Call(1, _log.Now));
        _log.StopProjecting();
        _log.ReadModel.StartOver();
        Assert.Equal(0, _log.Read(readModel => readModel.Calls.Count()));
        _log.Project();
        Assert.Equal(_log.DumpFromScratch(), _log.Dump());
    }

    private static void Execute(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
