using FsCheck.Xunit;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Events;

namespace Superfone.Dashboard.Domain.Tests;

public sealed class FollowUpFoldTests
{
    private const string Phone = "+918000000001";

    [Theory]
    [InlineData(CallDirection.Inbound, Outcome.Missed, true, FollowUpStepKind.Missed)]
    [InlineData(CallDirection.Inbound, Outcome.Ivr, true, FollowUpStepKind.Missed)]
    [InlineData(CallDirection.Inbound, Outcome.Ivr, false, null)]
    [InlineData(CallDirection.Inbound, Outcome.Answered, false, FollowUpStepKind.Answered)]
    [InlineData(CallDirection.Outbound, Outcome.Answered, false, FollowUpStepKind.Answered)]
    [InlineData(CallDirection.Outbound, Outcome.Missed, false, FollowUpStepKind.Attempt)]
    [InlineData(CallDirection.Outbound, Outcome.Failed, false, FollowUpStepKind.Attempt)]
    [InlineData(CallDirection.Outbound, Outcome.InProgress, false, null)]
    [InlineData(CallDirection.Inbound, Outcome.InProgress, false, null)]
    [InlineData(CallDirection.Inbound, Outcome.Blocked, false, null)]
    public void KindOf_Call_IsItsStep(CallDirection direction, Outcome outcome, bool missed, FollowUpStepKind? expected) =>
        Assert.Equal(expected, FollowUpFold.KindOf(direction, outcome, missed));

    [Fact]
    public void Fold_MissedTriedAndReached_IsReturnedAfterTheTimeFromTheFirstMiss()
    {
        var followUp = Assert.Single(Fold(FollowUpStepKind.Missed, FollowUpStepKind.Attempt, FollowUpStepKind.Missed, FollowUpStepKind.Answered));

        Assert.Equal((FollowUpState.Returned, 2, 1, 180L), (followUp.State, followUp.MissedCount, followUp.Attempts, followUp.SecondsToReturn));
        Assert.Equal((At(0), At(2), At(3)), (followUp.FirstMissedUtc, followUp.LastMissedUtc, followUp.ReturnedUtc));
    }

    [Fact]
    public void Fold_NothingMissed_HasNoFollowUp() =>
        Assert.Empty(Fold(FollowUpStepKind.Attempt, FollowUpStepKind.Answered, FollowUpStepKind.Closed));

    [Fact]
    public void Fold_ClosedByAPerson_KeepsWhoAndWhyAndTheNextMissOpensAnother()
    {
        var followUps = Fold(FollowUpStepKind.Missed, FollowUpStepKind.Closed, FollowUpStepKind.Answered, FollowUpStepKind.Missed);

        Assert.Equal([FollowUpState.Closed, FollowUpState.Open], followUps.Select(followUp => followUp.State));
        Assert.Equal(("ravi", "spam", At(1)), (followUps[0].ClosedBy, followUps[0].Note, followUps[0].ClosedUtc));
        Assert.Null(followUps[0].SecondsToReturn);
    }

    [Property(MaxTest = 300)]
    public void Fold_AnySteps_IsWhatANaiveReadingGives(byte[] kinds)
    {
        var steps = Steps(kinds);
        var stories = new List<List<FollowUpStep>>();
        foreach (var step in steps)
        {
            var isOpen = stories.Count > 0 && stories[^1][^1].Kind is FollowUpStepKind.Missed or FollowUpStepKind.Attempt;
            if (stories.Count > 0 && isOpen)
                stories[^1].Add(step);
            else if (step.Kind == FollowUpStepKind.Missed)
                stories.Add([step]);
        }

        var followUps = FollowUpFold.Fold(Phone, null, steps);

        Assert.Equal(
            stories.Select(story => (
                story[0].Key,
                story.Count(step => step.Kind == FollowUpStepKind.Missed),
                story.Count(step => step.Kind == FollowUpStepKind.Attempt),
                story.Last(step => step.Kind == FollowUpStepKind.Missed).Phone,
                story[^1].Key)),
            followUps.Select(followUp => (followUp.Id, followUp.MissedCount, followUp.Attempts, followUp.Phone, followUp.LastStepKey)));
    }

    [Property(MaxTest = 300)]
    public void Fold_InTwoPieces_IsTheSameAsAtOnce(byte[] kinds, byte cut)
    {
        var steps = Steps(kinds);
        var first = FollowUpFold.Fold(Phone, null, steps.Take(cut));
        var open = first.LastOrDefault(followUp => followUp.State == FollowUpState.Open);
        var second = FollowUpFold.Fold(Phone, open, steps.Skip(cut));

        Assert.Equivalent(FollowUpFold.Fold(Phone, null, steps), first.Where(followUp => followUp != open).Concat(second).ToList(), strict: true);
    }

    private static IReadOnlyList<FollowUp> Fold(params FollowUpStepKind[] kinds) =>
        FollowUpFold.Fold(Phone, null, Steps([.. kinds.Select(kind => (byte)kind)]));

    private static List<FollowUpStep> Steps(byte[] kinds) =>
    [
        .. kinds.Select((kind, index) => new FollowUpStep(SortKey.Of(At(index), kind), (FollowUpStepKind)(kind % 4), $"{index}", "ravi", "spam")),
    ];

    private static DateTime At(int minutes) => Payloads.Noon.AddMinutes(minutes);
}
