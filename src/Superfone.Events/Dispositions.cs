namespace Superfone.Events;

/// <summary>
/// The 42 values of <c>cdr_disposition</c> that the payload reference lists, in their wire form. The reference gives their names only; the
/// receiver decides how they group into outcomes.
/// </summary>
public static class Dispositions
{
    /// <summary>All documented values, in the reference's order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "ANSWER", "BUSY", "NOANSWER", "CANCEL", "CONGESTION", "CHANUNAVAIL", "DONTCALL", "TORTURE", "RINGING", "ACTIVE",
        "CREATED", "UNKNOWN", "UNKNOWN_BY_SYSTEM", "SENT_TO_BACKUP", "BACKUP_ANSWER", "BACKUP_FAILED", "BACKUP_ENDED",
        "BACKUP_MISSED", "BACKUP_BUSY", "BACKUP_NOANSWER", "DEMO_CALL", "BACKUP_RINGING", "BACKUP_ACTIVE",
        "OUTBOUND_CHANUNAVAIL", "INBOUND_CHANUNAVAIL", "BLINDTRANSFER_CHANUNAVAIL", "IVR_DROPPED", "SUBSCRIPTION_EXPIRED",
        "TRIAL_INTERNATIONAL", "OOO_DROP", "BLOCKED", "DROP_CALL", "NORMAL_CALL_FLOW", "STICKY_AGENT_DROP", "IVR_ANSWERED",
        "BACKUP_CANCEL", "NOT_ALLOWED", "IVR_INVALID_INPUT", "REJECTED", "UNALLOCATED", "FORWARDED", "APP_UNINSTALLED",
    ];
}
