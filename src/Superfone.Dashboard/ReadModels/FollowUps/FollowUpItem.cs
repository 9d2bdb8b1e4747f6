using System.Text.Json.Serialization;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.FollowUps;

/// <summary>A number that called, was missed, and wants a call back.</summary>
public sealed record FollowUpItem
{
    /// <summary>Its key. In JSON a string: it has more digits than JavaScript's numbers keep.</summary>
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

    /// <summary>Whether it waits, and if not, why.</summary>
    public required FollowUpState State { get; init; }

    /// <summary>Start of the answered call that returned it, UTC.</summary>
    public required DateTime? ReturnedUtc { get; init; }

    /// <summary>Seconds from the first missed call's start to the returning call's.</summary>
    public required long? SecondsToReturn { get; init; }

    /// <summary>When a person closed it or marked its number, UTC.</summary>
    public required DateTime? ClosedUtc { get; init; }

    /// <summary>Who closed it or marked its number.</summary>
    public required string? ClosedBy { get; init; }

    /// <summary>What they noted.</summary>
    public required string? Note { get; init; }

    /// <summary>Why the number is not a customer's and needs no call back; <see langword="null"/> if it is one's.</summary>
    public NumberMark? Mark { get; init; }

    /// <summary>Who made the last attempt, or had the call that returned it; for pages only.</summary>
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

    /// <summary>The place in time of the last step that it counts, see <see cref="SortKey"/>; for pages only.</summary>
    [JsonIgnore]
    public long LastStepKey { get; init; }
}

/// <summary>The number of callers who wait for a call back.</summary>
/// <param name="Count">Number of open follow-ups.</param>
/// <param name="OldestMissedUtc">First missed call of the one that has waited longest, UTC; <see langword="null"/> if none waits.</param>
public sealed record OpenFollowUps(int Count, DateTime? OldestMissedUtc);

/// <summary>Who was missed in a span of time and waits for a call back now.</summary>
/// <param name="Count">Number of callers.</param>
/// <param name="Longest">Those who have waited longest, in that order; as many as were asked for.</param>
public sealed record WaitingCallers(int Count, IReadOnlyList<FollowUpItem> Longest);
