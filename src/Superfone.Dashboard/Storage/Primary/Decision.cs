namespace Superfone.Dashboard.Storage.Primary;

/// <summary>
/// A decision of a user. Decisions are appended and never changed. Projection applies each one right after the delivery that was the last
/// of the log when it was made, so that a rebuild gives the same state.
/// </summary>
public sealed class Decision
{
    /// <summary>Position among the decisions, from 1.</summary>
    public long Id { get; init; }

    /// <summary>The last delivery of the log when it was made.</summary>
    public long AfterDeliveryId { get; init; }

    /// <summary>The time at which it was made, UTC.</summary>
    public DateTime AtUtc { get; init; }

    /// <summary>The kind of decision.</summary>
    public DecisionKind Kind { get; init; }

    /// <summary>The subject: a summary's <c>cdr_uuid</c>, a phone in E.164, a key of the staff directory, or a call's <c>cdr_id</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>The call that it is about, or that a summary was linked to or unlinked from.</summary>
    public long? CdrId { get; init; }

    /// <summary>The user's note, or the content of the decision; see <see cref="DecisionKind"/>.</summary>
    public string? Note { get; init; }

    /// <summary>A user's email or an API token's name.</summary>
    public required string DecidedBy { get; init; }
}

/// <summary>The kinds of decisions.</summary>
public enum DecisionKind
{
    /// <summary>A summary belongs to a call.</summary>
    LinkSummary = 0,

    /// <summary>A follow-up needs no call back.</summary>
    CloseFollowUp = 1,

    /// <summary>A summary does not belong to the call to which it was linked by inference or by hand.</summary>
    UnlinkSummary = 2,

    /// <summary>The last closing of a number's follow-up is undone.</summary>
    ReopenFollowUp = 3,

    /// <summary>The mark of a number: the note is the name of a <see cref="Domain.NumberMark"/>, or <see langword="null"/> for a customer's.</summary>
    MarkNumber = 4,

    /// <summary>An entry of the staff directory: the note is its JSON, or <see langword="null"/> if it was removed.</summary>
    SetStaff = 5,

    /// <summary>The user is calling: the note is their number as a key, or <see langword="null"/> if it is not known.</summary>
    ClaimFollowUp = 6,

    /// <summary>The user does not call after all.</summary>
    ReleaseFollowUp = 7,

    /// <summary>A follow-up is put off: the note is the instant until then, ISO 8601 in UTC, or <see langword="null"/> to end that.</summary>
    SnoozeFollowUp = 8,

    /// <summary>A follow-up is given to a user: the note is their id, or <see langword="null"/> for nobody.</summary>
    AssignFollowUp = 9,

    /// <summary>A note on a follow-up.</summary>
    NoteFollowUp = 10,

    /// <summary>The outcome of an attempt to call back: the note is an <see cref="Domain.FollowUps.AttemptNote"/>.</summary>
    RecordAttempt = 11,

    /// <summary>A note on a call, whose <c>cdr_id</c> is the subject.</summary>
    NoteCall = 12,

    /// <summary>The tags of a call, whose <c>cdr_id</c> is the subject: the note has one on each line, or is <see langword="null"/> for none.</summary>
    TagCall = 13,
}
