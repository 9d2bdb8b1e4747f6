using Microsoft.Extensions.Logging.Abstractions;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Erasures;

namespace Superfone.Dashboard.Tests.Projections;

public sealed class BulkFailureTests : IDisposable
{
    private readonly LogOnDisk _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void ProjectInBulk_ADecisionInAPartThatIsRolledBack_KeepsTheFollowUpsOfEarlierParts()
    {
        _log.Append(Payload.Missed(1, _log.Now));
        _log.Append(Payload.Call(2, _log.Now.AddMinutes(1)).With("cdr_phone", "+918000000002"));
        _log.Close(Payload.Phone, "reached by mail");
        _log.Append(Payload.Call(3, _log.Now.AddMinutes(2)).With("cdr_phone", "+918000000003"));
        using (var readModel = _log.ReadModel.OpenWriter())
            readModel.Execute("CREATE TRIGGER Broken BEFORE INSERT ON Calls WHEN NEW.CdrId = 3 BEGIN SELECT RAISE(ABORT, 'poisoned'); END");

        using (var projector = _log.NewProjector(_log.ReadModel.OpenWriter()))
        {
            projector.ProjectInBulk(ParsedBatch.Of(_log.Log.Read(0, 0, limit: 1)), TestContext.Current.CancellationToken);
            projector.ProjectInBulk(ParsedBatch.Of(_log.Log.Read(1, 0, limit: 100)), TestContext.Current.CancellationToken);
            projector.FinishBulk(TestContext.Current.CancellationToken);
        }

        var followUp = Assert.Single(_log.Read(readModel => readModel.FollowUps.ToList()));
        Assert.Equal((Payload.Phone, "Closed", "reached by mail"), (followUp.PhoneKey, $"{followUp.State}", followUp.Note));
        Assert.Equal(3, Assert.Single(_log.Read(readModel => readModel.DeliveryFailures.ToList())).DeliveryId);
    }

    [Fact]
    public void Begin_WithALogThatItCannotRead_FailsInsteadOfTryingForEver()
    {
        _log.Append(Payload.Missed(1, _log.Now));
        using var rebuild = new Rebuild(
            _log.ReadModel, new UnreadableLog(_log.EventLog), _log.Log, (writer, _) => _log.NewProjector(writer), TimeProvider.System, _log.Faults, NullLogger.Instance);

        rebuild.Begin(_log.Log.Stamp);
        SpinWait.SpinUntil(() => rebuild.HasWork);
        rebuild.ProjectBatch(256);

        Assert.False(rebuild.IsRunning);
        Assert.Equal("The log cannot be read: the disk does not answer", rebuild.Error);
        rebuild.Cancel();
        Assert.Null(rebuild.Error);
    }

    [Fact]
    public void Begin_WhenTheLogHasLostDeliveriesSince_ComputesFromWhatIsLeft()
    {
        _log.Append(Payload.Missed(1, _log.Now), Payload.Missed(2, _log.Now));
        using var rebuild = new Rebuild(
            _log.ReadModel, _log.EventLog, _log.Log, LogOnDisk.NewProjector, TimeProvider.System, _log.Faults, NullLogger.Instance);

        rebuild.Begin(_log.Log.Stamp);
        using (var erasure = new PrimaryTransaction(_log.Primary))
        {
            erasure.Run("DELETE FROM Deliveries WHERE Id = 2");
            erasure.Commit();
        }

        new TraceErasure(_log.Primary).BeginEpoch();
        rebuild.Begin(_log.Log.Stamp);
        SpinWait.SpinUntil(() => rebuild.HasWork);
        while (!rebuild.ProjectBatch(256))
            Assert.True(rebuild.IsRunning);

        using var rebuilt = rebuild.Swap(_log.Log.Stamp)!;
        Assert.Equal((1, 1), (rebuilt.Checkpoint.LogEpoch, rebuilt.DeliveryId));
        Assert.Equal([1L], _log.Read(readModel => readModel.Calls.Select(call => call.CdrId).ToList()));
    }

    [Fact]
    public void Read_OfLargeBodies_ReadsFewAtATimeAndLeavesDecisionsInTheirPlaces()
    {
        foreach (var number in Enumerable.Range(1, 40))
        {
            _log.Append(Payload.Missed(number, _log.Now).With("contact_additional_info", new string('x', 1_000_000)));
            if (number == 30)
                _log.Close(Payload.Phone);
        }

        List<LogBatch> parts = [];
        for (var (deliveryId, decisionId) = (0L, 0L); _log.Log.Read(deliveryId, decisionId, limit: 8_192) is { IsEmpty: false } part;)
        {
            parts.Add(part);
            deliveryId = part.Entries.Count > 0 ? part.Entries[^1].Id : deliveryId;
            decisionId = part.Decisions.Count > 0 ? part.Decisions[^1].Id : decisionId;
        }

        Assert.Equal(Enumerable.Range(1, 40).Select(id => (long)id), parts.SelectMany(part => part.Entries).Select(entry => entry.Id));
        Assert.All(parts, part => Assert.InRange(part.Entries.Sum(entry => entry.Body!.Length), 1_000_000, 18_000_000));
        Assert.Contains(30, Assert.Single(parts, part => part.Decisions.Count > 0).Entries.Select(entry => entry.Id));
    }

    private sealed class UnreadableLog(IEventLog log) : IEventLog
    {
        public IEventLogWriter OpenWriter(TimeSpan duplicateWindow) => log.OpenWriter(duplicateWindow);

        public IEventLogReader OpenReader() => throw new LogReadException(new IOException("the disk does not answer"));

        public long Append(Decision decision) => log.Append(decision);

        public long? AppendUnlessDecided(IReadOnlyList<Decision> decisions, long known, bool ofAnySubject) => log.AppendUnlessDecided(decisions, known, ofAnySubject);

        public DeliveryWaiter Listen() => log.Listen();

        public void Notify() => log.Notify();
    }
}
