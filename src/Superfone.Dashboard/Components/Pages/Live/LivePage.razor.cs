using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Superfone.Dashboard.Components.Lists;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Deliveries;

namespace Superfone.Dashboard.Components.Pages.Live;

/// <summary>Today's figures and the latest calls, or all events, as they arrive.</summary>
public sealed partial class LivePage(
    CallQueries calls, CallLines lines, CallChoiceQueries choices, EventFeed eventFeed, LiveFeed feed, PhoneBook phones, NavigationManager navigation, ILogger<LivePage> logger)
{
    private const int Shown = 50;

    // The shell renders once a second as well; together they stay below four times.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(350);

    private readonly FeedRows<CallLine> _calls = CallFeed.Newest(Shown);

    private readonly FeedRows<EventItem> _events = new(
        Shown, item => item.Delivery.DeliveryId, rows => rows.OrderByDescending(item => item.Delivery.DeliveryId));

    private LiveQuery _query = LiveQuery.All;
    private CallChoices? _choices;
    private IDisposable? _watching;
    private HashSet<EventItem> _told = [];
    private MissedAlerts? _alerts;
    private bool _isPaused;
    private bool _hasFailed;

    /// <summary>The figures of today.</summary>
    [CascadingParameter]
    public TodayFigures? Figures { get; set; }

    private int FigureMinute => (int)(Figures?.Minute ?? 0);

    private int Waiting => _query.IsEvents ? _events.Waiting : _calls.Waiting;

    private string WaitingText => Waiting >= FeedRows<CallLine>.MostWaiting ? L["Common.AtLeast", Waiting] : Display.Number(Waiting);

    private string PauseText => (_isPaused, Waiting) switch
    {
        (false, _) => L["Live.Pause"],
        (true, 0) => L["Live.Resume"],
        _ => L["Live.ResumeWaiting", WaitingText],
    };

    /// <inheritdoc/>
    public override void Dispose()
    {
        navigation.LocationChanged -= Follow;
        base.Dispose();
        _watching?.Dispose();
    }

    /// <inheritdoc/>
    // Subscribe first, then load: a change in between arrives twice rather than never.
    protected override async Task OnInitializedAsync()
    {
        FollowChanges(feed, ApplyAsync, Interval);
        navigation.LocationChanged += Follow;
        _query = Read();
        await LoadAsync();
    }

    private LiveQuery Read() => LiveQuery.Read(QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query));

    private void Follow(object? sender, LocationChangedEventArgs change) => _ = InvokeAsync(async () =>
    {
        var query = Read();
        if (navigation.ToAbsoluteUri(navigation.Uri).AbsolutePath != "/" || query == _query)
            return;
        _query = query;
        StateHasChanged();
        await LoadAsync();
        StateHasChanged();
    });

    private async Task LoadAsync()
    {
        var query = _query;
        try
        {
            _choices ??= await choices.ReadAsync();
            if (query.IsEvents)
                await LoadEventsAsync(query);
            else
                await LoadCallsAsync(query);
            _hasFailed = false;
        }
        catch (Exception error)
        {
            logger.LogError(error, "The live page could not be loaded");
            _hasFailed = true;
        }
    }

    private async Task LoadCallsAsync(LiveQuery query)
    {
        _watching?.Dispose();
        _watching = null;
        var page = await calls.ListAsync(query.Filter, limit: Shown);
        if (query == _query)
            _calls.Show(page.Items.Select(lines.Of));
    }

    private async Task LoadEventsAsync(LiveQuery query)
    {
        var newest = await eventFeed.Newest.ReadAsync();
        _told = new HashSet<EventItem>(newest, ReferenceEqualityComparer.Instance);
        _events.Show(newest.Where(item => query.Passes(item, phones)));
        if (RendererInfo.IsInteractive)
            _watching ??= eventFeed.Newest.Watch(items => InvokeAsync(() => Apply(items)));
    }

    private async Task ApplyAsync(LiveUpdate update)
    {
        if (_alerts is not null)
            await _alerts.RingAsync(update.Calls, _query.Account, _choices?.Accounts ?? []);
        if (_query.IsEvents)
            return;
        var filter = _query.Filter;
        if (update.IsReload)
            await LoadAsync();
        else if (!_calls.Apply([.. update.Calls.Select(lines.Of)], line => filter.Matches(line.Call, phones)))
            return;
        StateHasChanged();
    }

    private void Apply(IReadOnlyList<EventItem> newest)
    {
        var changed = newest.Where(item => !_told.Contains(item)).ToList();
        _told = new HashSet<EventItem>(newest, ReferenceEqualityComparer.Instance);
        if (_query.IsEvents && _events.Apply(changed, item => _query.Passes(item, phones)))
            StateHasChanged();
    }

    private void TogglePause() => _isPaused = !_isPaused;
}
