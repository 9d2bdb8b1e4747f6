using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Projections.FollowUps;

/// <summary>The steps that users' decisions are in the history of a number.</summary>
internal static class FollowUpDecisionSteps
{
    /// <summary>The step of a decision; <see langword="null"/> if it does not affect the state of the follow-up.</summary>
    public static FollowUpStep? Of(FollowUpDecision decision) => decision.Action switch
    {
        FollowUpAction.Close => Step(decision, FollowUpStepKind.Closed) with { Note = decision.Note },
        FollowUpAction.Claim => Step(decision, FollowUpStepKind.Claimed) with { AgentKey = decision.Note },
        FollowUpAction.Release => Step(decision, FollowUpStepKind.Released),
        FollowUpAction.Snooze => Step(decision, FollowUpStepKind.Snoozed) with { UntilUtc = SnoozeTime.Read(decision.Note) },
        FollowUpAction.Assign => Step(decision, FollowUpStepKind.Assigned) with { AssigneeUserId = decision.Note },
        FollowUpAction.Note or FollowUpAction.Attempt => null,
    };

    private static FollowUpStep Step(FollowUpDecision decision, FollowUpStepKind kind) => new(decision.SortKey, kind, By: decision.By) { DecidedUtc = decision.AtUtc };
}
