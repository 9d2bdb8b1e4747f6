using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.People;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>A call as shown in lists, by the API and by the hub.</summary>
public record CallItem
{
    /// <summary>Superfone's key of the call.</summary>
    public required long CdrId { get; init; }

    /// <summary>The Superfone number that the call went through, as received.</summary>
    public required string? Account { get; init; }

    /// <summary>Its direction; <see langword="null"/> if it is unknown or neither.</summary>
    [JsonIgnore]
    public required CallDirection? Direction { get; init; }

    /// <summary>The direction as received, if it is neither inbound nor outbound.</summary>
    [JsonIgnore]
    public string? OtherDirection { get; init; }

    /// <summary><c>inbound</c>, <c>outbound</c>, or the direction as received if it is neither.</summary>
    [JsonPropertyName("direction")]
    public string? DirectionName => Direction switch
    {
        CallDirection.Inbound => "inbound",
        CallDirection.Outbound => "outbound",
        null => OtherDirection,
    };

    /// <summary>The disposition, as received.</summary>
    public required string? Disposition { get; init; }

    /// <summary>The outcome group of its disposition.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Whether a customer called and nobody talked to them.</summary>
    public required bool Missed { get; init; }

    /// <summary>Why nobody talked to the caller; <see langword="null"/> unless the call was missed.</summary>
    public MissedReason? MissedReason { get; init; }

    /// <summary>The customer's number, as received.</summary>
    public required string? Phone { get; init; }

    /// <summary>The start time, UTC.</summary>
    public required DateTime? StartedUtc { get; init; }

    /// <summary>The time at which it was answered, UTC.</summary>
    public required DateTime? AnsweredUtc { get; init; }

    /// <summary>The end time, UTC.</summary>
    public required DateTime? EndedUtc { get; init; }

    /// <summary>Talk time in seconds.</summary>
    public required int? DurationSeconds { get; init; }

    /// <summary>Ringing time in seconds.</summary>
    public required int? RingingSeconds { get; init; }

    /// <summary>The contact that it belongs to.</summary>
    public required ContactReference? Contact { get; init; }

    /// <summary>The agent who handled it.</summary>
    public required StaffReference? Staff { get; init; }

    /// <summary>Its recording; <see langword="null"/> if none was announced.</summary>
    public required RecordingItem? Recording { get; init; }

    /// <summary>Its AI summary; <see langword="null"/> if none was matched to it.</summary>
    public required CallSummary? Summary { get; init; }

    /// <summary>
    /// For a missed call, the answered call that closed its follow-up; <see langword="null"/> while it is open, and if a user closed it.
    /// </summary>
    public CallReturn? Returned { get; init; }

    /// <summary>Whether it is the earliest call with its number, over all Superfone numbers; <see langword="null"/> without a number.</summary>
    public bool? IsFirstFromNumber { get; init; }

    /// <summary>Why the number is not a customer's; <see langword="null"/> if it is one's.</summary>
    public NumberMark? Mark { get; init; }

    /// <summary>The tags that users gave it.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>State of the follow-up that counts this missed call; <see langword="null"/> if none does; for pages only.</summary>
    [JsonIgnore]
    public FollowUpState? FollowUp { get; init; }

    /// <summary>Who says that they are calling this missed caller back; <see langword="null"/> if nobody does; for pages only.</summary>
    [JsonIgnore]
    public string? ClaimedByName { get; init; }

    /// <summary>The call's position in lists, see <see cref="Domain.Calls.SortKey"/>; for pages only.</summary>
    [JsonIgnore]
    public long SortKey { get; init; }
}

/// <summary>A call in full detail.</summary>
public sealed record CallDetail : CallItem
{
    /// <summary>Creates the detail from the call as shown in lists.</summary>
    [SetsRequiredMembers]
    public CallDetail(CallItem item)
        : base(item)
    {
    }

    /// <summary>The turns of the conversation; empty without a summary.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<TranscriptTurn> Transcript { get; init; } = [];

    /// <summary>IVR prompts and the keys that the caller pressed.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<IvrInput> IvrInputs { get; init; } = [];

    /// <summary>Digits captured during the call.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<string> DtmfDigits { get; init; } = [];

    /// <summary>The call's UUID, from its own payloads or else from its summary.</summary>
    [JsonPropertyOrder(1)]
    public string? CdrUuid { get; init; }

    /// <summary>The deliveries about it, oldest first.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<long> DeliveryIds { get; init; } = [];

    /// <summary>Users' notes, oldest first.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<NoteItem> Notes { get; init; } = [];
}

/// <summary>A call with users' notes.</summary>
/// <param name="Call">The call.</param>
/// <param name="Notes">The notes, oldest first.</param>
public sealed record NotedCall(CallItem Call, IReadOnlyList<NoteItem> Notes);

/// <summary>The agent of a call.</summary>
/// <param name="Name">First and last name.</param>
/// <param name="Phone">Number, as received.</param>
public sealed record StaffReference(string? Name, string? Phone);

/// <summary>The AI summary of a call.</summary>
/// <param name="Text">The summary in plain text.</param>
/// <param name="Insights">The insights, by title.</param>
/// <param name="MatchedBy">The way in which the summary's call was found.</param>
public sealed record CallSummary(string? Text, IReadOnlyList<Insight> Insights, MatchedBy MatchedBy)
{
    /// <summary>The summary's key, the UUID of its call; for pages only.</summary>
    [JsonIgnore]
    public string? CdrUuid { get; init; }

    /// <inheritdoc/>
    // The generated equality would treat two lists with the same insights as different.
    public bool Equals(CallSummary? other) => other is not null
        && (Text, MatchedBy, CdrUuid) == (other.Text, other.MatchedBy, other.CdrUuid) && Insights.SequenceEqual(other.Insights);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Text, MatchedBy, CdrUuid);
}
