using Superfone.Dashboard.Domain.FollowUps;

namespace Superfone.Dashboard.ReadModels.FollowUps;

/// <summary>Which follow-ups to list; conditions that are <see langword="null"/> do not apply.</summary>
public sealed record FollowUpFilter
{
    /// <summary>Their state.</summary>
    public FollowUpState? State { get; init; }
}
