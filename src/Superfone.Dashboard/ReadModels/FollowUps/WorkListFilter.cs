using Superfone.Dashboard.Domain.FollowUps;

namespace Superfone.Dashboard.ReadModels.FollowUps;

/// <summary>Which follow-ups to work; what is <see langword="null"/> does not narrow the list.</summary>
public sealed record WorkListFilter
{
    /// <summary>How they stand.</summary>
    public FollowUpState State { get; init; }

    /// <summary>The Superfone number that was called, in any written form.</summary>
    public string? Account { get; init; }

    /// <summary>Who talked to the caller again: their number in any written form, or their name. It narrows those that were returned.</summary>
    public string? Agent { get; init; }

    /// <summary>The caller was talked to again at this instant or later. It narrows those that were returned.</summary>
    public DateTime? From { get; init; }

    /// <summary>The caller was talked to again before this instant. It narrows those that were returned.</summary>
    public DateTime? To { get; init; }
}
