using System.Text.Json.Nodes;

namespace Superfone.Dashboard.Tests.Projections;

public sealed class FailingDeliveryTests : IDisposable
{
    private readonly LogOnDisk _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void Project_FieldThatCannotBeRead_IsNotedAndTheRestFoldedIn()
    {
        _log.AppendAndProject(
            Payload.Call(1, _log.Now).With("cdr_duration", "long"),
            Payload.Contact(12345),
            Payload.Call(2, _log.Now));

        Assert.Empty(_log.Read(readModel => readModel.DeliveryFailures.ToList()));
        var notes = Assert.Single(_log.Read(readModel => readModel.DeliveryNotes.ToList()));
        Assert.Equal(1, notes.DeliveryId);
        Assert.StartsWith("cdr_duration ", Assert.Single(notes.Notes), StringComparison.Ordinal);
        Assert.Equal([(1L, null), (2L, 142)], _log.Read(readModel => readModel.Calls.OrderBy(call => call.CdrId).ToList()).Select(call => (call.CdrId, call.DurationSeconds)));
        Assert.All(_log.Read(readModel => readModel.Calls.ToList()), call => Assert.Equal(12345, call.ContactId));
    }

    [Fact]
    public void Project_UrlThatEndsBeyondTime_LeavesACallWhoseUrlEndsAfterAWeek()
    {
        var url = "https://x.amazonaws.com/a.mp3?X-Amz-Date=99991231T235959Z&X-Amz-Expires=604800";
        _log.AppendAndProject(Payload.Call(1, _log.Now).With(new JsonObject { ["contact_id"] = 7, ["cdr_recording_url"] = url }), Payload.Call(2, _log.Now));

        Assert.Equal(2, _log.Read(readModel => readModel.Calls.Count()));
        Assert.Equal(_log.Now.AddDays(7), _log.Read(readModel => readModel.Calls.Single(call => call.CdrId == 1).RecordingExpiresUtc));
    }

    [Fact]
    public void Project_FailureInTheMiddleOfTheWork_LeavesNothingBehind()
    {
        // Only a broken database can fail so late; it stands for an unforeseen defect.
        using (var readModel = _log.ReadModel.OpenWriter())
            readModel.Execute("CREATE TRIGGER Broken BEFORE INSERT ON CallUuids WHEN NEW.CdrId = 1 BEGIN SELECT RAISE(ABORT, 'broken'); END");
        _log.AppendAndProject(Payload.Call(1, _log.Now).With(new JsonObject { ["contact_id"] = 7, ["cdr_uuid"] = Payload.Uuid }), Payload.Call(2, _log.Now), Payload.Summary());
        _log.AppendAndProject(Payload.Summary(Payload.OtherUuid));

        Assert.Equal(1, Assert.Single(_log.Read(readModel => readModel.DeliveryFailures.ToList())).DeliveryId);
        Assert.Equal([2L], _log.Read(readModel => readModel.Calls.Select(call => call.CdrId).ToList()));
        Assert.Empty(_log.Read(readModel => readModel.Contacts.ToList()));
        Assert.Equal(4, _log.Read(readModel => readModel.Checkpoints.Single().DeliveryId));
    }

    [Fact]
    public void Project_QuarantinedDuplicateAndUnrecognised_HaveNoEffect()
    {
        var call = Payload.Call(1, _log.Now);
        _log.AppendAndProject(call);
        var before = _log.Dump().Replace("== Checkpoints\n0 | 1 |", "== Checkpoints\n0 | 4 |", StringComparison.Ordinal);

        _log.AppendAndProject(call, "{\"event\":\"NEW_THING\",\"cdr_id\":1,\"cdr_disposition\":\"BUSY\"}", "{\"event\":\"ALL_CALLS\",\"cdr_id\":\"x\"}");

        Assert.Equal(before, _log.Dump());
    }
}
