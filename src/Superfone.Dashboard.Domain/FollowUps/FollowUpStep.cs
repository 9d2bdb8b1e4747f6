using Superfone.Dashboard.Domain.Calls;
using Superfone.Events;

namespace Superfone.Dashboard.Domain.FollowUps;

/// <summary>A step in the history of a number: a call, or what a user decided about its follow-up.</summary>
/// <param name="Key">Its sort key, see <see cref="SortKey"/>.</param>
/// <param name="Kind">The kind of step.</param>
/// <param name="Phone">The number, as received.</param>
/// <param name="By">The user who decided.</param>
/// <param name="Note">The note of a user who closed it.</param>
public sealed record FollowUpStep(long Key, FollowUpStepKind Kind, string? Phone = null, string? By = null, string? Note = null)
{
    /// <summary>The Superfone number that the call went through, as a key.</summary>
    public string? AccountKey { get; init; }

    /// <summary>The agent: a name, or else a number as received.</summary>
    public string? Agent { get; init; }

    /// <summary>Identifies that agent: the number as a key, or else the name. For a claim, the number of the user who claims, if it is known.</summary>
    public string? AgentKey { get; init; }

    /// <summary>The direction of the call.</summary>
    public CallDirection? Direction { get; init; }

    /// <summary>The end of the call, UTC; <see langword="null"/> if it is not known.</summary>
    public DateTime? EndedUtc { get; init; }

    /// <summary>The time of a user's decision, UTC. Its key may be later, because it comes after what the user saw.</summary>
    public DateTime? DecidedUtc { get; init; }

    /// <summary>The time until which a user put it off, UTC; <see langword="null"/> if it is not put off any more.</summary>
    public DateTime? UntilUtc { get; init; }

    /// <summary>The user to whom it was assigned; <see langword="null"/> if to nobody any more.</summary>
    public string? AssigneeUserId { get; init; }

    /// <summary>The step of a call; <see langword="null"/> if the call does not affect follow-ups.</summary>
    public static FollowUpStep? Of(Call call) => call.OtherDirection is null && FollowUpFold.KindOf(call.Direction, call.Outcome, call.Missed) is { } kind
        ? new FollowUpStep(call.SortKey, kind, call.Phone)
        {
            AccountKey = call.AccountKey,
            Agent = call.StaffName ?? call.StaffPhone,
            AgentKey = call.StaffKey ?? call.StaffName,
            Direction = call.Direction,
            EndedUtc = call.EndedUtc,
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

    /// <summary>A user said that they are calling.</summary>
    Claimed,

    /// <summary>That user does not call after all.</summary>
    Released,

    /// <summary>A user put the follow-up off until a time.</summary>
    Snoozed,

    /// <summary>A user gave the follow-up to a user.</summary>
    Assigned,
}
