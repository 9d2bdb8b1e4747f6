using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Decisions;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Staff;

namespace Superfone.Dashboard.Components.Pages.Staff;

/// <summary>The staff directory: who has which number and which id at Superfone. Managers change it.</summary>
public sealed partial class StaffPage(StaffQueries staff, NumberDecisions decisions, LiveFeed feed, CurrentActor who, Display display, ILogger<StaffPage> logger)
{
    private static readonly StaffItem Nobody = new(null, null, null);

    private StaffDirectory? _directory;
    private StaffItem _form = Nobody;
    private StaffItem? _edited;
    private string? _problem;
    private bool _mayDecide;
    private bool _hasFailed;

    private Display Display => display;

    /// <inheritdoc/>
    protected override void Subscribe() => FollowChanges(feed, ApplyAsync);

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _mayDecide = (await who.GetAsync()).May(Permission.ManageStaff);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        try
        {
            (_directory, _hasFailed) = (await staff.ReadAsync(who.Visibility, Closed), false);
        }
        catch (Exception error) when (!Closed.IsCancellationRequested)
        {
            logger.LogError(error, "The staff directory could not be loaded");
            _hasFailed = true;
        }
    }

    private async Task ApplyAsync(LiveUpdate update)
    {
        // A change of the directory is one of everything.
        if (!update.IsReload)
            return;
        await LoadAsync();
        StateHasChanged();
    }

    private void Edit(StaffItem? person, bool isNew) =>
        (_form, _edited, _problem) = (person ?? (Nobody with { }), isNew ? null : person, null);

    private Task AddAsync(StaffItem person)
    {
        if (person.Name is not null)
            return DecideAsync(by => decisions.SaveStaffAsync(EntryOf(person), null, by));
        Edit(person, isNew: true);
        return Task.CompletedTask;
    }

    private Task SaveAsync(StaffEntry entry) =>
        DecideAsync(by => decisions.SaveStaffAsync(entry, _edited is { } edited ? EntryOf(edited) : null, by), _form);

    private Task RemoveAsync(StaffItem person) => DecideAsync(by => decisions.RemoveStaffAsync(EntryOf(person), by));

    private async Task DecideAsync(Func<Actor, Task<DecisionResult>> decide, StaffItem? saved = null)
    {
        if (!_mayDecide)
            return;
        try
        {
            if (await decide(await who.GetAsync()) is not (DecisionResult.Shown or DecisionResult.Accepted))
            {
                _problem = L["Staff.Incomplete"];
                return;
            }
        }
        catch (Exception error)
        {
            logger.LogError(error, "The staff directory could not be saved");
            _problem = L["Staff.NotSaved"];
            return;
        }

        // Another entry may have been opened meanwhile.
        if (ReferenceEquals(_form, saved))
            Edit(null, isNew: true);
        await LoadAsync();
    }

    private static StaffEntry EntryOf(StaffItem person) => new(person.Name ?? "", person.Phone, person.AssigneeUserId);
}
