using Superfone.Dashboard.Domain.FollowUps;

namespace Superfone.Dashboard.ReadModels.FollowUps;

/// <summary>Which follow-ups to work on; conditions that are <see langword="null"/> do not apply.</summary>
public sealed record WorkListFilter
{
    /// <summary>Their state.</summary>
    public FollowUpState State { get; init; }

    /// <summary>The Superfone number that was called, in any written form.</summary>
    public string? Account { get; init; }

    /// <summary>The id of the user who is to call back.</summary>
    public string? Assignee { get; init; }

    /// <summary>
    /// The agent who called the caller back or talked to them again: their number in any written form, or their name. Applies only to
    /// returned follow-ups.
    /// </summary>
    public string? Agent { get; init; }

    /// <summary>Somebody talked to the caller again at this instant or later. Applies only to returned follow-ups.</summary>
    public DateTime? From { get; init; }

    /// <summary>Somebody talked to the caller again before this instant. Applies only to returned follow-ups.</summary>
    public DateTime? To { get; init; }
}
