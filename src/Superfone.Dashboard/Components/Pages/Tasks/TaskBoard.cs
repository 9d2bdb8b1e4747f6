using Superfone.Dashboard.Domain.Tasks;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.Tasks;

namespace Superfone.Dashboard.Components.Pages.Tasks;

/// <summary>The sections of tasks as a page shows them, each read a part at a time.</summary>
/// <param name="tasks">Reads them.</param>
public sealed class TaskBoard(TaskSectionQueries tasks)
{
    private const int PartSize = 20;

    private readonly Dictionary<long, (TaskSection Section, TaskListItem Task, bool IsOld)> _held = [];
    private TaskFilter _filter = new();

    /// <summary>The sections that the filter lets pass, in their order; those without tasks are left out.</summary>
    public IReadOnlyList<TaskSectionList> Sections { get; private set; } = [];

    /// <summary>Whether anything was read yet.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>Whether there is no task at all.</summary>
    public bool IsEmpty => Sections.Count == 0;

    /// <summary>Begins anew with another filter.</summary>
    public void Begin(TaskFilter filter)
    {
        (_filter, Sections, IsLoaded) = (filter, [], false);
        _held.Clear();
    }

    /// <summary>Reads all sections again, as many rows as they have now.</summary>
    public async Task ReadAsync(CancellationToken cancellation)
    {
        List<TaskSectionList> sections = [];
        foreach (var section in Enum.GetValues<TaskSection>().Where(MayPass))
        {
            var known = Sections.FirstOrDefault(list => list.Section == section);
            var isOpen = known?.IsOpen ?? (section != TaskSection.Done || _filter.Status is not null);
            var size = Math.Clamp(known?.Rows.Count ?? 0, PartSize, PageSize.Max);
            var page = isOpen ? await tasks.ListAsync(section, _filter, null, size, cancellation) : new Page<TaskListItem>([], null);
            var count = isOpen && page.NextCursor is null ? page.Items.Count : await tasks.CountAsync(section, _filter, cancellation);
            var rows = WithHeld(section, page);
            if (count > 0 || rows.Count > 0)
                sections.Add(new TaskSectionList(section, isOpen, count, rows, page.NextCursor));
        }

        (Sections, IsLoaded) = (sections, true);
    }

    /// <summary>Reads the next part of a section.</summary>
    public async Task MoreAsync(TaskSectionList list)
    {
        var page = await tasks.ListAsync(list.Section, _filter, list.Next, PartSize);
        Replace(list, list with { Rows = [.. list.Rows.UnionBy(page.Items, task => task.TaskId)], Next = page.NextCursor });
    }

    /// <summary>Opens a section that was closed, or closes it.</summary>
    public async Task OpenAsync(TaskSectionList list)
    {
        var page = list.IsOpen ? new Page<TaskListItem>([], null) : await tasks.ListAsync(list.Section, _filter, null, PartSize);
        Replace(list, list with { IsOpen = !list.IsOpen, Rows = page.Items, Next = page.NextCursor });
    }

    /// <summary>Keeps tasks that were just done where they stand, so that no row vanishes under a finger.</summary>
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

    /// <summary>Lets go what was done a minute ago or more; it shows with the next reading.</summary>
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

    /// <summary>Those of the tasks shown that have fallen due since they were read.</summary>
    public IEnumerable<long> FallenDue(DateTime now) => Sections.Where(list => list.Section == TaskSection.Today)
        .SelectMany(list => list.Rows).Where(task => !task.IsDone && task.DueUtc < now).Select(task => task.TaskId);

    // Only what lies within the part that was read has its place there.
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
/// <param name="Section">Which.</param>
/// <param name="IsOpen">Whether its tasks are shown.</param>
/// <param name="Count">How many there are, to one more than <see cref="TaskSectionQueries.MostCounted"/>.</param>
/// <param name="Rows">Those that were read.</param>
/// <param name="Next">Where the next part begins; <see langword="null"/> at the end.</param>
public sealed record TaskSectionList(TaskSection Section, bool IsOpen, int Count, IReadOnlyList<TaskListItem> Rows, string? Next);
