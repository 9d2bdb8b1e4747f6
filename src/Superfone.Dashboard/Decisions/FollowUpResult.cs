namespace Superfone.Dashboard.Decisions;

/// <summary>The result of what a user did about a follow-up.</summary>
public sealed record FollowUpResult
{
    private FollowUpResult(FollowUpOutcome outcome) => Outcome = outcome;

    /// <summary>Whether it is stored, or why not.</summary>
    public FollowUpOutcome Outcome { get; }

    /// <summary>The name of the colleague who is calling; set with <see cref="FollowUpOutcome.ClaimedByColleague"/>.</summary>
    public string? ClaimedBy { get; private init; }

    /// <summary>The time at which that ends by itself, UTC.</summary>
    public DateTime? ClaimedUntilUtc { get; private init; }

    /// <summary>It is stored, or was refused without anything more to say.</summary>
    public static FollowUpResult Of(FollowUpOutcome outcome) => new(outcome);

    /// <summary>It is stored.</summary>
    /// <param name="result">Whether the read model includes it.</param>
    internal static FollowUpResult Stored(DecisionResult result) => new(result == DecisionResult.Shown ? FollowUpOutcome.Shown : FollowUpOutcome.Accepted);

    /// <summary>A colleague is calling.</summary>
    internal static FollowUpResult Claimed(string by, DateTime untilUtc) => new(FollowUpOutcome.ClaimedByColleague) { ClaimedBy = by, ClaimedUntilUtc = untilUtc };
}

/// <summary>What became of a decision about a follow-up.</summary>
public enum FollowUpOutcome
{
    /// <summary>It is stored, and the read model includes it.</summary>
    Shown,

    /// <summary>It is stored; the read model does not include it yet.</summary>
    Accepted,

    /// <summary>There is no such follow-up; nothing was stored.</summary>
    Unknown,

    /// <summary>It is not open any more, or for a note, the number was missed again since; nothing was stored.</summary>
    Ended,

    /// <summary>A colleague is calling; nothing was stored.</summary>
    ClaimedByColleague,

    /// <summary>The time has passed; nothing was stored.</summary>
    TimePassed,

    /// <summary>No user who may work on it has that id; nothing was stored.</summary>
    UnknownUser,
}
