namespace Superfone.Dashboard.Storage.Primary;

/// <summary>
/// What a person decided, which no delivery says. Decisions are appended and never changed; projection folds each one in right
/// after the delivery that was the log's last when it was made, so that a rebuild gives the same state.
/// </summary>
public sealed class Decision
{
    /// <summary>Position among the decisions, from 1.</summary>
    public long Id { get; init; }

    /// <summary>The log's last delivery when it was made.</summary>
    public long AfterDeliveryId { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTime AtUtc { get; init; }

    /// <summary>What was decided.</summary>
    public DecisionKind Kind { get; init; }

    /// <summary>What it is about: a summary's <c>cdr_uuid</c>, or a phone in E.164.</summary>
    public required string Subject { get; init; }

    /// <summary>The call that a summary was linked to, or unlinked from.</summary>
    public long? CdrId { get; init; }

    /// <summary>What the person noted.</summary>
    public string? Note { get; init; }

    /// <summary>Who decided: a user's email or an API token's name.</summary>
    public required string DecidedBy { get; init; }
}

/// <summary>What a person can decide.</summary>
public enum DecisionKind
{
    /// <summary>That a summary belongs to a call.</summary>
    LinkSummary = 0,

    /// <summary>That a follow-up needs no return.</summary>
    CloseFollowUp = 1,

    /// <summary>That a summary does not belong to the call that it was linked to by inference or by hand.</summary>
    UnlinkSummary = 2,

    /// <summary>That the last closing of a number's follow-up is taken back.</summary>
    ReopenFollowUp = 3,
}
