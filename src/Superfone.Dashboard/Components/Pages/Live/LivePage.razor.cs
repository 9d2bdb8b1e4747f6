using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Components.Controls;
using Superfone.Dashboard.Components.Lists;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Deliveries;

namespace Superfone.Dashboard.Components.Pages.Live;

/// <summary>Today's figures and the latest calls, or all events, as they arrive.</summary>
public sealed partial class LivePage(
    CurrentActor who, CallQueries calls, CallLines lines, CallChoiceQueries choices, EventFeed eventFeed, PhoneBook phones, Display display, NavigationManager navigation, ILogger<LivePage> logger)
{
    private const int Shown = 50;

    private readonly FeedRows<CallLine> _calls = CallFeed.Newest(Shown);

    private readonly FeedRows<EventItem> _events = new(
        Shown, item => item.Delivery.DeliveryId, rows => rows.OrderByDescending(item => item.Delivery.DeliveryId));

    private LiveQuery _query = LiveQuery.All;
    private CallChoices? _choices;
    private HashSet<EventItem> _told = [];
    private MissedAlerts? _alerts;
    private bool _isPaused;
    private bool _hasFailed;

    /// <summary>The shell, with whose figures the rows change.</summary>
    [CascadingParameter]
    public ShellUpdates? Shell { get; set; }

    /// <summary>Today's figures.</summary>
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
    protected override void Subscribe()
    {
        FollowShell(Shell, ApplyAsync);
        FollowReading(eventFeed.Newest, ApplyAsync);
        FollowAddress(navigation, "/", FollowAsync);
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        _query = Read();
        return LoadAsync();
    }

    private bool MaySeeEvents => who.Now.May(Permission.SeeDeliveries);

    private LiveQuery Read()
    {
        var query = LiveQuery.Read(QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query));
        return MaySeeEvents ? query : query with { IsEvents = false };
    }

    private async Task FollowAsync()
    {
        var query = Read();
        if (query == _query)
            return;
        _query = query;
        StateHasChanged();
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var query = _query;
        try
        {
            _choices ??= await choices.ReadAsync(who.Visibility);
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
        var page = await calls.ListAsync(who.Visibility, query.Filter, limit: Shown);
        if (query == _query)
            _calls.Show(page.Items.Select(lines.Of));
    }

    private async Task LoadEventsAsync(LiveQuery query)
    {
        var newest = await eventFeed.Newest.ReadAsync();
        _told = new HashSet<EventItem>(newest, ReferenceEqualityComparer.Instance);
        _events.Show(newest.Where(item => query.Passes(item, phones)));
    }

    private async Task ApplyAsync(LiveUpdate update)
    {
        // Not awaited: a browser that has gone offline does not answer.
        if (_alerts is { } alerts)
            _ = PageLeft.IgnoreAsync(() => alerts.RingAsync(update.Calls, _query.Account, _choices?.Accounts ?? []));
        if (!_query.IsEvents)
        {
            var filter = _query.Filter;
            if (update.IsReload)
                await LoadAsync();
            _calls.Remove(update.RemovedCalls.Select(call => call.CdrId));
            _calls.Apply([.. update.Calls.Select(lines.Of)], line => filter.Matches(line.Call, phones));
        }

        if (update.TouchesNames)
            _choices = await choices.ReadAsync(who.Visibility);
    }

    private Task ApplyAsync(IReadOnlyList<EventItem> newest)
    {
        if (!_query.IsEvents)
            return Task.CompletedTask;
        var changed = newest.Where(item => !_told.Contains(item)).ToList();
        _told = new HashSet<EventItem>(newest, ReferenceEqualityComparer.Instance);
        if (_events.Apply(changed, item => _query.Passes(item, phones)))
            StateHasChanged();
        return Task.CompletedTask;
    }

    private string Announce(int count, CallLine line) =>
        count == 1 ? L["Live.NewCall", display.NameOf(line.Call), display.StatusOf(line.Call)] : L.Plural("Calls.Arrived", count);

    private void TogglePause() => _isPaused = !_isPaused;
}
