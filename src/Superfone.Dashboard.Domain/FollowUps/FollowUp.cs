using Superfone.Dashboard.Domain.Calls;
using Superfone.Events;

namespace Superfone.Dashboard.Domain.FollowUps;

/// <summary>A number that has a missed call and waits for a call back.</summary>
public sealed class FollowUp
{
    /// <summary>The sort key of the missed call that opened it, unique; see <see cref="SortKey"/>.</summary>
    public required long Id { get; init; }

    /// <summary>The number as a key, see <see cref="PhoneBook"/>.</summary>
    public required string PhoneKey { get; init; }

    /// <summary>The number, as received with the last missed call.</summary>
    public string? Phone { get; set; }

    /// <summary>The Superfone number of the last missed call, as a key; <see langword="null"/> if it is not known.</summary>
    public string? AccountKey { get; set; }

    /// <summary>Number of missed calls.</summary>
    public int MissedCount { get; set; }

    /// <summary>Start of the first missed call, UTC.</summary>
    public required DateTime FirstMissedUtc { get; init; }

    /// <summary>Start of the last missed call, UTC.</summary>
    public DateTime LastMissedUtc { get; set; }

    /// <summary>The <see cref="Call.SortKey"/> of the last missed call.</summary>
    public long LastMissedKey { get; set; }

    /// <summary>Number of unanswered calls back.</summary>
    public int Attempts { get; set; }

    /// <summary>The agent of the last attempt, or of the answered call: a name, or else a number as received.</summary>
    public string? LastAgent { get; set; }

    /// <summary>Identifies that agent: the number as a key, or else the name.</summary>
    public string? LastAgentKey { get; set; }

    /// <summary>Start of the last unanswered call back, UTC.</summary>
    public DateTime? LastTriedUtc { get; set; }

    /// <summary>End of that call, UTC; <see langword="null"/> if it is not known.</summary>
    public DateTime? LastTriedEndUtc { get; set; }

    /// <summary>The user who is calling, until <see cref="ClaimedUntilUtc"/>: an email or an API token's name.</summary>
    public string? ClaimedBy { get; set; }

    /// <summary>The time at which their claim ends, UTC. It may have passed.</summary>
    public DateTime? ClaimedUntilUtc { get; set; }

    /// <summary>Their number as a key; <see langword="null"/> if it is not known. Their next call to the caller ends the claim.</summary>
    public string? ClaimAgentKey { get; set; }

    /// <summary>The time until which it is put off, UTC. It may have passed.</summary>
    public DateTime? SnoozedUntilUtc { get; set; }

    /// <summary>The id of the user who is to call back.</summary>
    public string? AssigneeUserId { get; set; }

    /// <summary>Its state.</summary>
    public FollowUpState State { get; set; }

    /// <summary>Why the number is not a customer's, so that it needs no call back; <see langword="null"/> if it is one's.</summary>
    public NumberMark? Mark { get; set; }

    /// <summary>Start of the answered call that ended it, UTC.</summary>
    public DateTime? ReturnedUtc { get; set; }

    /// <summary>The direction of the answered call: inbound if the customer called again, outbound if somebody called back.</summary>
    public CallDirection? ReturnDirection { get; set; }

    /// <summary>Seconds from the start of the first missed call to the start of the answered call.</summary>
    public long? SecondsToReturn { get; set; }

    /// <summary>The time at which a user closed it or marked its number, UTC.</summary>
    public DateTime? ClosedUtc { get; set; }

    /// <summary>The user who closed it or marked its number.</summary>
    public string? ClosedBy { get; set; }

    /// <summary>The note of the user who closed it.</summary>
    public string? Note { get; set; }

    /// <summary>The sort key of the last step that it includes.</summary>
    public long LastStepKey { get; set; }
}

/// <summary>The state of a follow-up.</summary>
public enum FollowUpState
{
    /// <summary>Nobody has talked to the number since.</summary>
    Open,

    /// <summary>Somebody has talked to the number.</summary>
    Returned,

    /// <summary>A user closed it, or marked its number as not a customer's.</summary>
    Closed,
}
