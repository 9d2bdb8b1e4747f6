using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Tasks;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.Tasks;

namespace Superfone.Dashboard.Components.Pages.Tasks;

/// <summary>The sections of tasks that a page shows, each read page by page.</summary>
/// <param name="tasks">Reads them.</param>
/// <param name="visibility">What the reader may see now.</param>
public sealed class TaskBoard(TaskSectionQueries tasks, Func<Visibility> visibility)
{
    private const int PartSize = 20;

    private readonly Dictionary<long, (TaskSection Section, TaskListItem Task, bool IsOld)> _held = [];
    private TaskFilter _filter = new();

    /// <summary>The sections that match the filter, in order; empty ones are left out.</summary>
    public IReadOnlyList<TaskSectionList> Sections { get; private set; } = [];

    /// <summary>Whether the sections have been read.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>Whether there is no task at all.</summary>
    public bool IsEmpty => Sections.Count == 0;

    /// <summary>Starts over with another filter.</summary>
    public void Begin(TaskFilter filter)
    {
        (_filter, Sections, IsLoaded) = (filter, [], false);
        _held.Clear();
    }

    /// <summary>Reads all sections again, with as many rows as they have now.</summary>
    public async Task ReadAsync(CancellationToken cancellation)
    {
        List<TaskSectionList> sections = [];
        foreach (var section in Enum.GetValues<TaskSection>().Where(MayPass))
        {
            var known = Sections.FirstOrDefault(list => list.Section == section);
            var isOpen = known?.IsOpen ?? (section != TaskSection.Done || _filter.Status is not null);
            var size = Math.Clamp(known?.Rows.Count ?? 0, PartSize, PageSize.Max);
            var page = isOpen ? await tasks.ListAsync(visibility(), section, _filter, null, size, cancellation) : new Page<TaskListItem>([], null);
            var count = isOpen && page.NextCursor is null ? page.Items.Count : await tasks.CountAsync(visibility(), section, _filter, cancellation);
            var rows = WithHeld(section, page);
            if (count > 0 || rows.Count > 0)
                sections.Add(new TaskSectionList(section, isOpen, count, rows, page.NextCursor));
        }

        (Sections, IsLoaded) = (sections, true);
    }

    /// <summary>Reads the next page of a section.</summary>
    public async Task MoreAsync(TaskSectionList list)
    {
        var page = await tasks.ListAsync(visibility(), list.Section, _filter, list.Next, PartSize);
        Replace(list, list with { Rows = [.. list.Rows.UnionBy(page.Items, task => task.TaskId)], Next = page.NextCursor });
    }

    /// <summary>Opens a closed section, or closes an open one.</summary>
    public async Task OpenAsync(TaskSectionList list)
    {
        var page = list.IsOpen ? new Page<TaskListItem>([], null) : await tasks.ListAsync(visibility(), list.Section, _filter, null, PartSize);
        Replace(list, list with { IsOpen = !list.IsOpen, Rows = page.Items, Next = page.NextCursor });
    }

    /// <summary>Keeps tasks that were just finished in their section for a while, so that no row vanishes under a finger.</summary>
    public void Hold(IEnumerable<TaskListItem> changed)
    {
        foreach (var task in changed)
        {
            _held.Remove(task.TaskId);
            var from = Sections.FirstOrDefault(list => list.Section != TaskSection.Done && list.Rows.Any(row => row.TaskId == task.TaskId));
            if (from is not null && task.IsDone)
                _held[task.TaskId] = (from.Section, task, false);
        }
    }

    /// <summary>Releases tasks that were finished a minute or more ago; they move with the next read.</summary>
    public void LetGo()
    {
        foreach (var (taskId, held) in _held.ToList())
        {
            if (held.IsOld)
                _held.Remove(taskId);
            else
                _held[taskId] = (held.Section, held.Task, true);
        }
    }

    /// <summary>The ids of shown tasks that have fallen due since they were read.</summary>
    public IEnumerable<long> FallenDue(DateTime now) => Sections.Where(list => list.Section == TaskSection.Today)
        .SelectMany(list => list.Rows).Where(task => !task.IsDone && task.DueUtc < now).Select(task => task.TaskId);

    // Only tasks due within the range that was read belong there.
    private List<TaskListItem> WithHeld(TaskSection section, Page<TaskListItem> page)
    {
        var held = _held.Values.Where(one => one.Section == section).Select(one => one.Task)
            .Where(task => page.NextCursor is null || task.DueUtc <= page.Items[^1].DueUtc);
        var rows = page.Items.Concat(held);
        return section is TaskSection.NoDate or TaskSection.Done
            ? [.. page.Items, .. held]
            : [.. rows.OrderBy(task => task.DueUtc).ThenBy(task => task.TaskId)];
    }

    private bool MayPass(TaskSection section) =>
        (_filter.Status is not { } status || TaskItem.IsDoneStatus(status) == (section == TaskSection.Done))
        && (_filter.Overdue is not { } overdue || overdue == (section == TaskSection.Overdue));

    private void Replace(TaskSectionList old, TaskSectionList now) => Sections = [.. Sections.Select(list => list.Section == old.Section ? now : list)];
}

/// <summary>A section of tasks.</summary>
/// <param name="Section">The section.</param>
/// <param name="IsOpen">Whether its tasks are shown.</param>
/// <param name="Count">The number of tasks, counted up to one more than <see cref="TaskSectionQueries.MostCounted"/>.</param>
/// <param name="Rows">The tasks read so far.</param>
/// <param name="Next">The cursor of the next page; <see langword="null"/> at the end.</param>
public sealed record TaskSectionList(TaskSection Section, bool IsOpen, int Count, IReadOnlyList<TaskListItem> Rows, string? Next);
