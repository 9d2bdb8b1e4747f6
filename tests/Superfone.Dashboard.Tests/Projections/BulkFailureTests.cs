using Microsoft.Extensions.Logging.Abstractions;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Primary;

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
            projector.ProjectInBulk(ParsedBatch.Of(_log.Log.Read(0, 0, limit: 1)));
            projector.ProjectInBulk(ParsedBatch.Of(_log.Log.Read(1, 0, limit: 100)));
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
        rebuild.ForgetFailure();
        Assert.Null(rebuild.Error);
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
