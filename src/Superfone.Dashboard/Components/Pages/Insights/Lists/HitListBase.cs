using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Components.Controls;
using Superfone.Dashboard.Components.Lists;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.Insights;
using Superfone.Dashboard.ReadModels.Paging;

namespace Superfone.Dashboard.Components.Pages.Insights.Lists;

/// <summary>A list of the results of a search in insights, summaries or transcripts. Rows stay where they are; new results are counted until the reader asks for them.</summary>
/// <typeparam name="T">The type of a row.</typeparam>
public abstract class HitListBase<T> : LivePageBase
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private InsightFilter? _loaded;
    private long? _projected;

    /// <summary>The search.</summary>
    [Parameter, EditorRequired]
    public required InsightQuery Query { get; set; }

    /// <summary>Called after the list was read, with the id of the last delivery that it includes.</summary>
    [Parameter]
    public EventCallback<long> OnLoaded { get; set; }

    /// <summary>The rows.</summary>
    protected PagedRows<T> List { get; private set; } = default!;

    /// <summary>The results that are new since the list was read.</summary>
    protected NewHits Arrived { get; private set; } = NewHits.None;

    /// <summary>The change feed.</summary>
    [Inject]
    protected LiveFeed Feed { get; set; } = default!;

    [Inject]
    private NewHitQueries Hits { get; set; } = default!;

    [Inject]
    private ProjectionQueries Projection { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private ILoggerFactory Loggers { get; set; } = default!;

    /// <summary>The logger.</summary>
    protected ILogger Logger => Loggers.CreateLogger(GetType());

    /// <summary>Reads a page of the list.</summary>
    protected abstract Task<Page<T>> ReadAsync(string? cursor, CancellationToken cancellation);

    /// <summary>The call of a row.</summary>
    protected abstract CallItem CallOf(T row);

    /// <summary>A row with its call updated.</summary>
    protected abstract T WithCall(T row, CallItem call);

    /// <inheritdoc/>
    protected override void Subscribe() => FollowChanges(Feed, ApplyAsync, Interval);

    /// <inheritdoc/>
    protected override void OnInitialized() => List = Own(new PagedRows<T>(ReadAsync, row => CallOf(row).CdrId, Logger));

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => Query.Filter == _loaded ? Task.CompletedTask : LoadAsync();

    /// <summary>Reads the list from its beginning.</summary>
    protected virtual async Task LoadAsync()
    {
        (_loaded, Arrived) = (Query.Filter, NewHits.None);
        _projected = await ProjectedAsync();
        await List.LoadAsync();
        if (!List.HasFailedAtStart && _projected is { } deliveryId)
            await OnLoaded.InvokeAsync(deliveryId);
    }

    /// <summary>Applies an update to the content of a derived list besides its rows.</summary>
    protected virtual Task ChangedAsync(LiveUpdate update) => Task.CompletedTask;

    private async Task ApplyAsync(LiveUpdate update)
    {
        if (update.IsReload)
        {
            await List.ReloadAsync();
        }
        else if (!update.TouchesCalls)
        {
            return;
        }

        List.Remove(update.RemovedCalls.Select(call => call.CdrId));
        var byId = update.Calls.ToDictionary(call => call.CdrId);
        List.Update([.. (List.Rows ?? []).Where(row => byId.ContainsKey(CallOf(row).CdrId)).Select(row => WithCall(row, byId[CallOf(row).CdrId]))]);
        if (update.IsReload || update.Calls.Any(call => call.Summary is not null))
            await CountArrivedAsync();
        if (Arrived.Count > 0 && List.Rows is { Count: 0 })
            await LoadAsync();
        await ChangedAsync(update);
        StateHasChanged();
    }

    private async Task CountArrivedAsync()
    {
        try
        {
            if (_projected is { } deliveryId)
                Arrived = await Hits.CountAsync(Who.Visibility, Query, deliveryId, cancellation: Closed);
        }
        catch (Exception error) when (!Closed.IsCancellationRequested)
        {
            Logger.LogWarning(error, "What is new could not be counted");
        }
    }

    // Read before the list, so that results which arrive in between count as new rather than as seen.
    private async Task<long?> ProjectedAsync()
    {
        try
        {
            return (await Projection.ReadAsync(Closed)).Projected;
        }
        catch (Exception error) when (!Closed.IsCancellationRequested)
        {
            Logger.LogWarning(error, "How far the log is projected could not be read");
            return null;
        }
    }
}
