using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Components.Lists;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Events;

namespace Superfone.Dashboard.Components.Pages.Deliveries;

/// <summary>Everything that was received, newest first. The address holds the filters.</summary>
public sealed partial class DeliveriesPage(
    CurrentActor who, DeliveryQueries deliveries,
    DeliveryCountQueries counts,
    EventQueries events,
    CallChoiceQueries choices,
    RangeQuery ranges,
    LiveFeed feed,
    NavigationManager navigation,
    TimeProvider time,
    ILogger<DeliveriesPage> logger)
{
    // A longer list is not read again whenever a delivery arrives.
    private const int MostAnew = 100;

    // The number of pieces of the log that are searched before the reader is asked whether to continue.
    private const int MostPieces = 10;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    // Counting the results of a search may cost as much as the search, and can wait.
    private static readonly TimeSpan CountInterval = TimeSpan.FromSeconds(10);

    private readonly HashSet<long> _arrived = [];
    private PagedRows<EventItem> _list = default!;
    private DeliveryQuery _query = default!;
    private IReadOnlyList<string> _accounts = [];
    private IReadOnlyDictionary<DeliveryState, DeliveryCount>? _counts;
    private List<(string Href, string Text)> _jumps = [];
    private TopOfList? _top;
    private DateTime? _reached;
    private bool _isSearching;
    private string _viewQuery = "";

    /// <inheritdoc/>
    protected override void Subscribe()
    {
        FollowChanges(feed, ApplyAsync, Interval);
        FollowChanges(feed, ApplyToCountsAsync, CountInterval);
        FollowMinutes(time);
        FollowAddress(navigation, "/deliveries", FollowAsync);
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        _list = Own(new PagedRows<EventItem>(ReadAsync, item => item.Delivery.DeliveryId, logger));
        Read();
        return LoadAsync();
    }

    private void Read()
    {
        var uri = navigation.ToAbsoluteUri(navigation.Uri);
        _query = DeliveryQuery.Read(QueryHelpers.ParseQuery(uri.Query), ranges);
        _viewQuery = uri.Query.TrimStart('?');
    }

    private async Task FollowAsync()
    {
        var before = _query.Filter;
        Read();
        if (before != _query.Filter with { Status = before.Status })
            _counts = null;
        StateHasChanged();
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        _arrived.Clear();
        _reached = null;
        await _list.LoadAsync();
        StateHasChanged();

        // The results, and the search for more, do not wait for the counts.
        var counting = CountAsync();
        await FindJumpsAsync();
        if (_query.Filter.IsSearch && RendererInfo.IsInteractive)
            await SearchOnAsync();
        await counting;
    }

    private async Task<Page<EventItem>> ReadAsync(string? cursor, CancellationToken cancellation)
    {
        var query = _query;

        // A search takes a while, and SQLite calls block: keep the page responsive.
        var page = await Task.Run(() => deliveries.ListAsync(who.Visibility, query.Filter, cursor, cancellation: cancellation), cancellation);
        var items = await events.DescribeAsync(who.Visibility, page.Items, cancellation);
        var reached = query.Filter.IsSearch && page.NextCursor is { } next ? await deliveries.ReachedAsync(who.Visibility, next, cancellation) : null;
        if (query == _query)
            _reached = reached;
        return new Page<EventItem>(items, page.NextCursor);
    }

    // Results show as they are found.
    private async Task SearchOnAsync()
    {
        var (list, wanted) = (_list.Beginnings, (_list.Rows?.Count ?? 0) + PageSize.Default);
        _isSearching = true;
        for (var piece = 0; piece < MostPieces && !Closed.IsCancellationRequested && list == _list.Beginnings && _list is { HasMore: true, HasFailed: false } && _list.Rows!.Count < wanted; piece++)
        {
            StateHasChanged();
            await _list.MoreAsync();
        }

        _isSearching = false;
    }

    private async Task CountAsync()
    {
        var query = _query;
        try
        {
            _accounts = await choices.AccountsAsync(who.Visibility, Closed);

            // The first rendering does not wait for slow counts.
            if (query.Filter.IsSearch && !RendererInfo.IsInteractive)
                return;
            var found = await Task.Run(() => counts.ReadAsync(who.Visibility, query.Filter, Closed), Closed);
            if (query == _query)
                _counts = found;
        }
        catch (Exception error) when (!Closed.IsCancellationRequested)
        {
            // The list itself shows whether it could be read; the counts are not essential.
            logger.LogWarning(error, "Deliveries could not be counted");
        }
    }

    // A number may be the id of a delivery, a call and a contact.
    private async Task FindJumpsAsync()
    {
        _jumps = [];
        if (!long.TryParse(_query.Filter.Q, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return;
        try
        {
            var (isDelivery, isCall, isContact) = await deliveries.KnowsAsync(who.Visibility, id, Closed);
            if (isDelivery)
                _jumps.Add(($"/deliveries/{id}", L["Deliveries.Jump.Delivery", id]));
            if (isCall)
                _jumps.Add(($"/deliveries?cdrId={id}", L["Deliveries.Jump.Call", id]));
            if (isContact)
                _jumps.Add(($"/deliveries?contactId={id}", L["Deliveries.Jump.Contact", id]));
        }
        catch (Exception error) when (!Closed.IsCancellationRequested)
        {
            logger.LogWarning(error, "Could not look up what {Id} identifies", id);
        }
    }

    private async Task ApplyAsync(LiveUpdate update)
    {
        if (_list.Rows is null || (!update.TouchesNames && update.Deliveries.Count == 0))
            return;
        if (update.IsReload)
            await _list.ReloadAsync();
        else
            await TakeAsync(update.Deliveries);
        if (update.ChangesStaff)
            _list.Update(await events.DescribeAsync(who.Visibility, [.. _list.Rows.Where(item => item.NamesAssignee).Select(item => item.Delivery)], Closed));
        StateHasChanged();
    }

    private async Task ApplyToCountsAsync(LiveUpdate update)
    {
        if (!update.IsReload && update.Deliveries.Count == 0)
            return;
        await CountAsync();
        StateHasChanged();
    }

    private async Task TakeAsync(IReadOnlyList<DeliveryItem> changed)
    {
        var known = changed.Where(item => _list.Contains(item.DeliveryId)).ToList();
        if (known.Count > 0)
            _list.Update(await events.DescribeAsync(who.Visibility, known, Closed));
        var arrived = await deliveries.MatchingAsync(who.Visibility, _query.Filter, [.. changed.Except(known)], Closed);
        if (arrived.Count == 0)
            return;

        // Rows do not move for a reader who has scrolled down, and a search does not restart by itself.
        if (_top?.IsScrolled == false && _query.Filter.Q is null && _list.Rows!.Count <= MostAnew)
            await _list.ReloadAsync();
        else
            _arrived.UnionWith(arrived.Select(item => item.DeliveryId));
    }

    private async Task ShowArrivedAsync()
    {
        await LoadAsync();
        if (_top is not null)
            await _top.GoToAsync();
    }
}
