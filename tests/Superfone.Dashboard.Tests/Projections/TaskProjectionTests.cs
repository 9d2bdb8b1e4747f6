using Superfone.Dashboard.Domain.Contacts;

namespace Superfone.Dashboard.Tests.Projections;

public sealed class TaskProjectionTests : IDisposable
{
    private readonly LogOnDisk _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void Story_OfATask_IsInItsContactsHistory()
    {
        _log.AppendAndProject(Payload.Task(1));
        _log.AppendAndProject(Payload.TaskChange(1, "task_due_date", "2026-05-20T04:30:00Z"));
        _log.AppendAndProject(Payload.Task(1, "TASK_NOTIFY_TIME"), Payload.Task(1, "TASK_DUE_TIME"));
        _log.AppendAndProject(Payload.TaskChange(1, "task_status", "COMPLETED"));

        var task = _log.Read(readModel => readModel.Tasks.Single());
        Assert.Equal(("REMINDER", "COMPLETED", 12345L), (task.Type, task.Status, task.ContactId));
        Assert.Equal(new DateTime(2026, 5, 20, 4, 30, 0, DateTimeKind.Utc), task.DueUtc);
        Assert.Equal(
            [TimelineKind.TaskCreated, TimelineKind.TaskChanged, TimelineKind.TaskNotify, TimelineKind.TaskDue, TimelineKind.TaskChanged],
            Entries().Where(entry => entry.ContactId == 12345).Select(entry => entry.Kind));
    }

    [Fact]
    public void Changes_BackAndForth_AreEachAnEntryButNoneTwiceInARow()
    {
        foreach (var status in new[] { "PENDING", "COMPLETED", "PENDING", "PENDING" })
        {
            _log.Time.Advance(TimeSpan.FromHours(1));
            _log.AppendAndProject(Payload.TaskChange(1, "task_status", status));
        }

        Assert.Equal(["\"PENDING\"", "\"COMPLETED\"", "\"PENDING\""], Entries().Select(entry => entry.Value));
        Assert.Equal(_log.Now.AddHours(-1), _log.Read(readModel => readModel.Tasks.Single().LastChangedUtc));
    }

    [Fact]
    public void Repetition_BeyondTheWindow_IsAnotherReminderButNoOtherCreation()
    {
        _log.AppendAndProject(Payload.Task(1), Payload.Task(1, "TASK_NOTIFY_TIME"));
        _log.AppendAndProject(Payload.TaskChange(1, "task_status", "COMPLETED"));
        _log.Time.Advance(TimeSpan.FromHours(1));
        _log.AppendAndProject(Payload.Task(1), Payload.Task(1, "TASK_NOTIFY_TIME").With("task_status", "COMPLETED"));
        _log.Time.Advance(TimeSpan.FromHours(1));
        _log.AppendAndProject(Payload.Task(1, "TASK_NOTIFY_TIME").With("task_status", "COMPLETED"));

        Assert.Equal("COMPLETED", _log.Read(readModel => readModel.Tasks.Single().Status));
        Assert.Equal(1, Entries().Count(entry => entry.Kind == TimelineKind.TaskCreated));
        Assert.Equal(3, Entries().Count(entry => entry.Kind == TimelineKind.TaskNotify));
    }

    private List<TimelineEntry> Entries() => _log.Read(readModel => readModel.TimelineEntries.OrderBy(entry => entry.DeliveryId).ToList());
}
