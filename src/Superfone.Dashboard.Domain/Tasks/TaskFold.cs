using System.Text.Json;
using Superfone.Events;

namespace Superfone.Dashboard.Domain.Tasks;

/// <summary>Folds task events into tasks.</summary>
/// <param name="calendar">The business's days and hours; due dates are in its time zone.</param>
public sealed class TaskFold(BusinessCalendar calendar)
{
    /// <summary>Applies an event to its task.</summary>
    /// <param name="task">The task to change; a new one if it was not known.</param>
    /// <param name="happened">The event.</param>
    /// <param name="receivedUtc">The time at which the event was received, UTC; the event has no time of its own.</param>
    public void Apply(TaskItem task, TaskEvent happened, DateTime receivedUtc)
    {
        if (task.CreatedUtc == default)
            task.CreatedUtc = receivedUtc;
        var before = (task.Type, task.Status, task.DueUtc, task.ContactId);

        task.Type = happened.Type.Or(task.Type);
        task.Status = happened.Status.Or(task.Status);
        task.ContactId = happened.Contact.ContactId ?? task.ContactId;
        if (happened.Change is { HasValue: true } change)
            ApplyChange(task, happened, change);
        if (EventRegistry.Of(happened.Kind).Action == EventAction.Due)
            task.DueUtc ??= receivedUtc;
        task.IsDone = TaskItem.IsDoneStatus(task.Status);

        if (task.LastChangedUtc == default || before != (task.Type, task.Status, task.DueUtc, task.ContactId))
            task.LastChangedUtc = receivedUtc;
    }

    /// <summary>The current value of a field, in the form of <c>updated_value</c>; <see langword="null"/> if it has none.</summary>
    /// <param name="task">The task.</param>
    /// <param name="key">The field's <c>updated_key</c>.</param>
    public static string? ValueOf(TaskItem task, string? key) => key switch
    {
        "task_type" when task.Type is { } type => JsonSerializer.Serialize(type),
        "task_status" when task.Status is { } status => JsonSerializer.Serialize(status),
        "task_due_date" when task.DueUtc is { } due => JsonSerializer.Serialize(due),
        _ => null,
    };

    private void ApplyChange(TaskItem task, TaskEvent happened, FieldChange change)
    {
        switch (change.Key)
        {
            case "task_type" when !happened.Type.IsPresent:
                task.Type = change.Wire.TextOrTitle().Or(task.Type);
                break;
            case "task_status" when !happened.Status.IsPresent:
                task.Status = change.Wire.TextOrTitle().Or(task.Status);
                break;
            case "task_due_date" when DueDate.TryRead(change.Value, calendar, out var due):
                task.DueUtc = due;
                break;
            case "task_due_date":
                change.Wire.Odd<DateTime?>($"is not {DueDate.Expected}");
                break;
        }
    }
}
