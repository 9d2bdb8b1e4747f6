using Superfone.Events;

namespace Superfone.Dashboard.Domain;

/// <summary>Folds task events into tasks.</summary>
public static class TaskFold
{
    /// <summary>Takes over what an event says of its task.</summary>
    /// <param name="task">The task to change; a new one where it was not known.</param>
    /// <param name="happened">The event.</param>
    /// <param name="receivedUtc">When it was received, UTC: its only time.</param>
    public static void Apply(TaskItem task, TaskEvent happened, DateTime receivedUtc)
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

        if (task.LastChangedUtc == default || before != (task.Type, task.Status, task.DueUtc, task.ContactId))
            task.LastChangedUtc = receivedUtc;
    }

    private static void ApplyChange(TaskItem task, TaskEvent happened, FieldChange change)
    {
        switch (change.Key)
        {
            case "task_type" when !happened.Type.IsPresent:
                task.Type = change.Wire.Text().Or(task.Type);
                break;
            case "task_status" when !happened.Status.IsPresent:
                task.Status = change.Wire.Text().Or(task.Status);
                break;
            case "task_due_date":
                task.DueUtc = change.Wire.Instant().Or(task.DueUtc);
                break;
        }
    }
}
