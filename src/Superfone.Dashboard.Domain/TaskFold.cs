using Superfone.Events;

namespace Superfone.Dashboard.Domain;

/// <summary>Folds task events into tasks.</summary>
/// <param name="calendar">The business's days and hours, in which due dates are written.</param>
public sealed class TaskFold(BusinessCalendar calendar)
{
    /// <summary>Takes over what an event says of its task.</summary>
    /// <param name="task">The task to change; a new one where it was not known.</param>
    /// <param name="happened">The event.</param>
    /// <param name="receivedUtc">When it was received, UTC: its only time.</param>
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
        if (happened.Kind == EventKind.TaskDueTime)
            task.DueUtc ??= receivedUtc;
        task.IsDone = TaskItem.IsDoneStatus(task.Status);

        if (task.LastChangedUtc == default || before != (task.Type, task.Status, task.DueUtc, task.ContactId))
            task.LastChangedUtc = receivedUtc;
    }

    private void ApplyChange(TaskItem task, TaskEvent happened, FieldChange change)
    {
        try
        {
            switch (change.Key)
            {
                case "task_type" when !happened.Type.IsPresent:
                    task.Type = Text(change);
                    break;
                case "task_status" when !happened.Status.IsPresent:
                    task.Status = Text(change);
                    break;
                case "task_due_date" when DueDate.TryRead(change.Value, calendar, out var due):
                    task.DueUtc = due;
                    break;
            }
        }
        catch (EventFormatException)
        {
            // updated_value may be any JSON; the history shows it as it came.
        }
    }

    // A scalar, or {"id":1,"title":"COMPLETED"}.
    private static string? Text(FieldChange change) => change.Value.ValueKind == System.Text.Json.JsonValueKind.Object
        ? LenientJson.Titled(change.Value, change.Key)?.Title ?? throw LenientJson.Unreadable(change.Value, change.Key, "text")
        : LenientJson.Text(change.Value, change.Key);
}
