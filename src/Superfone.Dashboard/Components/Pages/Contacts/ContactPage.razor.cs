using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Components.Lists;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Paging;

namespace Superfone.Dashboard.Components.Pages.Contacts;

/// <summary>One contact: a briefing before a call, the profile, and the history, kept up to date.</summary>
public sealed partial class ContactPage(
    OverviewQueries overviews, TimelineQueries timelines, ReadLog reads, CurrentActor who, LiveFeed feed, NavigationManager navigation, Display display, TimeProvider time, ILogger<ContactPage> logger)
{
    private PagedRows<TimelineItem> _timeline = default!;
    private ContactOverview? _overview;
    private TimelineScope _scope;
    private (long ContactId, TimelineScope Scope)? _shown;
    private bool _isLoaded;
    private bool _hasFailed;

    /// <summary>The contact.</summary>
    [Parameter]
    public long ContactId { get; set; }

    /// <summary>The part of the history to show.</summary>
    [SupplyParameterFromQuery]
    private string? Show { get; set; }

    private string Title => _overview?.Contact.Name ?? L["Contact.Title"];

    /// <inheritdoc/>
    protected override void Subscribe()
    {
        FollowChanges(feed, ApplyAsync);
        FollowMinutes(time);
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => _timeline = Own(new PagedRows<TimelineItem>(ReadAsync, TimelineRow.KeyOf, logger));

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        _scope = Enum.TryParse<TimelineScope>(Show, ignoreCase: true, out var scope) && Enum.IsDefined(scope) ? scope : TimelineScope.All;
        var (before, now) = (_shown, (ContactId, _scope));
        if (before == now)
            return;
        _shown = now;
        if (before?.ContactId != ContactId)
            await LoadAsync();
        else
            await _timeline.LoadAsync();
    }

    private async Task<Page<TimelineItem>> ReadAsync(string? cursor, CancellationToken cancellation) =>
        await timelines.ListAsync(who.Visibility, ContactId, _scope, cursor, cancellation: cancellation) ?? new Page<TimelineItem>([], null);

    private async Task LoadAsync()
    {
        await LoadOverviewAsync();
        if (_overview is not null)
            await _timeline.LoadAsync();
    }

    private async Task LoadOverviewAsync()
    {
        try
        {
            var overview = await overviews.OfContactAsync(who.Visibility, ContactId, Closed);
            if (overview is not null)
                await reads.ContactAsync(await who.GetAsync(), ContactId);
            _overview = overview;
            _hasFailed = false;
        }
        catch (Exception error) when (!Closed.IsCancellationRequested)
        {
            logger.LogError(error, "Contact {ContactId} could not be loaded", ContactId);
            _hasFailed = true;
        }

        _isLoaded = true;
    }

    private async Task ApplyAsync(LiveUpdate update)
    {
        var isMine = update.TouchesNames
            || update.Contacts.Any(contact => contact.ContactId == ContactId)
            || update.Calls.Any(call => call.Contact?.ContactId == ContactId)
            || update.RemovedCalls.Any(call => _timeline.Contains(-call.CdrId))
            || update.FollowUps.Any(followUp => followUp.Contact?.ContactId == ContactId || IsMine(followUp.Phone))
            || update.RemovedFollowUps.Any(followUp => IsMine(followUp.Phone))
            || update.Tasks.Any(task => task.Contact?.ContactId == ContactId);
        if (!isMine)
            return;
        await LoadOverviewAsync();
        if (_overview is not null)
            await _timeline.ReloadAsync();
        StateHasChanged();
    }

    private bool IsMine(string phone) =>
        display.PhoneKey(phone) is { } key && _overview?.Contact.Phones.Any(own => display.PhoneKey(own.Phone) == key) == true;

    private NumberMark? MarkOf(string phone) =>
        display.PhoneKey(phone) is { } key && _overview?.Marks.TryGetValue(key, out var mark) == true ? mark : null;
}
