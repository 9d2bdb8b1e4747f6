using System.Text.Json.Nodes;
using Superfone.Dashboard.Domain.FollowUps;

namespace Superfone.Dashboard.Tests.Projections;

public sealed class FollowUpProjectionTests : IDisposable
{
    private readonly LogOnDisk _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void Calls_ToldInAnyOrder_GiveTheSameFollowUp()
    {
        var at = _log.Now.AddHours(-5);
        _log.AppendAndProject(Payload.Call(4, at.AddMinutes(30)));
        _log.AppendAndProject(Payload.Missed(2, at.AddMinutes(10)));
        _log.AppendAndProject(Payload.Call(3, at.AddMinutes(20), "NOANSWER"));
        _log.AppendAndProject(Payload.Missed(1, at));

        var followUp = Assert.Single(FollowUps());
        Assert.Equal((FollowUpState.Returned, 2, 1, 1800L), (followUp.State, followUp.MissedCount, followUp.Attempts, followUp.SecondsToReturn));
        Assert.Equal(at, followUp.FirstMissedUtc);
    }

    [Fact]
    public void Call_ThatWasAnsweredAfterAll_TakesItsMissBack()
    {
        _log.AppendAndProject(Payload.Missed(1, _log.Now.AddMinutes(-5)));
        Assert.Single(FollowUps());
        _log.AppendAndProject(Payload.Call(1, _log.Now.AddMinutes(-5), "BACKUP_ANSWER", "INBOUND").With("cdr_end", Payload.Iso(_log.Now)));
        Assert.Empty(FollowUps());
    }

    [Fact]
    public void Call_WhoseNumberIsCorrected_MovesItsFollowUp()
    {
        _log.AppendAndProject(Payload.Missed(1, _log.Now.AddMinutes(-5)));
        _log.AppendAndProject(Payload.Missed(1, _log.Now.AddMinutes(-5)).With(new JsonObject { ["cdr_phone"] = "8000000002", ["cdr_end"] = Payload.Iso(_log.Now) }));
        Assert.Equal("+918000000002", Assert.Single(FollowUps()).PhoneKey);
    }

    [Fact]
    public void Call_FromNoNumber_OpensNothingThatNobodyCouldReturn()
    {
        _log.AppendAndProject(Payload.Missed(1, _log.Now.AddMinutes(-5)).With("cdr_phone", "Anonymous"));
        Assert.Empty(FollowUps());
    }

    [Fact]
    public void Closing_WithANote_EndsItAndTheNextMissOpensAnother()
    {
        _log.AppendAndProject(Payload.Missed(1, _log.Now.AddMinutes(-5)));
        _log.Close(Payload.Phone, "wrong number");
        _log.Project();
        var closed = Assert.Single(FollowUps());
        Assert.Equal((FollowUpState.Closed, "asha@example.com", "wrong number"), (closed.State, closed.ClosedBy, closed.Note));
        Assert.Equal(_log.Now, closed.ClosedUtc);

        _log.Time.Advance(TimeSpan.FromHours(1));
        _log.AppendAndProject(Payload.Call(2, _log.Now), Payload.Missed(3, _log.Now.AddMinutes(1)));
        Assert.Equal([FollowUpState.Closed, FollowUpState.Open], FollowUps().Select(followUp => followUp.State));
    }

    [Fact]
    public void Closing_TakenBack_LeavesEverythingAsIfItHadNeverBeen()
    {
        _log.AppendAndProject(Payload.Missed(1, _log.Now.AddMinutes(-5)));
        _log.Close(Payload.Phone, "wrong number");
        _log.Project();
        _log.Reopen(Payload.Phone);
        _log.Project();
        var open = Assert.Single(FollowUps());
        Assert.Equal((FollowUpState.Open, null, null), (open.State, open.ClosedBy, open.Note));

        _log.Time.Advance(TimeSpan.FromMinutes(1));
        _log.AppendAndProject(Payload.Missed(2, _log.Now));
        Assert.Equal(2, Assert.Single(FollowUps()).MissedCount);
        _log.Reopen(Payload.Phone); // There is nothing to take back.
        _log.Project();
        Assert.Equal(FollowUpState.Open, Assert.Single(FollowUps()).State);
        Assert.Equal(_log.DumpFromScratch(), _log.Dump());
    }

    [Fact]
    public void FollowUp_TellsWhoTriedLastAndWhoReturnedIt()
    {
        var at = _log.Now.AddHours(-1);
        _log.AppendAndProject(
            Payload.Missed(1, at).With("staff_first_name", "Nobody"),
            Payload.Call(2, at.AddMinutes(5), "NOANSWER").With("staff_first_name", "Ravi"),
            Payload.Call(3, at.AddMinutes(9), "BUSY").With("staff_first_name", "Meera"));
        var open = Assert.Single(FollowUps());
        Assert.Equal((2, "Meera", at.AddMinutes(9)), (open.Attempts, open.LastAgent, open.LastTriedUtc));

        _log.AppendAndProject(Payload.Call(4, at.AddMinutes(12), "ANSWER", "INBOUND").With(new JsonObject { ["staff_first_name"] = "Ravi", ["staff_phone"] = "98765 43210" }));
        var returned = Assert.Single(FollowUps());
        Assert.Equal(
            ("Ravi", "+919876543210", Superfone.Events.CallDirection.Inbound), (returned.LastAgent, returned.LastAgentKey, returned.ReturnDirection));
        Assert.Equal(at.AddMinutes(9), returned.LastTriedUtc);
    }

    [Fact]
    public void Closing_OfAMissThatStartsLaterByTheSendersClock_StillEndsIt()
    {
        _log.AppendAndProject(Payload.Missed(1, _log.Now.AddMinutes(2)));
        _log.Close(Payload.Phone);
        _log.Project();
        Assert.Equal(FollowUpState.Closed, Assert.Single(FollowUps()).State);
    }

    [Fact]
    public void Numbers_Different_HaveFollowUpsOfTheirOwn()
    {
        _log.AppendAndProject(Payload.Missed(1, _log.Now), Payload.Missed(2, _log.Now).With("cdr_phone", "8000000002"), Payload.Call(3, _log.Now.AddMinutes(1)));
        Assert.Equal(
            [("+918000000001", FollowUpState.Returned), ("+918000000002", FollowUpState.Open)],
            FollowUps().Select(followUp => (followUp.PhoneKey, followUp.State)).Order());
    }

    private List<FollowUp> FollowUps() => _log.Read(readModel => readModel.FollowUps.OrderBy(followUp => followUp.Id).ToList());
}
