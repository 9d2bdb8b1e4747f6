using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.Domain.Tasks;
using Superfone.Dashboard.Projections.Contacts;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.Storage.Changes;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Events;
using Superfone.Events.Reading;

namespace Superfone.Dashboard.Projections.Tasks;

/// <summary>Projects tasks and their history.</summary>
internal sealed class TaskProjection(ReadModelWriter readModel, ContactProjection contacts, BusinessCalendar calendar)
{
    private readonly TaskFold _fold = new(calendar);

    /// <summary>Applies a task event.</summary>
    public void Apply(LogEntry entry, TaskEvent happened, Batch batch)
    {
        var contact = contacts.Apply(happened.Contact, entry, batch);
        var task = readModel.Tasks.Find(happened.TaskId) ?? new TaskItem { TaskId = happened.TaskId };
        var before = TaskFold.ValueOf(task, happened.Change?.Key);
        _fold.Apply(task, happened, entry.ReceivedUtc);
        contact ??= task.ContactId is { } contactId ? readModel.Contacts.Find(contactId) : null;
        task.AssigneeUserId = contact?.AssigneeUserId;

        if (KindOfEntry(happened) is { } kind)
        {
            var value = happened.Change is { } change ? CanonicalJson.Text(change.Value) : null;

            // A change back to the known value is still a change.
            if (kind == TimelineKind.TaskChanged)
                task.LastChangedUtc = entry.ReceivedUtc;
            readModel.TimelineEntries.Save(new TimelineEntry
            {
                DeliveryId = entry.Id,
                Kind = kind,
                AtUtc = entry.ReceivedUtc,
                ContactId = task.ContactId,
                TaskId = task.TaskId,
                Key = happened.Change?.Key,
                Value = value,
                Before = before == value ? null : before,
            });
        }

        readModel.Tasks.Save(task);
        batch.Changed(ChangeKind.Task, task.TaskId);
    }

    private TimelineKind? KindOfEntry(TaskEvent happened) => EventRegistry.Of(happened.Kind).Action switch
    {
        EventAction.Reported => null,
        EventAction.Reminded => TimelineKind.TaskNotify,
        EventAction.Due => TimelineKind.TaskDue,
        EventAction.Created => Latest(happened.TaskId, TimelineKind.TaskCreated, null) is null ? TimelineKind.TaskCreated : null,
        EventAction.Changed => happened.Change is { } change
            && Latest(happened.TaskId, TimelineKind.TaskChanged, change.Key)?.Value != CanonicalJson.Text(change.Value) ? TimelineKind.TaskChanged : null,
    };

    private TimelineEntry? Latest(long taskId, TimelineKind kind, string? key) => readModel.TimelineEntries.LatestOfTask(taskId, kind, key);
}
