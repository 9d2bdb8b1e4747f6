using Superfone.Dashboard.Domain.Calls;
using Superfone.Events;

namespace Superfone.Dashboard.Domain.FollowUps;

/// <summary>Computes follow-ups from a number's calls and from what users decided about them, in order of time.</summary>
public static class FollowUpFold
{
    /// <summary>The kind of step that a call is; <see langword="null"/> if the call does not affect follow-ups.</summary>
    public static FollowUpStepKind? KindOf(CallDirection? direction, Outcome outcome, bool missed) => outcome switch
    {
        Outcome.Answered => FollowUpStepKind.Answered,
        Outcome.InProgress => null,
        Outcome.Other or Outcome.Missed or Outcome.Busy or Outcome.Ivr or Outcome.Failed or Outcome.Blocked =>
            direction == CallDirection.Outbound ? FollowUpStepKind.Attempt : missed ? FollowUpStepKind.Missed : null,
    };

    /// <summary>Folds steps into follow-ups.</summary>
    /// <param name="phoneKey">The number of all steps.</param>
    /// <param name="open">The follow-up that is open before the first step, if any; it is changed.</param>
    /// <param name="steps">The steps, in order of time.</param>
    /// <param name="mark">Why the number is not a customer's; while it has a mark, none of its follow-ups is open.</param>
    /// <returns>Every follow-up that was opened or changed, in order.</returns>
    public static IReadOnlyList<FollowUp> Fold(string phoneKey, FollowUp? open, IEnumerable<FollowUpStep> steps, MarkDecision? mark = null)
    {
        List<FollowUp> changed = open is null ? [] : [open];
        foreach (var step in steps)
        {
            if (open is null && step.Kind == FollowUpStepKind.Missed)
                changed.Add(open = new FollowUp { Id = step.Key, PhoneKey = phoneKey, FirstMissedUtc = SortKey.InstantOf(step.Key) });
            if (open is null)
                continue;
            Apply(open, step);
            if (open.State != FollowUpState.Open)
                open = null;
        }

        if (mark is not null)
            Mark(changed, mark);
        return changed;
    }

    private static void Mark(IEnumerable<FollowUp> followUps, MarkDecision mark)
    {
        foreach (var followUp in followUps)
        {
            followUp.Mark = mark.Mark;
            if (followUp.State != FollowUpState.Open)
                continue;

            // The number may have been marked before it called.
            followUp.LastStepKey = Math.Max(followUp.LastStepKey, SortKey.Last(mark.AtUtc));
            followUp.State = FollowUpState.Closed;
            followUp.ClosedUtc = SortKey.InstantOf(followUp.LastStepKey);
            followUp.ClosedBy = mark.By;
            FollowUpWork.End(followUp);
        }
    }

    private static void Apply(FollowUp open, FollowUpStep step)
    {
        var at = SortKey.InstantOf(step.Key);
        open.LastStepKey = step.Key;
        open.State = step.Kind switch
        {
            FollowUpStepKind.Missed => Missed(open, step, at),
            FollowUpStepKind.Attempt => Attempted(open, step, at),
            FollowUpStepKind.Answered => Returned(open, step, at),
            FollowUpStepKind.Closed => Closed(open, step, at),
            FollowUpStepKind.Claimed => FollowUpWork.Claim(open, step),
            FollowUpStepKind.Released => FollowUpWork.Release(open),
            FollowUpStepKind.Snoozed => FollowUpWork.Snooze(open, step),
            FollowUpStepKind.Assigned => FollowUpWork.Assign(open, step),
        };
        if (open.State != FollowUpState.Open)
            FollowUpWork.End(open);
    }

    private static FollowUpState Missed(FollowUp open, FollowUpStep step, DateTime at)
    {
        open.MissedCount++;
        open.LastMissedUtc = at;
        open.Phone = step.Phone;
        open.AccountKey = step.AccountKey;
        open.LastMissedKey = step.Key;
        open.SnoozedUntilUtc = null; // Whoever calls again does not want to wait until then.
        return FollowUpState.Open;
    }

    private static FollowUpState Attempted(FollowUp open, FollowUpStep step, DateTime at)
    {
        open.Attempts++;
        (open.LastTriedUtc, open.LastTriedEndUtc) = (at, step.EndedUtc);
        (open.LastAgent, open.LastAgentKey) = (step.Agent, step.AgentKey);
        if (FollowUpWork.IsOf(open.ClaimAgentKey, step.AgentKey))
            FollowUpWork.Release(open);
        return FollowUpState.Open;
    }

    private static FollowUpState Returned(FollowUp open, FollowUpStep step, DateTime at)
    {
        open.ReturnedUtc = at;
        open.ReturnDirection = step.Direction;
        open.SecondsToReturn = (long)(at - open.FirstMissedUtc).TotalSeconds;
        (open.LastAgent, open.LastAgentKey) = (step.Agent, step.AgentKey);
        return FollowUpState.Returned;
    }

    private static FollowUpState Closed(FollowUp open, FollowUpStep step, DateTime at)
    {
        open.ClosedUtc = at;
        open.ClosedBy = step.By;
        open.Note = step.Note;
        return FollowUpState.Closed;
    }
}
