using System.Collections.Frozen;

namespace Superfone.Dashboard.Domain.Calls;

/// <summary>The result of a call: the 42 dispositions in eight groups.</summary>
public enum Outcome
{
    /// <summary>A disposition that belongs to no group or is not documented; it is shown as received.</summary>
    Other,

    /// <summary>The call was answered.</summary>
    Answered,

    /// <summary>Nobody answered.</summary>
    Missed,

    /// <summary>The line was busy, or the call was declined.</summary>
    Busy,

    /// <summary>The call ended in the menu.</summary>
    Ivr,

    /// <summary>The network could not connect it.</summary>
    Failed,

    /// <summary>A rule blocked the call.</summary>
    Blocked,

    /// <summary>It has not ended yet.</summary>
    InProgress,
}

/// <summary>Groups dispositions into outcomes.</summary>
public static class Outcomes
{
    private static readonly FrozenDictionary<string, Outcome> ByDisposition = new (Outcome Outcome, string Dispositions)[]
    {
        (Outcome.Answered, "ANSWER BACKUP_ANSWER BACKUP_ENDED FORWARDED"),
        (Outcome.Missed, "NOANSWER CANCEL BACKUP_MISSED BACKUP_NOANSWER BACKUP_CANCEL OOO_DROP DROP_CALL STICKY_AGENT_DROP"),
        (Outcome.Busy, "BUSY BACKUP_BUSY REJECTED"),
        (Outcome.Ivr, "IVR_ANSWERED IVR_DROPPED IVR_INVALID_INPUT"),
        (Outcome.Failed, "CONGESTION CHANUNAVAIL OUTBOUND_CHANUNAVAIL INBOUND_CHANUNAVAIL BLINDTRANSFER_CHANUNAVAIL UNALLOCATED "
            + "BACKUP_FAILED UNKNOWN UNKNOWN_BY_SYSTEM"),
        (Outcome.Blocked, "BLOCKED NOT_ALLOWED DONTCALL TORTURE SUBSCRIPTION_EXPIRED TRIAL_INTERNATIONAL APP_UNINSTALLED"),
        (Outcome.InProgress, "RINGING ACTIVE CREATED SENT_TO_BACKUP BACKUP_RINGING BACKUP_ACTIVE"),
        (Outcome.Other, "DEMO_CALL NORMAL_CALL_FLOW"),
    }
    .SelectMany(group => group.Dispositions.Split(' ').Select(name => KeyValuePair.Create(name, group.Outcome)))
    .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The outcome of a disposition; <see cref="Outcome.Other"/> for one that is not documented, or <see langword="null"/>.</summary>
    public static Outcome Of(string? disposition) =>
        disposition is null ? Outcome.Other : ByDisposition.GetValueOrDefault(disposition.Trim(), Outcome.Other);
}
