using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Tasks;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.ReadModels;

/// <summary>The queries of the tasks page.</summary>
public sealed class TaskSectionQueriesTests : IDisposable
{
    private readonly LogOnDisk _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task TaskSections_EachTaskStandsInOne()
    {
        var tomorrow = _log.Now.Date.AddDays(1);
        _log.AppendAndProject(Payload.Contact(7).With("contact_assignee_user_id", 678));
        foreach (var (id, due) in new (long, DateTime?)[] { (1, _log.Now.AddHours(-2)), (2, _log.Now.AddHours(2)), (3, tomorrow.AddHours(1)), (4, null), (5, _log.Now.AddHours(-1)), (6, null) })
        {
            _log.AppendAndProject(Payload.Task(id).With("contact_id", id == 2 ? 7 : 8));
            if (due is { } instant)
                _log.AppendAndProject(Payload.TaskChange(id, "task_due_date", Payload.Iso(instant)));
        }

        _log.AppendAndProject(Payload.TaskChange(6, "task_status", "COMPLETED"));
        var sections = new TaskSectionQueries(_log.ReadModel, new BusinessCalendar(TimeZoneInfo.Utc), _log.Time);

        Assert.Equal("1 5|2|3|4|6", string.Join('|', await Task.WhenAll(Enum.GetValues<TaskSection>().Select(section => IdsAsync(section, new TaskFilter())))));
        Assert.Equal("|2|||", string.Join('|', await Task.WhenAll(Enum.GetValues<TaskSection>().Select(section => IdsAsync(section, new TaskFilter { AssigneeUserId = 678 })))));
        Assert.Equal(2, await sections.CountAsync(Visibility.Everything, TaskSection.Overdue, new TaskFilter(), TestContext.Current.CancellationToken));
        Assert.Equal(_log.Now.AddHours(2), await sections.NextDueAsync(Visibility.Everything, _log.Now, TestContext.Current.CancellationToken));

        async Task<string> IdsAsync(TaskSection section, TaskFilter filter)
        {
            List<TaskListItem> tasks = [];
            string? cursor = null;
            do
            {
                var page = await sections.ListAsync(Visibility.Everything, section, filter, cursor, 1, TestContext.Current.CancellationToken);
                tasks.AddRange(page.Items);
                cursor = page.NextCursor;
            }
            while (cursor is not null);
            return string.Join(' ', tasks.Select(task => task.TaskId));
        }
    }
}
