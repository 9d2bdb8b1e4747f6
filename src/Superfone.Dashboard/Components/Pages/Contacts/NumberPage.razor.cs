using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Components.Lists;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Paging;

namespace Superfone.Dashboard.Components.Pages.Contacts;

/// <summary>A caller who is not a contact: the parts of a contact's page that can be computed from calls and from what users did about them.</summary>
public sealed partial class NumberPage(
    CurrentActor who, OverviewQueries overviews, TimelineQueries timelines, ReadLog reads, LiveFeed feed, Display display, TimeProvider time, ILogger<NumberPage> logger)
{
    private PagedRows<TimelineItem> _timeline = default!;
    private NumberOverview? _overview;
    private string? _key;
    private bool _hasFailed;

    /// <summary>The number in any written form.</summary>
    [Parameter]
    public string Phone { get; set; } = "";

    private Display Display => display;

    private string Title => _key is null ? L["Number.Title"] : display.Phone(_key);

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
        var key = display.PhoneKey(Phone);
        if (key == _key)
            return;
        (_key, _overview) = (key, null);
        if (key is not null)
            await LoadAsync();
    }

    private Task<Page<TimelineItem>> ReadAsync(string? cursor, CancellationToken cancellation) =>
        timelines.OfNumberAsync(who.Visibility, _key!, cursor, cancellation: cancellation);

    private async Task LoadAsync()
    {
        await LoadOverviewAsync();
        await _timeline.LoadAsync();
    }

    private async Task LoadOverviewAsync()
    {
        try
        {
            var overview = await overviews.OfNumberAsync(who.Visibility, _key!, Closed);
            await reads.NumberAsync(await who.GetAsync(), _key!);
            _overview = overview;
            _hasFailed = false;
        }
        catch (Exception error) when (!Closed.IsCancellationRequested)
        {
            logger.LogError(error, "The number {Phone} could not be loaded", _key);
            _hasFailed = true;
        }
    }

    private async Task ApplyAsync(LiveUpdate update)
    {
        if (_key is not { } key)
            return;
        var isMine = update.IsReload
            || update.MarkedNumbers.Contains(key)
            || update.Calls.Any(call => IsMine(call.Phone))
            || update.FollowUps.Any(followUp => IsMine(followUp.Phone))
            || update.RemovedFollowUps.Any(followUp => IsMine(followUp.Phone))
            || update.RemovedCalls.Any(call => _timeline.Contains(-call.CdrId))
            || update.Contacts.Any(contact => contact.Phones.Any(phone => IsMine(phone.Phone)));
        if (!isMine)
            return;
        await LoadOverviewAsync();
        await _timeline.ReloadAsync();
        StateHasChanged();
    }

    private bool IsMine(string? phone) => _key is not null && display.PhoneKey(phone) == _key;
}
