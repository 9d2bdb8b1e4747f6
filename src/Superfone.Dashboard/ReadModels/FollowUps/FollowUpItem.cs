using System.Text.Json.Serialization;
using Superfone.Dashboard.Configuration.Hours;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.People;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.FollowUps;

/// <summary>A missed caller who waits for a call back.</summary>
public sealed record FollowUpItem
{
    /// <summary>Its key. A string in JSON, because it has more digits than JavaScript's numbers can hold.</summary>
    [JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
    public required long Id { get; init; }

    /// <summary>The number, as received with the last missed call.</summary>
    public required string Phone { get; init; }

    /// <summary>The contact that the last missed call belongs to.</summary>
    public required ContactReference? Contact { get; init; }

    /// <summary>Number of missed calls.</summary>
    public required int MissedCount { get; init; }

    /// <summary>Start of the first missed call, UTC.</summary>
    public required DateTime FirstMissedUtc { get; init; }

    /// <summary>Start of the last missed call, UTC.</summary>
    public required DateTime LastMissedUtc { get; init; }

    /// <summary>Number of unanswered calls back.</summary>
    public required int Attempts { get; init; }

    /// <summary>Its state.</summary>
    public required FollowUpState State { get; init; }

    /// <summary>Start of the answered call that returned it, UTC.</summary>
    public required DateTime? ReturnedUtc { get; init; }

    /// <summary>Seconds from the start of the first missed call to the start of the answered call.</summary>
    public required long? SecondsToReturn { get; init; }

    /// <summary>The time at which a user closed it or marked its number, UTC.</summary>
    public required DateTime? ClosedUtc { get; init; }

    /// <summary>The user who closed it or marked its number.</summary>
    public required string? ClosedBy { get; init; }

    /// <summary>The note of that user.</summary>
    public required string? Note { get; init; }

    /// <summary>Why the number is not a customer's and needs no call back; <see langword="null"/> if it is one's.</summary>
    public NumberMark? Mark { get; init; }

    /// <summary>The user who is calling now: an email or an API token's name; <see langword="null"/> if nobody is.</summary>
    public string? ClaimedBy { get; init; }

    /// <summary>The time at which that ends by itself, UTC.</summary>
    public DateTime? ClaimedUntilUtc { get; init; }

    /// <summary>The time until which it is put off, UTC; <see langword="null"/> if it is not.</summary>
    public DateTime? SnoozedUntilUtc { get; init; }

    /// <summary>The user who is to call back, while it is open.</summary>
    public AssigneeReference? Assignee { get; init; }

    /// <summary>Users' notes and the outcomes of attempts, oldest first.</summary>
    public IReadOnlyList<NoteItem> Notes { get; init; } = [];

    /// <summary>The name of the user who is calling now; for pages only.</summary>
    [JsonIgnore]
    public string? ClaimedByName { get; init; }

    /// <summary>The agent of the last attempt, or of the call that returned it; for pages only.</summary>
    [JsonIgnore]
    public string? LastAgent { get; init; }

    /// <summary>Start of the last unanswered call back, UTC; for pages only.</summary>
    [JsonIgnore]
    public DateTime? LastTriedUtc { get; init; }

    /// <summary>The direction of the answered call; for pages only.</summary>
    [JsonIgnore]
    public CallDirection? ReturnDirection { get; init; }

    /// <summary>The latest summary of the contact, or of the number; for pages only.</summary>
    [JsonIgnore]
    public string? LastSummary { get; init; }

    /// <summary>The sort key of the last missed call; for pages only.</summary>
    [JsonIgnore]
    public long LastMissedKey { get; init; }

    /// <summary>The sort key of the last step that it includes, see <see cref="SortKey"/>; for pages only.</summary>
    [JsonIgnore]
    public long LastStepKey { get; init; }
}

/// <summary>The number of callers who wait for a call back.</summary>
/// <param name="Count">Number of open follow-ups that are not put off.</param>
/// <param name="OldestMissedUtc">First missed call of the one that has waited longest, UTC; <see langword="null"/> if nobody waits.</param>
public sealed record OpenFollowUps(int Count, DateTime? OldestMissedUtc)
{
    /// <summary>Number of open follow-ups that are put off.</summary>
    public int Snoozed { get; init; }

    /// <summary>Whether somebody has waited longer than the target.</summary>
    /// <param name="hours">When the business works, and its target.</param>
    /// <param name="nowUtc">The current time, UTC.</param>
    public bool IsLate(BusinessHours hours, DateTime nowUtc) => OldestMissedUtc is { } oldest && hours.IsLate(oldest, nowUtc);
}

/// <summary>How long a caller waits for a call back.</summary>
/// <param name="Id">The key of the follow-up.</param>
/// <param name="FirstMissedUtc">Start of the first missed call, UTC.</param>
/// <param name="SnoozedUntilUtc">The time until which they are put off, UTC; it may have passed.</param>
/// <param name="ClaimedUntilUtc">The time at which a user's claim ends by itself, UTC; it may have passed.</param>
public sealed record WaitingCaller(long Id, DateTime FirstMissedUtc, DateTime? SnoozedUntilUtc, DateTime? ClaimedUntilUtc);

/// <summary>The callers who were missed in a range of time and still wait for a call back.</summary>
/// <param name="Count">Number of callers.</param>
/// <param name="Longest">Those who have waited longest, in that order; as many as requested.</param>
public sealed record WaitingCallers(int Count, IReadOnlyList<FollowUpItem> Longest);
