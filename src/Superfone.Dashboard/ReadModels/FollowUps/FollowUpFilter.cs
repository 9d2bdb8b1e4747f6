using Superfone.Dashboard.Domain.FollowUps;

namespace Superfone.Dashboard.ReadModels.FollowUps;

/// <summary>Which follow-ups to list; what is <see langword="null"/> does not narrow the list.</summary>
public sealed record FollowUpFilter
{
    /// <summary>How they stand.</summary>
    public FollowUpState? State { get; init; }
}
