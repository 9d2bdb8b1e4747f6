using Superfone.Dashboard.Domain.Notifications;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Notifications.Sending;
using Superfone.Dashboard.ReadModels.Agents;
using Superfone.Dashboard.ReadModels.Tasks;

namespace Superfone.Dashboard.Notifications.Watching;

/// <summary>Open tasks that became due a moment ago, of those who are in the staff directory: Superfone assigns contacts to an id of its own.</summary>
internal sealed class DueTasks(TaskQueries tasks, AgentQueries agents, Display display) : INotificationSource
{
    /// <inheritdoc/>
    public NotificationKind Kind => NotificationKind.TaskDue;

    /// <inheritdoc/>
    public bool Concerns(LiveUpdate? update) => update is null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Notification>> FindAsync(Listener listener, LiveUpdate? update, DateTime nowUtc, CancellationToken cancellation)
    {
        if (listener.Actor.StaffKey is not { } staff || await agents.AssigneeOfAsync(listener.Actor.Visibility, staff, cancellation) is not { } assignee)
            return [];
        return [.. (await tasks.DueAsync(listener.Actor.Visibility, assignee, nowUtc - INotificationSource.Recent, nowUtc, cancellation)).Select(Of)];
    }

    private Notification Of(TaskListItem task)
    {
        var number = display.Dialable(task.Phone);
        return new Notification
        {
            Kind = Kind,
            Topic = $"task-{task.TaskId}-{new DateTimeOffset(task.DueUtc!.Value, TimeSpan.Zero).ToUnixTimeSeconds()}", // One that is put off is due again.
            AtUtc = task.DueUtc.Value,
            Title = task.Contact?.Name ?? display.Phone(task.Phone),
            Body = display.Text["Push.TaskDue", display.Text.TaskType(task.Type)],
            Path = task.Contact is { } contact ? $"/contacts/{contact.ContactId}" : "/tasks",
            Call = number,
            CallText = number is null ? null : display.Text["Phone.CallBack"].Value,
        };
    }
}
