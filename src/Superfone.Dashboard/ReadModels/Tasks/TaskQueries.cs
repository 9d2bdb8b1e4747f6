using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.Domain.Tasks;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Tasks;

/// <summary>Reads tasks.</summary>
public sealed class TaskQueries(IDbContextFactory<ReadModelContext> contexts, TimeProvider time)
{
    /// <summary>Lists tasks, highest id first.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the previous page; <see langword="null"/> for the first one.</param>
    /// <param name="limit">The maximum number of items, 1 to <see cref="PageSize.Max"/>.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="CursorFormatException">The cursor does not come from this list.</exception>
    public async Task<Page<TaskListItem>> ListAsync(
        Visibility visibility, TaskFilter filter, string? cursor = null, int limit = PageSize.Default, CancellationToken cancellation = default)
    {
        var before = Cursor.Read(ListKind.Tasks, cursor)?[0] ?? long.MaxValue;
        var now = time.GetUtcNow().UtcDateTime;
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var tasks = (await TaskConditions.All.ApplyAsync(readModel.Tasks.AsNoTracking(), filter, now, cancellation)).Where(task => task.TaskId < before)
            .OrderByDescending(task => task.TaskId).Take(limit + 1);
        return Cursor.Cut(ListKind.Tasks, await LoadAsync(readModel, tasks, now, cancellation), limit, task => task.TaskId);
    }

    /// <summary>The types that tasks have, by a skip scan of their index.</summary>
    public async Task<IReadOnlyList<string>> TypesAsync(Visibility visibility, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        return await readModel.Database.SqlQueryRaw<string>(SkipScan.Through("Tasks", "Type")).ToListAsync(cancellation);
    }

    /// <summary>Finds several tasks at once, in any order; those that do not exist are left out.</summary>
    public async Task<IReadOnlyList<TaskListItem>> ByIdsAsync(Visibility visibility, IReadOnlyCollection<long> taskIds, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var tasks = readModel.Tasks.AsNoTracking().Where(task => EF.Parameter(taskIds).Contains(task.TaskId));
        return await LoadAsync(readModel, tasks, time.GetUtcNow().UtcDateTime, cancellation);
    }

    /// <summary>When the open tasks of a team member that are due in a range of time are due, in that order.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="assigneeUserId">Superfone's id of the team member.</param>
    /// <param name="afterUtc">The instant before the range, UTC.</param>
    /// <param name="untilUtc">The last instant, UTC.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<IReadOnlyList<DueTask>> DueAsync(
        Visibility visibility, long assigneeUserId, DateTime afterUtc, DateTime untilUtc, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        return await readModel.Tasks.AsNoTracking()
            .Where(task => !task.IsDone && task.AssigneeUserId == assigneeUserId && task.DueUtc > afterUtc && task.DueUtc <= untilUtc).OrderBy(task => task.DueUtc)
            .Select(task => new DueTask(task.TaskId, task.DueUtc!.Value, task.LastChangedUtc)).ToListAsync(cancellation);
    }

    /// <summary>Loads tasks as items; their order is kept.</summary>
    internal static async Task<IReadOnlyList<TaskListItem>> LoadAsync(
        ReadModelContext readModel, IQueryable<TaskItem> tasks, DateTime now, CancellationToken cancellation)
    {
        var rows = await (
            from task in tasks
            join contact in readModel.Contacts on task.ContactId equals (long?)contact.ContactId into contacts
            from contact in contacts.DefaultIfEmpty()
            select new
            {
                Task = task,
                contact.Name,
                contact.BusinessName,
                contact.Labels,
                contact.Phones,
                RemindedUtc = readModel.TimelineEntries.Where(entry => entry.TaskId == task.TaskId && entry.Kind == TimelineKind.TaskNotify)
                    .Max(entry => (DateTime?)entry.AtUtc),
            }).ToListAsync(cancellation);
        return [.. rows.Select(row => new TaskListItem
        {
            TaskId = row.Task.TaskId,
            Type = row.Task.Type,
            Status = row.Task.Status,
            DueUtc = row.Task.DueUtc,
            Overdue = row.Task.IsOverdue(now),
            Contact = ContactReference.Of(row.Task.ContactId, row.Name, row.BusinessName, row.Labels),
            CreatedUtc = row.Task.CreatedUtc,
            LastChangedUtc = row.Task.LastChangedUtc,
            Phone = row.Phones is [var first, ..] ? first.Phone : null,
            AssigneeUserId = row.Task.AssigneeUserId,
            RemindedUtc = row.RemindedUtc,
        })];
    }
}

/// <summary>When a task is due.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="DueUtc">The time, UTC.</param>
/// <param name="LastChangedUtc">When it was made or last changed, UTC.</param>
public sealed record DueTask(long TaskId, DateTime DueUtc, DateTime LastChangedUtc);
