using Superfone.Dashboard.Domain.Calls;
using Superfone.Events;

namespace Superfone.Dashboard.Domain.FollowUps;

/// <summary>A step in the history of a number: a call, or a closing.</summary>
/// <param name="Key">Its sort key, see <see cref="SortKey"/>.</param>
/// <param name="Kind">The kind of step.</param>
/// <param name="Phone">The number, as received.</param>
/// <param name="By">The user who closed it.</param>
/// <param name="Note">The note of that user.</param>
public sealed record FollowUpStep(long Key, FollowUpStepKind Kind, string? Phone = null, string? By = null, string? Note = null)
{
    /// <summary>The Superfone number that the call went through, as a key.</summary>
    public string? AccountKey { get; init; }

    /// <summary>The agent: a name, or else a number as received.</summary>
    public string? Agent { get; init; }

    /// <summary>Identifies that agent: the number as a key, or else the name.</summary>
    public string? AgentKey { get; init; }

    /// <summary>The direction of the call.</summary>
    public CallDirection? Direction { get; init; }

    /// <summary>The step of a call; <see langword="null"/> if the call does not affect follow-ups.</summary>
    public static FollowUpStep? Of(Call call) => call.OtherDirection is null && FollowUpFold.KindOf(call.Direction, call.Outcome, call.Missed) is { } kind
        ? new FollowUpStep(call.SortKey, kind, call.Phone)
        {
            AccountKey = call.AccountKey,
            Agent = call.StaffName ?? call.StaffPhone,
            AgentKey = call.StaffKey ?? call.StaffName,
            Direction = call.Direction,
        }
        : null;
}

/// <summary>The kinds of steps.</summary>
public enum FollowUpStepKind
{
    /// <summary>A missed inbound call.</summary>
    Missed,

    /// <summary>An unanswered outbound call.</summary>
    Attempt,

    /// <summary>An answered call in either direction.</summary>
    Answered,

    /// <summary>A user closed the follow-up: no call back is needed.</summary>
    Closed,
}

/// <summary>Computes follow-ups from a number's calls and from the follow-ups that users closed, in order of time.</summary>
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
        };
    }

    private static FollowUpState Missed(FollowUp open, FollowUpStep step, DateTime at)
    {
        open.MissedCount++;
        open.LastMissedUtc = at;
        open.Phone = step.Phone;
        open.AccountKey = step.AccountKey;
        open.LastMissedKey = step.Key;
        return FollowUpState.Open;
    }

    private static FollowUpState Attempted(FollowUp open, FollowUpStep step, DateTime at)
    {
        open.Attempts++;
        open.LastTriedUtc = at;
        (open.LastAgent, open.LastAgentKey) = (step.Agent, step.AgentKey);
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
