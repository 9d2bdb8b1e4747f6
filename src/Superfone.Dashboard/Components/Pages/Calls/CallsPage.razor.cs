using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.JSInterop;
using Superfone.Dashboard.Components.Controls;
using Superfone.Dashboard.Components.Lists;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Dashboard.ReadModels.Search;

namespace Superfone.Dashboard.Components.Pages.Calls;

/// <summary>All calls, filtered and sorted, with the open call beside the list. The address holds the state of the page.</summary>
public sealed partial class CallsPage(
    CallQueries calls,
    ExcerptQueries excerpts,
    RangeQuery ranges,
    LiveFeed feed,
    NavigationManager navigation,
    IJSRuntime js,
    TimeProvider time,
    ILogger<CallsPage> logger)
{
    private readonly HashSet<long> _arrived = [];
    private PagedRows<CallItem> _list = default!;
    private CallQuery _query = default!;
    private CallExcerpts _excerpts = default!;
    private CallColumnSet _columns = CallColumnSet.Default;
    private IJSObjectReference? _module;
    private ElementReference _root;
    private DateOnly _day;
    private string _address = "";
    private string _viewQuery = "";
    private string _exportQuery = "";
    private string? _contactName;
    private string? _agentName;
    private int? _count;

    private string? CountText => _count switch
    {
        null => null,
        > CallQueries.MostByLength when _query.Sort is CallSort.LongestTalk or CallSort.LongestRinging =>
            L["Calls.NewestOf", CallQueries.MostByLength],
        > CallQueries.MostByLength => L["Calls.MoreThan", CallQueries.MostByLength],
        { } count => L.Plural("Common.Calls", count),
    };

    /// <inheritdoc/>
    protected override void Subscribe()
    {
        FollowChanges(feed, ApplyAsync);
        FollowMinutes(time, PassMinuteAsync);
        FollowAddress(navigation, "/calls", FollowAsync);
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        _list = Own(new PagedRows<CallItem>(ReadAsync, call => call.CdrId, logger));
        Read();
        return LoadAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        try
        {
            _module = await js.InvokeAsync<IJSObjectReference>("import", Closed, $"./{Assets["js/calls.js"]}");
            await _module.InvokeVoidAsync("attach", Closed, _root);
            if (await _module.InvokeAsync<string?>("readColumns", Closed) is { } columns)
            {
                _columns = CallColumnSet.Parse(columns);
                StateHasChanged();
            }
        }
        catch (Exception error) when (PageLeft.Explains(error))
        {
            // The list works without the script.
        }
    }

    private void Read()
    {
        var uri = navigation.ToAbsoluteUri(navigation.Uri);
        _query = CallQuery.Read(QueryHelpers.ParseQuery(uri.Query), ranges);
        _day = DateOnly.FromDateTime(ranges.Named(Domain.RangeName.Today).FromUtc!.Value);
        _address = navigation.GetUriWithQueryParameter(CallQuery.OpenName, (long?)null);
        _viewQuery = new Uri(_address).Query.TrimStart('?');
        _exportQuery = new Uri(_address).Query;
    }

    private async Task FollowAsync()
    {
        var before = _address;
        Read();
        StateHasChanged();

        // Opening or closing a call beside the list does not change the list.
        if (_address == before)
            return;
        await LoadAsync();
    }

    private async Task<Page<CallItem>> ReadAsync(string? cursor, CancellationToken cancellation)
    {
        var found = _excerpts;
        var page = await calls.ListAsync(_query.Filter, _query.Sort, cursor, cancellation: cancellation);
        await found.ReadAsync(page.Items, cancellation);
        return page;
    }

    private async Task LoadAsync()
    {
        _arrived.Clear();
        _excerpts = new CallExcerpts(excerpts, new WordSearch(_query.Filter.Q ?? ""));
        await _list.LoadAsync();

        // All calls in the list share the contact or agent that it is filtered by.
        var first = _list.Rows is [var call, ..] ? call : null;
        _contactName = _query.Filter.ContactId is null ? null : first?.Contact?.Name;
        _agentName = _query.Filter.StaffPhone is null ? null : first?.Staff?.Name;
        await CountAsync();
    }

    private async Task CountAsync()
    {
        var query = _query;
        try
        {
            var count = _list.HasMore ? await calls.CountAsync(query.Filter, CallQueries.MostByLength, Closed) : _list.Rows?.Count;
            if (query == _query)
                _count = count;
        }
        catch (Exception error) when (!Closed.IsCancellationRequested)
        {
            // The list itself shows whether it could be read; the count is optional.
            logger.LogWarning(error, "Calls could not be counted");
            _count = null;
        }
    }

    private async Task ApplyAsync(LiveUpdate update)
    {
        if (update.IsReload)
        {
            await _list.ReloadAsync();
            await CountAsync();
        }
        else if (!update.TouchesCalls || _list.Rows is null)
            return;
        var strangers = update.Calls.Where(call => !_list.Contains(call.CdrId)).ToList();
        await _excerpts.ReadAsync([.. update.Calls.Except(strangers)], Closed);
        var isShown = await RemoveAsync(update.RemovedCalls) | _list.Update(update.Calls);
        var known = _arrived.Count;
        _arrived.UnionWith((await calls.MatchingAsync(_query.Filter, strangers, Closed)).Where(IsAbove).Select(call => call.CdrId));
        if (isShown || _arrived.Count > known || update.IsReload)
            StateHasChanged();
    }

    private async Task<bool> RemoveAsync(IReadOnlyList<RemovedCall> calls)
    {
        if (calls.Count == 0)
            return false;
        _list.Remove(calls.Select(call => call.CdrId));
        _arrived.ExceptWith(calls.Select(call => call.CdrId));
        await CountAsync();
        return true;
    }

    // Calls further down appear when the reader scrolls.
    private bool IsAbove(CallItem call) => _query.Sort != CallSort.Newest || !_list.HasMore || call.SortKey > _list.Rows![^1].SortKey;

    private async Task ShowArrivedAsync()
    {
        await LoadAsync();
        if (_module is not null)
            await _module.InvokeVoidAsync("goToTop", Closed, _root);
    }

    private void SortAsync(ChangeEventArgs change) => navigation.NavigateTo(navigation.GetUriWithQueryParameter(
        CallQuery.SortName, change.Value as string is { } sort && sort != QueryValues.TextOf(CallSort.Newest) ? sort : null));

    private async Task ShowColumnsAsync(CallColumnSet columns)
    {
        _columns = columns;
        if (_module is not null)
            await _module.InvokeVoidAsync("keepColumns", Closed, columns.ToString());
    }

    // At midnight "today" becomes another day.
    private async Task PassMinuteAsync()
    {
        var day = _day;
        if (_query.Range.Name is not null)
            Read();
        if (_day != day)
            await LoadAsync();
    }
}
