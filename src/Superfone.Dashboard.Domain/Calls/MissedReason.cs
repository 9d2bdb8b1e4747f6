using Superfone.Dashboard.Domain.Hours;

namespace Superfone.Dashboard.Domain.Calls;

/// <summary>Why nobody talked to a caller.</summary>
public enum MissedReason
{
    /// <summary>It rang, and nobody picked up.</summary>
    NotPickedUp,

    /// <summary>Nobody works at that time.</summary>
    AfterHours,

    /// <summary>The line was busy, or the call was declined.</summary>
    Busy,

    /// <summary>The network could not connect it.</summary>
    Failed,

    /// <summary>The caller left the menu.</summary>
    Ivr,

    /// <summary>The caller hung up before anybody could pick up.</summary>
    Abandoned,
}

/// <summary>Finds out why calls were missed.</summary>
public static class MissedReasons
{
    private const string OutOfOffice = "OOO_DROP";

    /// <summary>The reason of a missed call: the first one that applies.</summary>
    /// <param name="disposition">Its disposition, as received.</param>
    /// <param name="outcome">Its outcome.</param>
    /// <param name="startedUtc">Its start, UTC; without one it is not known whether somebody worked then.</param>
    /// <param name="ringingSeconds">How long it rang, in seconds.</param>
    /// <param name="hours">When the business works.</param>
    /// <param name="abandonedBelow">The ringing time below which the caller has given up.</param>
    public static MissedReason Of(string? disposition, Outcome outcome, DateTime? startedUtc, int? ringingSeconds, WorkingHours hours, TimeSpan abandonedBelow)
    {
        if (string.Equals(disposition?.Trim(), OutOfOffice, StringComparison.OrdinalIgnoreCase) || (startedUtc is { } started && !hours.Include(started)))
            return MissedReason.AfterHours;
        return outcome switch
        {
            Outcome.Busy => MissedReason.Busy,
            Outcome.Failed => MissedReason.Failed,
            Outcome.Ivr => MissedReason.Ivr,
            Outcome.Other or Outcome.Answered or Outcome.Missed or Outcome.Blocked or Outcome.InProgress =>
                ringingSeconds < abandonedBelow.TotalSeconds ? MissedReason.Abandoned : MissedReason.NotPickedUp,
        };
    }
}
