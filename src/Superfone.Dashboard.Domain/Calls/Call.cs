using Superfone.Events;

namespace Superfone.Dashboard.Domain.Calls;

/// <summary>A call.</summary>
public sealed class Call
{
    /// <summary>The longest time that a call can be in progress; after that, its last event is assumed lost.</summary>
    public static readonly TimeSpan LongestProgress = TimeSpan.FromHours(4);

    /// <summary>Superfone's key of the call.</summary>
    public required long CdrId { get; init; }

    /// <summary>The call's position in time, unique; see <see cref="Calls.SortKey"/>.</summary>
    public long SortKey { get; set; }

    /// <summary>The Superfone number that the call went through, as received.</summary>
    public string? Account { get; set; }

    /// <summary><see cref="Account"/> as a key, see <see cref="PhoneBook"/>.</summary>
    public string? AccountKey { get; set; }

    /// <summary>Its direction.</summary>
    public CallDirection? Direction { get; set; }

    /// <summary>Its direction as received, if it is neither inbound nor outbound, such as <c>INTERNAL</c>; it counts as neither.</summary>
    public string? OtherDirection { get; set; }

    /// <summary>Its disposition, as received; see <see cref="Dispositions"/>.</summary>
    public string? Disposition { get; set; }

    /// <summary>The outcome group of its disposition.</summary>
    public Outcome Outcome { get; set; }

    /// <summary>Whether a customer called and nobody talked to them.</summary>
    public bool Missed { get; set; }

    /// <summary>The customer's number, as received.</summary>
    public string? Phone { get; set; }

    /// <summary><see cref="Phone"/> as a key, see <see cref="PhoneBook"/>.</summary>
    public string? PhoneKey { get; set; }

    /// <summary>Why <see cref="Phone"/> is not a customer's; <see langword="null"/> if it is one's.</summary>
    public NumberMark? Mark { get; set; }

    /// <summary>The start time, UTC.</summary>
    public DateTime? StartedUtc { get; set; }

    /// <summary>The time at which it was answered, UTC.</summary>
    public DateTime? AnsweredUtc { get; set; }

    /// <summary>The end time, UTC.</summary>
    public DateTime? EndedUtc { get; set; }

    /// <summary>Talk time in seconds.</summary>
    public int? DurationSeconds { get; set; }

    /// <summary>Ringing time in seconds.</summary>
    public int? RingingSeconds { get; set; }

    /// <summary>First and last name of the agent.</summary>
    public string? StaffName { get; set; }

    /// <summary>The agent's number, as received.</summary>
    public string? StaffPhone { get; set; }

    /// <summary><see cref="StaffPhone"/> as a key, see <see cref="PhoneBook"/>.</summary>
    public string? StaffKey { get; set; }

    /// <summary>The call's UUID, if a call payload carried it.</summary>
    public string? CdrUuid { get; set; }

    /// <summary>The prompts of the menu and the keys that the caller pressed.</summary>
    public IReadOnlyList<IvrInput> IvrInputs { get; set; } = [];

    /// <summary>Digits captured during the call.</summary>
    public IReadOnlyList<string> DtmfDigits { get; set; } = [];

    /// <summary>The tags that users gave it; <see langword="null"/> for none.</summary>
    public IReadOnlyList<string>? Tags { get; set; }

    /// <summary>The expiry of the latest URL of its recording, UTC; <see langword="null"/> if no recording was announced.</summary>
    public DateTime? RecordingExpiresUtc { get; set; }

    /// <summary>The contact in the call's own payloads.</summary>
    public long? NamedContactId { get; set; }

    /// <summary>The contact that it belongs to: the one in its payloads, or else the only one with its number.</summary>
    public long? ContactId { get; set; }

    /// <summary>UUID of the summary that belongs to it.</summary>
    public string? SummaryUuid { get; set; }

    /// <summary>
    /// Whether an agent could have answered the call: an inbound call that was answered, or missed outside the menu. The answer rate is
    /// computed over these calls. Calls of marked numbers are left out.
    /// </summary>
    public bool IsOffered => Mark is null && Direction == CallDirection.Inbound && (Outcome == Outcome.Answered || (Missed && Outcome != Outcome.Ivr));

    /// <summary>
    /// The ringing time in seconds as counted in averages; <see langword="null"/> if it is longer than <see cref="LongestProgress"/>, which
    /// cannot be right.
    /// </summary>
    public int? CountedRingingSeconds => RingingSeconds <= LongestProgress.TotalSeconds ? RingingSeconds : null;

    /// <summary>
    /// Whether a call has been in progress for too long. This depends on the clock and is never stored: how such a call ended is unknown,
    /// and it is not counted as ended.
    /// </summary>
    /// <param name="outcome">Its outcome.</param>
    /// <param name="startedUtc">The start time, UTC.</param>
    /// <param name="nowUtc">The current time, UTC.</param>
    public static bool HasLostItsEnd(Outcome outcome, DateTime startedUtc, DateTime nowUtc) =>
        outcome == Outcome.InProgress && nowUtc - startedUtc > LongestProgress;
}
