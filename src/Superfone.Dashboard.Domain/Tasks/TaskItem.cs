using System.Collections.Frozen;

namespace Superfone.Dashboard.Domain.Tasks;

/// <summary>A task.</summary>
public sealed class TaskItem
{
    private static readonly FrozenSet<string> DoneStatuses =
        FrozenSet.ToFrozenSet(["COMPLETED", "COMPLETE", "DONE", "CLOSED", "CANCELLED", "CANCELED"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Superfone's key of the task.</summary>
    public required long TaskId { get; init; }

    /// <summary><c>REMINDER</c>, <c>FIRST_CALL</c>, …, as received.</summary>
    public string? Type { get; set; }

    /// <summary><c>PENDING</c>, <c>COMPLETED</c>, …, as received.</summary>
    public string? Status { get; set; }

    /// <summary>Whether it is done, by its <see cref="Status"/>; see <see cref="IsDoneStatus"/>.</summary>
    public bool IsDone { get; set; }

    /// <summary>The due time, UTC.</summary>
    public DateTime? DueUtc { get; set; }

    /// <summary>The contact that it is about.</summary>
    public long? ContactId { get; set; }

    /// <summary>The team member to whom the contact is assigned, by Superfone's id; tasks have no assignee of their own.</summary>
    public long? AssigneeUserId { get; set; }

    /// <summary>The time at which its first event was received, UTC.</summary>
    public DateTime CreatedUtc { get; set; }

    /// <summary>The time at which the last event that changed it was received, UTC.</summary>
    public DateTime LastChangedUtc { get; set; }

    /// <summary>Whether it is open and its due time has passed.</summary>
    public bool IsOverdue(DateTime now) => !IsDone && DueUtc < now;

    /// <summary>Whether a status means done or cancelled. Without a status, or with an unknown one, a task is open.</summary>
    /// <param name="status">The status as received, in any case.</param>
    public static bool IsDoneStatus(string? status) => status is not null && DoneStatuses.Contains(status.Trim());
}
