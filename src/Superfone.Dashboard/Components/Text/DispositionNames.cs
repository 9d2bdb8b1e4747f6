using System.Collections.Frozen;

namespace Superfone.Dashboard.Components.Text;

/// <summary>The sender's dispositions in plain English.</summary>
public static class DispositionNames
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["ANSWER"] = "Answered",
        ["BUSY"] = "Busy",
        ["NOANSWER"] = "No answer",
        ["CANCEL"] = "Hung up before answer",
        ["CONGESTION"] = "Network congested",
        ["CHANUNAVAIL"] = "Line unavailable",
        ["DONTCALL"] = "Do not call",
        ["TORTURE"] = "Blocked as nuisance",
        ["RINGING"] = "Ringing",
        ["ACTIVE"] = "Talking",
        ["CREATED"] = "Starting",
        ["UNKNOWN"] = "Unknown",
        ["UNKNOWN_BY_SYSTEM"] = "Unknown to the system",
        ["SENT_TO_BACKUP"] = "Sent to backup",
        ["BACKUP_ANSWER"] = "Answered by backup",
        ["BACKUP_FAILED"] = "Backup failed",
        ["BACKUP_ENDED"] = "Ended with backup",
        ["BACKUP_MISSED"] = "Missed by backup",
        ["BACKUP_BUSY"] = "Backup busy",
        ["BACKUP_NOANSWER"] = "No answer from backup",
        ["DEMO_CALL"] = "Demo call",
        ["BACKUP_RINGING"] = "Ringing at backup",
        ["BACKUP_ACTIVE"] = "Talking to backup",
        ["OUTBOUND_CHANUNAVAIL"] = "Outgoing line unavailable",
        ["INBOUND_CHANUNAVAIL"] = "Incoming line unavailable",
        ["BLINDTRANSFER_CHANUNAVAIL"] = "Transfer line unavailable",
        ["IVR_DROPPED"] = "Left in the menu",
        ["SUBSCRIPTION_EXPIRED"] = "Subscription expired",
        ["TRIAL_INTERNATIONAL"] = "International not in trial",
        ["OOO_DROP"] = "Called out of hours",
        ["BLOCKED"] = "Blocked",
        ["DROP_CALL"] = "Dropped",
        ["NORMAL_CALL_FLOW"] = "Normal call flow",
        ["STICKY_AGENT_DROP"] = "Own agent not reached",
        ["IVR_ANSWERED"] = "Answered by the menu",
        ["BACKUP_CANCEL"] = "Hung up before backup answered",
        ["NOT_ALLOWED"] = "Not allowed",
        ["IVR_INVALID_INPUT"] = "Wrong key in the menu",
        ["REJECTED"] = "Declined",
        ["UNALLOCATED"] = "Number not in use",
        ["FORWARDED"] = "Forwarded",
        ["APP_UNINSTALLED"] = "App not installed",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The documented dispositions with what to show for them, in the order of that.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> All { get; } = [.. Names.OrderBy(pair => pair.Value, StringComparer.Ordinal)];

    /// <summary>What to show for a disposition; one that is not documented is shown as it came.</summary>
    public static string Of(string? disposition) =>
        disposition is null ? "Not known" : Names.GetValueOrDefault(disposition.Trim(), disposition);
}
