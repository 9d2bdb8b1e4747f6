namespace Superfone.Dashboard.ReadModels.Tasks;

/// <summary>Selects tasks; conditions that are <see langword="null"/> do not apply.</summary>
public sealed record TaskFilter
{
    /// <summary>The status's wire value, such as <c>PENDING</c>.</summary>
    public string? Status { get; init; }

    /// <summary>The type's wire value, such as <c>REMINDER</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Whether the task is open and its due time has passed.</summary>
    public bool? Overdue { get; init; }

    /// <summary>The contact that they are about.</summary>
    public long? ContactId { get; init; }

    /// <summary>Id of the team member to whom that contact is assigned.</summary>
    public long? AssigneeUserId { get; init; }
}
