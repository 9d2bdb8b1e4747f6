using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Components.Shared;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Queries;
using Superfone.Dashboard.Queries.Items;

namespace Superfone.Dashboard.Components.Pages;

/// <summary>The calls of now and the figures of today, as they come.</summary>
public sealed partial class LivePage(
    CallQueries calls, StatsQueries stats, FollowUpQueries followUps, LiveFeed feed, Display display, TimeProvider time, ILogger<LivePage> logger)
{
    private const int Shown = 50;

    private readonly CancellationTokenSource _closed = new();
    private IReadOnlyList<CallItem>? _calls;
    private CallStats? _stats;
    private OpenFollowUps? _waiting;
    private LiveSubscription? _subscription;
    private string? _error;
    private int _minute;

    /// <inheritdoc/>
    public void Dispose()
    {
        _subscription?.Dispose();
        _closed.Cancel();
        _closed.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        // First subscribe, then load: what changes in between comes twice, and not never.
        if (RendererInfo.IsInteractive)
        {
            _subscription = feed.Subscribe(update => InvokeAsync(() => ApplyAsync(update)));
            _ = RefreshAgesAsync(_closed.Token);
        }

        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        try
        {
            var loaded = await calls.ListAsync(new CallFilter(), limit: Shown);
            _calls = Latest(loaded.Items);
            await LoadFiguresAsync();
            _error = null;
        }
        catch (Exception error)
        {
            logger.LogError(error, "The live page could not be loaded");
            _error = "The views did not answer.";
        }
    }

    private async Task LoadFiguresAsync()
    {
        _stats = await stats.ReadAsync(display.TodayUtc);
        _waiting = await followUps.OpenAsync();
    }

    private async Task ApplyAsync(LiveUpdate update)
    {
        if (update.IsReload || _calls is null)
            await LoadAsync();
        else if (update.Calls.Count > 0 || update.FollowUps.Count > 0)
            await MergeAsync(update.Calls);
        else
            return;
        StateHasChanged();
    }

    private Task MergeAsync(IReadOnlyList<CallItem> changed)
    {
        _calls = Latest(changed.UnionBy(_calls!, call => call.CdrId));
        return LoadFiguresAsync();
    }

    // Lists go by start; here a long call that has just ended must not appear far down.
    private static IReadOnlyList<CallItem> Latest(IEnumerable<CallItem> calls) =>
        [.. calls.OrderByDescending(call => call.EndedUtc ?? call.StartedUtc).ThenByDescending(call => call.SortKey).Take(Shown)];

    private async Task RefreshAgesAsync(CancellationToken closed)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
        while (await timer.WaitForNextTickAsync(closed).AsTask().ContinueWith(tick => tick.IsCompletedSuccessfully && tick.Result, TaskScheduler.Default))
        {
            await InvokeAsync(() =>
            {
                _minute++;
                StateHasChanged();
            });
        }
    }
}
