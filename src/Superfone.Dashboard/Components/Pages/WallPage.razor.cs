using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Superfone.Dashboard.Components.Shared;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Queries;
using Superfone.Dashboard.Queries.Items;

namespace Superfone.Dashboard.Components.Pages;

/// <summary>The live page for a screen on the wall: readable from afar, nothing to click, never asleep.</summary>
public sealed partial class WallPage(
    TodayBoard board, CallQueries calls, FollowUpQueries followUps, LiveFeed feed, PhoneBook phones, Display display, IJSRuntime js, ILogger<WallPage> logger)
{
    private const int Shown = 8;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly FeedRows<CallItem> _calls = new(
        Shown, call => call.CdrId, rows => rows.OrderByDescending(call => call.EndedUtc ?? call.StartedUtc).ThenByDescending(call => call.SortKey));

    private readonly CancellationTokenSource _closed = new();
    private IReadOnlyList<FollowUpItem> _waiting = [];
    private TodayFigures? _figures;
    private LiveSubscription? _subscription;
    private IDisposable? _watching;
    private IJSObjectReference? _module;
    private bool _hasFailed;

    /// <summary>The only Superfone number whose calls are shown.</summary>
    [SupplyParameterFromQuery]
    public string? Account { get; set; }

    /// <summary><c>1</c> where strangers may see the screen: numbers are shown but for their last digits.</summary>
    [SupplyParameterFromQuery]
    public string? Mask { get; set; }

    private CallFilter Filter => new() { Account = string.IsNullOrWhiteSpace(Account) ? null : Account };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        _watching?.Dispose();
        await _closed.CancelAsync();
        _closed.Dispose();
        try
        {
            if (_module is not null)
                await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the module with it.
        }
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var reading = board.Of(Filter.Account);
        if (RendererInfo.IsInteractive)
        {
            _subscription = feed.Subscribe(update => InvokeAsync(() => ApplyAsync(update)), Interval);
            _watching = reading.Watch(figures => InvokeAsync(() => ShowAsync(figures)));
        }

        await LoadAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _module = await js.InvokeAsync<IJSObjectReference>("import", _closed.Token, $"./{Assets["js/wall.js"]}");
        await _module.InvokeVoidAsync("keepAwake", _closed.Token);
    }

    private async Task LoadAsync()
    {
        try
        {
            _calls.Show((await calls.ListAsync(Filter, limit: Shown)).Items);
            _figures = await board.Of(Filter.Account).ReadAsync();
            _waiting = (await followUps.WorkListAsync(FollowUpState.Open, limit: Shown)).Items;
            _hasFailed = false;
        }
        catch (Exception error)
        {
            logger.LogError(error, "The wall view could not be loaded");
            _hasFailed = true;
        }
    }

    private async Task ApplyAsync(LiveUpdate update)
    {
        var filter = Filter;
        if (update.IsReload)
            await LoadAsync();
        else if (!_calls.Apply(update.Calls, call => filter.Matches(call, phones)))
            return;
        StateHasChanged();
    }

    private async Task ShowAsync(TodayFigures figures)
    {
        // Every minute too: what could not be loaded then is tried again.
        if (_hasFailed || _figures?.Waiting != figures.Waiting)
            await LoadAsync();
        _figures = figures;
        StateHasChanged();
    }

    private string NameOf(string? name, string? phone) => name ?? (Mask == "1" ? display.MaskedPhone(phone) : display.Phone(phone));
}
