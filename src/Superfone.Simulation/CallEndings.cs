namespace Superfone.Simulation;

/// <summary>A way in which a call can end.</summary>
/// <param name="Disposition">The wire value.</param>
/// <param name="Weight">Its frequency, relative to the others.</param>
/// <param name="IsTalk">Whether two people talk to each other.</param>
/// <param name="IsMissed">Whether a <c>MISSED_CALL</c> event follows.</param>
/// <param name="HasAgent">Whether the call reached an agent.</param>
internal sealed record CallEnding(string Disposition, double Weight, bool IsTalk = false, bool IsMissed = true, bool HasAgent = true);

/// <summary>The dispositions at plausible rates, covering all that the reference lists.</summary>
internal static class CallEndings
{
    /// <summary>The endings of inbound calls.</summary>
    public static readonly IReadOnlyList<CallEnding> Inbound =
    [
        new("ANSWER", 900, IsTalk: true), new("BACKUP_ANSWER", 50, IsTalk: true), new("BACKUP_ENDED", 7, IsTalk: true), new("FORWARDED", 20, IsTalk: true),
        new("NOANSWER", 90), new("CANCEL", 60), new("BACKUP_MISSED", 15), new("BACKUP_NOANSWER", 15), new("BACKUP_CANCEL", 7),
        new("OOO_DROP", 12, HasAgent: false), new("DROP_CALL", 8, HasAgent: false), new("STICKY_AGENT_DROP", 6),
        new("BUSY", 20), new("BACKUP_BUSY", 5), new("REJECTED", 10),
        new("IVR_ANSWERED", 18, IsMissed: false, HasAgent: false), new("IVR_DROPPED", 15, HasAgent: false), new("IVR_INVALID_INPUT", 5, IsMissed: false, HasAgent: false),
        new("CONGESTION", 2), new("CHANUNAVAIL", 2), new("INBOUND_CHANUNAVAIL", 2), new("BLINDTRANSFER_CHANUNAVAIL", 1), new("BACKUP_FAILED", 2),
        new("UNKNOWN", 1, HasAgent: false), new("UNKNOWN_BY_SYSTEM", 1, HasAgent: false),
        new("BLOCKED", 5, IsMissed: false, HasAgent: false), new("TORTURE", 1, IsMissed: false, HasAgent: false), new("DONTCALL", 1, IsMissed: false, HasAgent: false),
        new("APP_UNINSTALLED", 1, IsMissed: false, HasAgent: false), new("SUBSCRIPTION_EXPIRED", 1, IsMissed: false, HasAgent: false),
        new("DEMO_CALL", 1, IsMissed: false, HasAgent: false), new("NORMAL_CALL_FLOW", 1, IsMissed: false, HasAgent: false),
    ];

    /// <summary>The endings of outbound calls.</summary>
    public static readonly IReadOnlyList<CallEnding> Outbound =
    [
        new("ANSWER", 900, IsTalk: true), new("NOANSWER", 200), new("BUSY", 70), new("CANCEL", 50), new("REJECTED", 30),
        new("UNALLOCATED", 5), new("CONGESTION", 3), new("CHANUNAVAIL", 3), new("OUTBOUND_CHANUNAVAIL", 3),
        new("NOT_ALLOWED", 1, IsMissed: false), new("DONTCALL", 2, IsMissed: false), new("TRIAL_INTERNATIONAL", 1, IsMissed: false),
    ];

    /// <summary>The dispositions of a call in progress that a backup agent takes.</summary>
    public static readonly IReadOnlyList<string> ProgressAtBackup = ["CREATED", "RINGING", "SENT_TO_BACKUP", "BACKUP_RINGING", "BACKUP_ACTIVE"];

    /// <summary>The dispositions of any other call in progress.</summary>
    public static readonly IReadOnlyList<string> Progress = ["CREATED", "RINGING", "ACTIVE"];
}
