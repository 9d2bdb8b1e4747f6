using Superfone.Dashboard.Domain.Calls;
using Superfone.Events;

namespace Superfone.Dashboard.Domain.FollowUps;

/// <summary>A number that called, was missed, and wants a call back.</summary>
public sealed class FollowUp
{
    /// <summary>The place in time of the missed call that opened it, unique; see <see cref="SortKey"/>.</summary>
    public required long Id { get; init; }

    /// <summary>The number as a key, see <see cref="PhoneBook"/>.</summary>
    public required string PhoneKey { get; init; }

    /// <summary>The number, as received with the last missed call.</summary>
    public string? Phone { get; set; }

    /// <summary>The Superfone number that the last missed call came to, as a key; <see langword="null"/> where that is not known.</summary>
    public string? AccountKey { get; set; }

    /// <summary>Number of missed calls.</summary>
    public int MissedCount { get; set; }

    /// <summary>Start of the first missed call, UTC.</summary>
    public required DateTime FirstMissedUtc { get; init; }

    /// <summary>Start of the last missed call, UTC.</summary>
    public DateTime LastMissedUtc { get; set; }

    /// <summary>The place in time of the last missed call: its <see cref="Call.SortKey"/>.</summary>
    public long LastMissedKey { get; set; }

    /// <summary>Number of unanswered calls back.</summary>
    public int Attempts { get; set; }

    /// <summary>Who made the last attempt, or had the call that returned it: a name, else a number as received.</summary>
    public string? LastAgent { get; set; }

    /// <summary>What tells that person from others of the same name: their number as a key, else their name.</summary>
    public string? LastAgentKey { get; set; }

    /// <summary>Start of the last unanswered call back, UTC.</summary>
    public DateTime? LastTriedUtc { get; set; }

    /// <summary>Whether it waits, and if not, why.</summary>
    public FollowUpState State { get; set; }

    /// <summary>Start of the answered call that returned it, UTC.</summary>
    public DateTime? ReturnedUtc { get; set; }

    /// <summary>Which way the answered call that returned it went: they called again, or were called back.</summary>
    public CallDirection? ReturnDirection { get; set; }

    /// <summary>Seconds from the first missed call's start to the returning call's.</summary>
    public long? SecondsToReturn { get; set; }

    /// <summary>When a person closed it, UTC.</summary>
    public DateTime? ClosedUtc { get; set; }

    /// <summary>Who closed it.</summary>
    public string? ClosedBy { get; set; }

    /// <summary>What they noted.</summary>
    public string? Note { get; set; }

    /// <summary>The place in time of the last step that it counts.</summary>
    public long LastStepKey { get; set; }
}

/// <summary>How a follow-up stands.</summary>
public enum FollowUpState
{
    /// <summary>Nobody has talked to the number since.</summary>
    Open,

    /// <summary>Somebody has.</summary>
    Returned,

    /// <summary>A person closed it.</summary>
    Closed,
}
