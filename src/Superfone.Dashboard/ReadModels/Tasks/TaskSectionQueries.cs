using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Tasks;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Tasks;

/// <summary>Reads tasks in working order, by section.</summary>
public sealed class TaskSectionQueries(IDbContextFactory<ReadModelContext> contexts, BusinessCalendar calendar, TimeProvider time)
{
    /// <summary>The largest number that is counted.</summary>
    public const int MostCounted = 1000;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Lists a section: open tasks by due time, those without a date and those done newest first.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="section">The section.</param>
    /// <param name="filter">The filter of its tasks.</param>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the previous page; <see langword="null"/> for the first one.</param>
    /// <param name="limit">The maximum number of items, 1 to <see cref="PageSize.Max"/>.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="CursorFormatException">The cursor does not come from this list.</exception>
    public async Task<Page<TaskListItem>> ListAsync(
        Visibility visibility, TaskSection section, TaskFilter filter, string? cursor = null, int limit = PageSize.Default, CancellationToken cancellation = default)
    {
        var now = Now;
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var tasks = Ordered(await WithinAsync(readModel.Tasks.AsNoTracking(), section, filter, now, cancellation), section, cursor).Take(limit + 1);
        var rows = await TaskQueries.LoadAsync(readModel, tasks, now, cancellation);
        return Cursor.Cut(ListKind.TaskSection, rows, limit, row => [PositionOf(row, section), row.TaskId]);
    }

    /// <summary>The number of tasks in a section, counted up to one more than <see cref="MostCounted"/>.</summary>
    public async Task<int> CountAsync(Visibility visibility, TaskSection section, TaskFilter filter, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        return await Counted(await WithinAsync(readModel.Tasks, section, filter, Now, cancellation), section).CountAsync(cancellation);
    }

    /// <summary>The due time of the first open task due after an instant, UTC; <see langword="null"/> if there is none.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="sinceUtc">The instant; a task that is due exactly then counts.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<DateTime?> NextDueAsync(Visibility visibility, DateTime sinceUtc, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        return await readModel.Tasks.Where(task => !task.IsDone && task.DueUtc >= sinceUtc)
            .OrderBy(task => task.DueUtc).Select(task => task.DueUtc).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>The tasks of a section that pass a filter.</summary>
    internal async Task<IQueryable<TaskItem>> WithinAsync(
        IQueryable<TaskItem> tasks, TaskSection section, TaskFilter filter, DateTime now, CancellationToken cancellation)
    {
        var tomorrow = TomorrowUtc(now);
        tasks = await TaskConditions.All.ApplyAsync(tasks, filter, now, cancellation);
        return section switch
        {
            TaskSection.Overdue => tasks.Where(task => !task.IsDone && task.DueUtc < now),
            TaskSection.Today => tasks.Where(task => !task.IsDone && task.DueUtc >= now && task.DueUtc < tomorrow),
            TaskSection.Upcoming => tasks.Where(task => !task.IsDone && task.DueUtc >= tomorrow),
            TaskSection.NoDate => tasks.Where(task => !task.IsDone && task.DueUtc == null),
            TaskSection.Done => tasks.Where(task => task.IsDone),
        };
    }

    /// <summary>A section in its order, from a cursor.</summary>
    internal static IQueryable<TaskItem> Ordered(IQueryable<TaskItem> tasks, TaskSection section, string? cursor)
    {
        var place = Cursor.Read(ListKind.TaskSection, cursor, 2);
        var (at, id) = place is null ? (default, 0) : (Cursor.InstantOf(place[0]), place[1]);
        return section switch
        {
            TaskSection.NoDate => After(task => task.TaskId < id).OrderByDescending(task => task.TaskId),
            TaskSection.Done => After(task => task.LastChangedUtc <= at && (task.LastChangedUtc < at || task.TaskId < id))
                .OrderByDescending(task => task.LastChangedUtc).ThenByDescending(task => task.TaskId),
            TaskSection.Overdue or TaskSection.Today or TaskSection.Upcoming =>
                After(task => task.DueUtc >= at && (task.DueUtc > at || task.TaskId > id)).OrderBy(task => task.DueUtc).ThenBy(task => task.TaskId),
        };

        IQueryable<TaskItem> After(Expression<Func<TaskItem, bool>> rest) => place is null ? tasks : tasks.Where(rest);
    }

    /// <summary>The tasks of a section to count, in the order of the index that the query uses.</summary>
    internal static IQueryable<long> Counted(IQueryable<TaskItem> tasks, TaskSection section) =>
        Ordered(tasks, section, null).Select(task => task.TaskId).Take(MostCounted + 1);

    private static long PositionOf(TaskListItem task, TaskSection section) => section switch
    {
        TaskSection.NoDate => 0,
        TaskSection.Done => UtcMilliseconds.Of(task.LastChangedUtc),
        TaskSection.Overdue or TaskSection.Today or TaskSection.Upcoming => UtcMilliseconds.Of(task.DueUtc!.Value),
    };

    private DateTime TomorrowUtc(DateTime now) => calendar.StartOfUtc(calendar.DayOf(now).AddDays(1));
}
