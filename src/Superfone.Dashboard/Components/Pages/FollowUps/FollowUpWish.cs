using Superfone.Dashboard.Domain.FollowUps;

namespace Superfone.Dashboard.Components.Pages.FollowUps;

/// <summary>What a user wants to do about a follow-up that does not end it.</summary>
public abstract record FollowUpWish
{
    private FollowUpWish()
    {
    }

    /// <summary>Says that they are calling.</summary>
    public sealed record Claim : FollowUpWish;

    /// <summary>Takes that back.</summary>
    public sealed record Release : FollowUpWish;

    /// <summary>Puts it off.</summary>
    /// <param name="UntilUtc">Until when, UTC; <see langword="null"/> to have it back now.</param>
    public sealed record Snooze(DateTime? UntilUtc) : FollowUpWish;

    /// <summary>Gives it to a user.</summary>
    /// <param name="UserId">The user; <see langword="null"/> for nobody.</param>
    public sealed record Assign(string? UserId) : FollowUpWish;

    /// <summary>Adds a note or an outcome.</summary>
    /// <param name="Text">What they wrote.</param>
    /// <param name="Outcome">The outcome of an attempt.</param>
    public sealed record Note(string? Text, AttemptOutcome? Outcome) : FollowUpWish;
}
