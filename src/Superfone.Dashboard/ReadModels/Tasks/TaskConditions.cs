using Superfone.Dashboard.Domain.Tasks;
using Superfone.Dashboard.ReadModels.Filters;

namespace Superfone.Dashboard.ReadModels.Tasks;

/// <summary>The conditions of a <see cref="TaskFilter"/>, in a form that an index supports. They depend on the current time, UTC.</summary>
internal sealed class TaskConditions : FilterDefinition<TaskFilter, TaskItem, DateTime>
{
    private TaskConditions()
    {
        AddRows(filter => filter.Status, status => task => task.Status == status);
        AddRows(filter => filter.Type, type => task => task.Type == type);
        AddRows(filter => filter.ContactId, contactId => task => task.ContactId == contactId);
        AddRows(filter => filter.AssigneeUserId, assignee => task => task.AssigneeUserId == assignee);

        // TaskItem.IsOverdue as a condition.
        Add(FilterParameter.Of((TaskFilter filter) => filter.Overdue), (tasks, filter, now, _) => new(filter.Overdue!.Value
            ? tasks.Where(task => !task.IsDone && task.DueUtc < now)
            : tasks.Where(task => task.IsDone || task.DueUtc == null || task.DueUtc >= now)));
    }

    /// <summary>The conditions.</summary>
    public static TaskConditions All { get; } = new();
}
