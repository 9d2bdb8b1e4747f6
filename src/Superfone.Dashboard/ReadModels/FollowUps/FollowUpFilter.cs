using Superfone.Dashboard.Domain.FollowUps;

namespace Superfone.Dashboard.ReadModels.FollowUps;

/// <summary>Which follow-ups to list; conditions that are <see langword="null"/> do not apply.</summary>
public sealed record FollowUpFilter
{
    /// <summary>Their state.</summary>
    public FollowUpState? State { get; init; }

    /// <summary>The id of the user who is to call back, or <c>me</c> for the reader's own.</summary>
    public string? Assignee { get; init; }

    /// <summary>The filter with the id of its reader instead of <c>me</c>. Nothing is assigned to a reader who is not a user.</summary>
    /// <param name="userId">The reader's id.</param>
    public FollowUpFilter For(string? userId) => Assignee == WorkListQuery.Me ? this with { Assignee = userId ?? "" } : this;
}
