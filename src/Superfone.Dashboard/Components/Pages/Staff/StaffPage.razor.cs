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
    private long _version;
    private bool _mayDecide;
    private bool _hasFailed;

    private Display Display => display;

    private long Seen => _directory?.Version ?? 0;

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
            var directory = await staff.ReadAsync(who.Visibility, Closed);
            if (_directory is null)
                _version = directory.Version;
            (_directory, _hasFailed) = (directory, false);
        }
        catch (Exception error) when (!Closed.IsCancellationRequested)
        {
            logger.LogError(error, "The staff directory could not be loaded");
            _hasFailed = true;
        }
    }

    private async Task ApplyAsync(LiveUpdate update)
    {
        if (!update.TouchesNames)
            return;
        await LoadAsync();
        StateHasChanged();
    }

    private void Edit(StaffItem? person, bool isNew) =>
        (_form, _edited, _version, _problem) = (person ?? (Nobody with { }), isNew ? null : person, Seen, null);

    private Task AddAsync(StaffItem person)
    {
        if (person.Name is not null)
            return DecideAsync(by => decisions.SaveStaffAsync(EntryOf(person), null, Seen, by));
        Edit(person, isNew: true);
        return Task.CompletedTask;
    }

    private Task SaveAsync(StaffEntry entry)
    {
        var edited = _edited is null ? null : EntryOf(_edited);
        if (Find(entry) is not { } other || (edited is not null && decisions.KeyOf(edited) == decisions.KeyOf(entry)))
            return DecideAsync(by => decisions.SaveStaffAsync(entry, edited, _version, by), _form);
        _problem = L["Staff.Taken", other.Name ?? ""];
        return Task.CompletedTask;
    }

    private StaffItem? Find(StaffEntry entry) =>
        decisions.KeyOf(entry) is { } key ? _directory?.Items.FirstOrDefault(item => decisions.KeyOf(EntryOf(item)) == key) : null;

    private Task RemoveAsync(StaffItem person) => DecideAsync(by => decisions.RemoveStaffAsync(EntryOf(person), Seen, by));

    private async Task DecideAsync(Func<Actor, Task<DecisionResult>> decide, StaffItem? saved = null)
    {
        if (!_mayDecide)
            return;
        try
        {
            _problem = await decide(await who.GetAsync()) switch
            {
                DecisionResult.Shown or DecisionResult.Accepted => null,
                DecisionResult.AlreadyDecided => L["Staff.ChangedMeanwhile"].Value,
                DecisionResult.UnknownSubject or DecisionResult.UnknownCall => L["Staff.Incomplete"].Value,
            };
        }
        catch (Exception error)
        {
            logger.LogError(error, "The staff directory could not be saved");
            _problem = L["Staff.NotSaved"];
            return;
        }

        await LoadAsync();

        // Another entry may have been opened meanwhile.
        if (!ReferenceEquals(_form, saved))
            return;
        if (_problem is null)
            Edit(null, isNew: true);
        else
            _version = Seen; // The form keeps what was typed, and saving again replaces what is shown now.
    }

    private static StaffEntry EntryOf(StaffItem person) => new(person.Name ?? "", person.Phone, person.AssigneeUserId);
}
