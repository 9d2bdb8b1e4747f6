using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Tasks;

namespace Superfone.Dashboard.Components.Pages.Tasks;

/// <summary>Tasks by due time. A task that falls due while the page is open moves to the overdue ones.</summary>
public sealed partial class TasksPage(
    CurrentActor who, TaskSectionQueries tasks,
    TaskQueries all,
    ContactChoiceQueries choices,
    LiveFeed feed,
    NavigationManager navigation,
    TimeProvider time,
    ILogger<TasksPage> logger)
{
    // The minimum time between two reads of the sections.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly HashSet<long> _touched = [];
    private TaskBoard _board = default!;
    private TaskFilter _filter = new();
    private ContactChoices _choices = ContactChoices.None;
    private IReadOnlyList<string> _types = [];
    private DueTimer? _due;
    private string? _contactName;
    private bool _hasFailed;

    /// <inheritdoc/>
    protected override void Subscribe()
    {
        FollowChanges(feed, ApplyAsync, Interval);
        FollowMinutes(time, PassMinuteAsync);
        FollowAddress(navigation, "/tasks", FollowAsync);
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        _board = new TaskBoard(tasks, () => who.Visibility);
        if (RendererInfo.IsInteractive)
            _due = Own(new DueTimer(time, () => _ = RunAsync(PassDueAsync)));
        _filter = Read();
        _board.Begin(_filter);
        return LoadAsync();
    }

    private TaskFilter Read() => TaskQuery.Read(QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query));

    private async Task FollowAsync()
    {
        var filter = Read();
        if (filter == _filter)
            return;
        _filter = filter;
        _board.Begin(filter);
        StateHasChanged();
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        try
        {
            if (_types.Count == 0)
            {
                _choices = ContactChoices.None with { Assignees = await choices.AssigneesAsync(who.Visibility, Closed) };
                _types = await all.TypesAsync(who.Visibility, Closed);
            }

            // A task may fall due while the sections are read one by one, and be in none of them: they are then read again at once.
            var begun = time.GetUtcNow().UtcDateTime;
            await _board.ReadAsync(Closed);
            _contactName = _filter.ContactId is null ? null : _board.Sections.SelectMany(section => section.Rows).FirstOrDefault()?.Contact?.Name;
            _due?.Watch(await tasks.NextDueAsync(who.Visibility, begun, Closed));
            _hasFailed = false;
        }
        catch (Exception error) when (!Closed.IsCancellationRequested)
        {
            logger.LogError(error, "The tasks could not be loaded");
            _hasFailed = true;
        }
    }

    private async Task ApplyAsync(LiveUpdate update)
    {
        if (!update.TouchesNames && update.Tasks.Count == 0)
            return;
        if (update.TouchesNames || update.Tasks.Any(task => task.Type is not null && !_types.Contains(task.Type)))
            _types = [];
        _touched.UnionWith(update.Tasks.Select(task => task.TaskId));
        _board.Hold(update.Tasks);
        await LoadAsync();
        StateHasChanged();
    }

    // Called when a task falls due.
    private async Task PassDueAsync()
    {
        if (Closed.IsCancellationRequested)
            return;
        Minute++;
        _touched.UnionWith(_board.FallenDue(time.GetUtcNow().UtcDateTime));
        await LoadAsync();
        StateHasChanged();
    }

    // Highlights end, finished tasks leave their section, and at midnight other tasks are due today.
    private async Task PassMinuteAsync()
    {
        _touched.Clear();
        _board.LetGo();
        await LoadAsync();
    }
}
