using System.Globalization;
using System.Text.Json.Nodes;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.People;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.Decisions;

public sealed class FollowUpWorkTests : IDisposable
{
    private const string Ravi = "ravi@example.com";
    private const string RavisNumber = "+919876543210";

    private readonly LogOnDisk _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Claim_EndsByItselfAfterAQuarterOfAnHour()
    {
        Miss();
        Decide(DecisionKind.ClaimFollowUp, RavisNumber);
        Assert.Equal((Ravi, _log.Now.AddMinutes(15)), await ClaimAsync());

        _log.Time.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(Ravi, (await ClaimAsync()).By);
        _log.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((null, null), await ClaimAsync());
    }

    [Fact]
    public async Task Claim_EndsWithTheNextCallOfThatAgentOnly()
    {
        Miss();
        Decide(DecisionKind.ClaimFollowUp, RavisNumber);

        _log.Time.Advance(TimeSpan.FromMinutes(1));
        _log.AppendAndProject(Attempt(2, "+919000000009"));
        Assert.Equal(Ravi, (await ClaimAsync()).By);
        _log.AppendAndProject(Attempt(3, "98765 43210"));
        Assert.Null((await ClaimAsync()).By);
        Assert.Equal(2, (await ItemAsync()).Attempts);
    }

    [Fact]
    public async Task Claim_MadeWhileThePhoneRings_EndsWithThatCall()
    {
        Miss();
        var dialled = _log.Now;
        _log.Time.Advance(TimeSpan.FromSeconds(10));
        Decide(DecisionKind.ClaimFollowUp, RavisNumber);
        _log.Time.Advance(TimeSpan.FromSeconds(10));

        _log.AppendAndProject(Payload.Call(2, dialled, "NOANSWER").With(new JsonObject { ["staff_phone"] = RavisNumber, ["cdr_end"] = Payload.Iso(_log.Now) }));

        Assert.Null((await ClaimAsync()).By);
        Decide(DecisionKind.ClaimFollowUp, RavisNumber);
        Assert.Equal(Ravi, (await ClaimAsync()).By);
    }

    [Fact]
    public async Task Claim_OfSomebodyWhoseNumberIsNotKnown_EndsWithAnyCall()
    {
        Miss();
        Decide(DecisionKind.ClaimFollowUp);
        _log.Time.Advance(TimeSpan.FromMinutes(1));
        _log.AppendAndProject(Attempt(2, "+919000000009"));
        Assert.Null((await ClaimAsync()).By);
    }

    [Fact]
    public async Task Snooze_EndsAtItsTimeOrWhenTheCallerCallsAgain()
    {
        Miss();
        var until = _log.Now.AddHours(2);
        Decide(DecisionKind.SnoozeFollowUp, until.ToString("O", CultureInfo.InvariantCulture));
        Assert.Equal((0, 1), await WaitingAsync());
        Assert.Equal(until, Assert.Single(await _log.FollowUps.SnoozedAsync(Visibility.Everything, new WorkListFilter(), cancellation: TestContext.Current.CancellationToken)).SnoozedUntilUtc);

        _log.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal((1, 0), await WaitingAsync());

        Decide(DecisionKind.SnoozeFollowUp, _log.Now.AddHours(2).ToString("O", CultureInfo.InvariantCulture));
        Assert.Equal((0, 1), await WaitingAsync());
        _log.Time.Advance(TimeSpan.FromMinutes(1));
        _log.AppendAndProject(Payload.Missed(2, _log.Now));
        Assert.Equal((1, 0), await WaitingAsync());
        Assert.Null((await ItemAsync()).SnoozedUntilUtc);
    }

    [Fact]
    public async Task Assignment_EndsWithTheFollowUpAndComesBackWhenItIsReopened()
    {
        Miss();
        Decide(DecisionKind.AssignFollowUp, "user-1");
        Assert.Equal(new AssigneeReference("user-1", null), (await ItemAsync()).Assignee);

        _log.Close(Payload.Phone);
        _log.Project();
        Assert.Null((await ItemAsync()).Assignee);
        _log.Reopen(Payload.Phone);
        _log.Project();
        Assert.Equal("user-1", (await ItemAsync()).Assignee?.UserId);

        _log.Time.Advance(TimeSpan.FromMinutes(1));
        _log.AppendAndProject(Payload.Call(2, _log.Now), Payload.Missed(3, _log.Now.AddMinutes(1)));
        Assert.Null((await ItemAsync()).Assignee);
    }

    [Fact]
    public async Task Notes_BelongToTheFollowUpTheyWereWrittenOnAndSurviveARebuild()
    {
        Miss();
        Decide(DecisionKind.NoteFollowUp, "Prefers Hindi");
        Decide(DecisionKind.RecordAttempt, new AttemptNote(AttemptOutcome.AskedToCallLater, "After six").Write());
        Decide(DecisionKind.ClaimFollowUp, RavisNumber);
        Decide(DecisionKind.AssignFollowUp, "user-1");
        var before = await ItemAsync();
        Assert.Equal([("Prefers Hindi", null), ("After six", AttemptOutcome.AskedToCallLater)], before.Notes.Select(note => (note.Text, note.Outcome)));
        Assert.All(before.Notes, note => Assert.Equal(Ravi, note.By));

        _log.Rebuild();
        var after = await ItemAsync();
        Assert.Equal((before.ClaimedBy, before.ClaimedUntilUtc, before.Assignee), (after.ClaimedBy, after.ClaimedUntilUtc, after.Assignee));
        Assert.Equal(before.Notes, after.Notes);

        _log.Time.Advance(TimeSpan.FromMinutes(1));
        _log.AppendAndProject(Payload.Call(2, _log.Now), Payload.Missed(3, _log.Now.AddMinutes(1)));
        Assert.Empty((await ItemAsync()).Notes);
        Assert.Equal(2, (await _log.FollowUps.OfNumberAsync(Visibility.Everything, Payload.Phone, 5, TestContext.Current.CancellationToken))[1].Notes.Count);
    }

    private void Miss() => _log.AppendAndProject(Payload.Missed(1, _log.Now.AddMinutes(-5)));

    private static string Attempt(long id, string staff) =>
        Payload.Call(id, new DateTime(2026, 5, 15, 12, 1, 0, DateTimeKind.Utc), "NOANSWER").With("staff_phone", staff);

    private void Decide(DecisionKind kind, string? note = null)
    {
        _log.Decide(kind, Payload.Phone, note, Ravi);
        _log.Project();
    }

    private async Task<FollowUpItem> ItemAsync() =>
        (await _log.FollowUps.ListAsync(Visibility.Everything, new FollowUpFilter(), cancellation: TestContext.Current.CancellationToken)).Items[0];

    private async Task<(string? By, DateTime? UntilUtc)> ClaimAsync() => await ItemAsync() is var item ? (item.ClaimedBy, item.ClaimedUntilUtc) : default;

    private async Task<(int Waiting, int Snoozed)> WaitingAsync()
    {
        var page = await _log.FollowUps.WorkListAsync(Visibility.Everything, new WorkListFilter(), cancellation: TestContext.Current.CancellationToken);
        var counts = await _log.FollowUps.OpenAsync(Visibility.Everything, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(counts.Count, page.Items.Count);
        return (counts.Count, counts.Snoozed);
    }
}
