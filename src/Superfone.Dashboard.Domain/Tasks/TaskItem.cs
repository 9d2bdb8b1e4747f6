using System.Collections.Frozen;

namespace Superfone.Dashboard.Domain.Tasks;

/// <summary>What is known of one task.</summary>
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

    /// <summary>Whether nothing is left to do, as <see cref="Status"/> says; see <see cref="IsDoneStatus"/>.</summary>
    public bool IsDone { get; set; }

    /// <summary>When it is due, UTC.</summary>
    public DateTime? DueUtc { get; set; }

    /// <summary>The contact that it is about.</summary>
    public long? ContactId { get; set; }

    /// <summary>Who that contact is assigned to: a team member's id at Superfone. Tasks name nobody.</summary>
    public long? AssigneeUserId { get; set; }

    /// <summary>When it was first heard of, UTC.</summary>
    public DateTime CreatedUtc { get; set; }

    /// <summary>When the last event about it was received that changed it, UTC.</summary>
    public DateTime LastChangedUtc { get; set; }

    /// <summary>Whether its due time has passed while it still waits to be done.</summary>
    public bool IsOverdue(DateTime now) => !IsDone && DueUtc < now;

    /// <summary>Whether a task of this status is done or given up. Without a status, or with one that is not known, it is open.</summary>
    /// <param name="status">The status as received, in any case.</param>
    public static bool IsDoneStatus(string? status) => status is not null && DoneStatuses.Contains(status.Trim());
}
