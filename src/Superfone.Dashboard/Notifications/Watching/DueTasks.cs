using Superfone.Dashboard.Configuration.Hours;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Notifications;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Notifications.Devices;
using Superfone.Dashboard.Notifications.Sending;
using Superfone.Dashboard.ReadModels.Agents;
using Superfone.Dashboard.ReadModels.Tasks;

namespace Superfone.Dashboard.Notifications.Watching;

/// <summary>
/// Open tasks that became due a moment ago, of those who are in the staff directory: Superfone assigns contacts to an id of its own. One without a time of day is told of
/// in the morning of its day, and one that becomes due while a person is not to be disturbed, as soon as they may be.
/// </summary>
internal sealed class DueTasks(TaskQueries tasks, AgentQueries agents, BusinessCalendar calendar, BusinessHours hours, Display display) : INotificationSource
{
    // Longer than any time that a business is closed.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(14);

    /// <inheritdoc/>
    public NotificationKind Kind => NotificationKind.TaskDue;

    /// <inheritdoc/>
    public bool Concerns(LiveUpdate? update) => update is null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Notification>> FindAsync(Listener listener, LiveUpdate? update, DateTime nowUtc, CancellationToken cancellation)
    {
        if (listener.Actor.StaffKey is not { } staff || await agents.AssigneeOfAsync(listener.Actor.Visibility, staff, cancellation) is not { } assignee)
            return [];
        var until = calendar.EndOfUtc(calendar.DayOf(nowUtc));
        var told = (await tasks.DueAsync(listener.Actor.Visibility, assignee, nowUtc - LongestDelay, until, cancellation))
            .Select(task => (task.TaskId, AtUtc: ToldUtc(task, listener.Times)))
            .Where(task => task.AtUtc <= nowUtc && nowUtc - task.AtUtc < INotificationSource.Recent)
            .ToDictionary(task => task.TaskId, task => task.AtUtc!.Value);
        if (told.Count == 0)
            return [];
        var items = await tasks.ByIdsAsync(listener.Actor.Visibility, told.Keys, cancellation);
        return [.. items.Where(item => item is { IsDone: false, DueUtc: not null }).Select(item => Of(item, told[item.TaskId]))];
    }

    // A due date without a time is the last second of its day, when nobody could do it any more. It may have been made, or put off to that day, after its morning.
    private DateTime? ToldUtc(DueTask task, NotificationTimes? times)
    {
        var day = calendar.DayOf(task.DueUtc);
        var at = task.DueUtc == calendar.EndOfUtc(day) ? Later(hours.MorningUtc(day), task.LastChangedUtc) : task.DueUtc;
        return times is null ? at : times.FirstAllowed(at, calendar, hours);
    }

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;

    private Notification Of(TaskListItem task, DateTime atUtc)
    {
        var number = display.Dialable(task.Phone);
        return new Notification
        {
            Kind = Kind,
            Topic = $"task-{task.TaskId}-{new DateTimeOffset(task.DueUtc!.Value, TimeSpan.Zero).ToUnixTimeSeconds()}", // One that is put off is due again.
            AtUtc = atUtc,
            Title = task.Contact?.Name ?? display.Phone(task.Phone),
            Body = display.Text["Push.TaskDue", display.Text.TaskType(task.Type)],
            Path = task.Contact is { } contact ? $"/contacts/{contact.ContactId}" : "/tasks",
            Call = number,
            CallText = number is null ? null : display.Text["Phone.CallBack"].Value,
        };
    }
}
