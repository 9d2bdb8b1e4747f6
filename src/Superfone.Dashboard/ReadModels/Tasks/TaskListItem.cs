using System.Text.Json.Serialization;
using Superfone.Dashboard.Domain.Tasks;
using Superfone.Dashboard.ReadModels.Contacts;

namespace Superfone.Dashboard.ReadModels.Tasks;

/// <summary>A task.</summary>
public sealed record TaskListItem
{
    /// <summary>Superfone's key of the task.</summary>
    public required long TaskId { get; init; }

    /// <summary><c>REMINDER</c>, <c>FIRST_CALL</c>, …, as received.</summary>
    public required string? Type { get; init; }

    /// <summary><c>PENDING</c>, <c>COMPLETED</c>, …, as received.</summary>
    public required string? Status { get; init; }

    /// <summary>The due time, UTC.</summary>
    public required DateTime? DueUtc { get; init; }

    /// <summary>Whether it is open and its due time has passed.</summary>
    public required bool Overdue { get; init; }

    /// <summary>The contact that it is about.</summary>
    public required ContactReference? Contact { get; init; }

    /// <summary>The time at which the first event about it was received, UTC.</summary>
    public required DateTime CreatedUtc { get; init; }

    /// <summary>The time at which the last event that changed it was received, UTC.</summary>
    public required DateTime LastChangedUtc { get; init; }

    /// <summary>Whether it is done or cancelled; for pages only.</summary>
    [JsonIgnore]
    public bool IsDone => TaskItem.IsDoneStatus(Status);

    /// <summary>The contact's first number, as received; for pages only.</summary>
    [JsonIgnore]
    public string? Phone { get; init; }

    /// <summary>Id of the team member to whom that contact is assigned; for pages only.</summary>
    [JsonIgnore]
    public long? AssigneeUserId { get; init; }

    /// <summary>The time of Superfone's last reminder of it, UTC; for pages only.</summary>
    [JsonIgnore]
    public DateTime? RemindedUtc { get; init; }
}
