namespace Superfone.Dashboard.Domain;

/// <summary>What is known of one task.</summary>
public sealed class TaskItem
{
    /// <summary>The status of a task that waits to be done.</summary>
    public const string Pending = "PENDING";

    /// <summary>Superfone's key of the task.</summary>
    public required long TaskId { get; init; }

    /// <summary><c>REMINDER</c>, <c>FIRST_CALL</c>, …, as received.</summary>
    public string? Type { get; set; }

    /// <summary><c>PENDING</c>, <c>COMPLETED</c>, …, as received.</summary>
    public string? Status { get; set; }

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
    public bool IsOverdue(DateTime now) => Status == Pending && DueUtc < now;
}
