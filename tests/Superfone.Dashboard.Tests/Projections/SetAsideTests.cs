using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Tests.Projections;

public sealed class SetAsideTests : IDisposable
{
    private const string Poisoned = "+918000000007";

    private readonly LogOnDisk _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void Project_DecisionOfAKindFromTheFuture_IsSetAsideAndTheOthersCount()
    {
        _log.AppendAndProject(Payload.Missed(1, _log.Now));
        using (var primary = _log.Primary.OpenWriter())
        using (var command = primary.CreateCommand())
        {
            command.CommandText = $"INSERT INTO Decisions (AfterDeliveryId, AtUtc, Kind, Subject, DecidedBy) VALUES (1, {long.MaxValue}, 99, '{Payload.Phone}', 'x')";
            command.ExecuteNonQuery();
        }

        _log.Close(Payload.Phone);
        _log.AppendAndProject(Payload.Call(2, _log.Now.AddHours(1)));

        Assert.Equal((ProjectionStep.Decision, "1"), Assert.Single(Failures()));
        Assert.Equal(2, _log.Read(readModel => readModel.Calls.Count()));
        Assert.Equal("Closed", $"{_log.Read(readModel => readModel.FollowUps.Single().State)}");
        Assert.Equal((2L, 2L), _log.Read(readModel => (readModel.Checkpoints.Single().DeliveryId, readModel.Checkpoints.Single().DecisionId)));
    }

    [Fact]
    public void Project_FollowUpThatCannotBeFolded_IsSetAsideAndTheOthersAreThere()
    {
        Break("FollowUps", $"NEW.PhoneKey = '{Poisoned}'");

        _log.AppendAndProject(Missed(1, "+918000000006"), Missed(2, Poisoned), Missed(3, "+918000000008"));

        Assert.Equal((ProjectionStep.FollowUp, Poisoned), Assert.Single(Failures()));
        Assert.Equal(["+918000000006", "+918000000008"], _log.Read(readModel => readModel.FollowUps.Select(row => row.PhoneKey).Order().ToList()));
        Assert.Equal(3, _log.Read(readModel => readModel.Calls.Count()));
    }

    [Fact]
    public void Project_CountThatCannotBeKept_IsSetAsideAndTheOthersAreThere()
    {
        Break("CallCounts", $"NEW.Kind = {(int)CallCountKind.Disposition}");

        _log.AppendAndProject(Missed(1, Poisoned));

        Assert.Equal(ProjectionStep.Rollup, Assert.Single(Failures()).Step);
        Assert.Equal(1, _log.Read(readModel => readModel.CallCounts.Single(count => count.Kind == CallCountKind.Day).Figures.Calls));
    }

    [Fact]
    public void Project_TextThatCannotBeIndexed_IsSetAsideAndTheOthersAreFound()
    {
        // Where the index of the words keeps how long each text is.
        Break("ContactWords_docsize", "NEW.id = 2");

        _log.AppendAndProject(Payload.Contact(1, name: "Asha"), Payload.Contact(2, "+918000000002", "Devil"), Payload.Contact(3, "+918000000003", "Asha"));

        Assert.Equal((ProjectionStep.Contact, "2"), Assert.Single(Failures()));
        Assert.Equal([1L, 3L], ReadModelDump.Search(_log.ReadModel, "ContactWords", "asha"));
        Assert.Equal(1, _log.Read(readModel => readModel.Database.SqlQuery<int>($"SELECT COUNT(*) AS Value FROM Words WHERE Word = 'asha'").Single()));
    }

    [Fact]
    public void Project_WordThatCannotBeKept_CostsItsDeliveryAndNotTheOthers()
    {
        Break("Words", "NEW.Word = 'devil'");

        _log.AppendAndProject(Payload.Contact(1, name: "Asha"), Payload.Contact(2, "+918000000002", "Devil"), Payload.Contact(3, "+918000000003", "Asha"));

        Assert.Equal(2, Assert.Single(_log.Read(readModel => readModel.DeliveryFailures.ToList())).DeliveryId);
        Assert.Equal([1L, 3L], ReadModelDump.Search(_log.ReadModel, "ContactWords", "asha"));
        Assert.Equal(1, _log.Read(readModel => readModel.Database.SqlQuery<int>($"SELECT COUNT(*) AS Value FROM Words WHERE Word = 'asha'").Single()));
    }

    [Fact]
    public void Project_FailureThatNobodyHasThoughtOf_CostsOneDeliveryAndNotTheBatch()
    {
        // A row that cannot be read again when the batch is finished, long after its delivery was projected.
        using (var readModel = _log.ReadModel.OpenWriter())
            readModel.Execute("CREATE TRIGGER Broken AFTER INSERT ON Calls WHEN NEW.CdrId = 2 BEGIN UPDATE Calls SET IvrInputs = 'no list' WHERE CdrId = 2; END");

        _log.AppendAndProject(Payload.Call(1, _log.Now), Payload.Call(2, _log.Now), Payload.Call(3, _log.Now));
        _log.AppendAndProject(Payload.Call(4, _log.Now));

        Assert.Equal(2, Assert.Single(_log.Read(readModel => readModel.DeliveryFailures.ToList())).DeliveryId);
        Assert.Equal([1L, 3L, 4L], _log.Read(readModel => readModel.Calls.Select(call => call.CdrId).Order().ToList()));
    }

    [Fact]
    public async Task Projection_WithSomethingSetAside_GoesOnAndSaysSo()
    {
        Break("FollowUps", $"NEW.PhoneKey = '{Poisoned}'");
        using var projection = new RunningProjection(_log);
        await projection.StartAsync();

        projection.Append(Missed(1, Poisoned));
        await projection.CatchUpAsync();
        projection.Append(Missed(2, "+918000000008"));
        await projection.CatchUpAsync();

        Assert.Equal(1, projection.Service.Status.SetAside);
        Assert.Single(_log.Read(readModel => readModel.FollowUps.ToList()));
    }

    private string Missed(long cdrId, string phone) => Payload.Missed(cdrId, _log.Now.AddMinutes(cdrId)).With("cdr_phone", phone);

    private List<(ProjectionStep Step, string Subject)> Failures() =>
        [.. _log.Read(readModel => readModel.StepFailures.ToList()).Select(failure => (failure.Step, failure.Subject))];

    // Only a broken database fails so reliably; it stands for an unforeseen defect.
    private void Break(string table, string when)
    {
        using var readModel = _log.ReadModel.OpenWriter();
        readModel.Execute($"CREATE TRIGGER Broken BEFORE INSERT ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, 'broken'); END");
    }
}
