namespace Superfone.Dashboard.ReadModels.Tasks;

/// <summary>Which tasks to list; conditions that are <see langword="null"/> do not apply.</summary>
public sealed record TaskFilter
{
    /// <summary>The status as Superfone names it, such as <c>PENDING</c>.</summary>
    public string? Status { get; init; }

    /// <summary>The type as Superfone names it, such as <c>REMINDER</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Whether the task is open and its due time has passed.</summary>
    public bool? Overdue { get; init; }

    /// <summary>The contact that they are about.</summary>
    public long? ContactId { get; init; }

    /// <summary>Id of the team member whom that contact is assigned to.</summary>
    public long? AssigneeUserId { get; init; }
}
