using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Primitives;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Components.Lists;
using Superfone.Dashboard.Decisions;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Dashboard.ReadModels.Summaries;
using Superfone.Events;

namespace Superfone.Dashboard.Components.Pages.Summaries;

/// <summary>Summaries that wait for somebody to choose the call they belong to.</summary>
public sealed partial class SummariesPage(
    SummaryQueries summaries, CallQueries calls, DecisionMaker decisions, LiveFeed feed, CurrentActor who, ILogger<SummariesPage> logger)
{
    private PagedRows<WaitingSummary> _list = default!;
    private SummaryFilter _filter = new();
    private List<string> _problems = [];
    private string? _error;
    private bool _mayDecide;
    private bool _isBusy;
    private bool _hasNews;

    /// <summary>The words to search for.</summary>
    [SupplyParameterFromQuery]
    public string? Q { get; set; }

    /// <inheritdoc/>
    protected override void Subscribe() => FollowChanges(feed, ApplyAsync);

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _list = Own(new PagedRows<WaitingSummary>(ReadAsync, waiting => waiting.Summary.DeliveryId, logger));
        _mayDecide = (await who.GetAsync()).May(Permission.Link);
    }

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync()
    {
        _problems = [];
        _filter = new SummaryFilter { Q = new QueryValues(new Dictionary<string, StringValues> { ["q"] = Q }, _problems).Words("q") };
        return LoadAsync();
    }

    private Task LoadAsync()
    {
        _hasNews = false;
        return _list.LoadAsync();
    }

    private async Task<Page<WaitingSummary>> ReadAsync(string? cursor, CancellationToken cancellation)
    {
        var page = await summaries.ListUnmatchedAsync(who.Visibility, _filter, cursor, cancellation: cancellation);
        var candidates = (await calls.ByIdsAsync(who.Visibility, [.. page.Items.SelectMany(summary => summary.Candidates).Distinct()], cancellation))
            .ToDictionary(call => call.CdrId);
        return new Page<WaitingSummary>(
            [.. page.Items.Select(summary => new WaitingSummary(summary, [.. summary.Candidates.Where(candidates.ContainsKey).Select(id => candidates[id])]))],
            page.NextCursor);
    }

    private Task LinkAsync((WaitingSummary Waiting, CallItem Call) chosen) => DecideAsync(
        by => decisions.LinkSummaryAsync(chosen.Waiting.Summary.CdrUuid, chosen.Call.CdrId, by),
        chosen.Waiting with { Linked = chosen.Call, IsLinkedHere = true });

    private Task UndoAsync(WaitingSummary waiting) => DecideAsync(
        by => decisions.UnlinkSummaryAsync(waiting.Summary.CdrUuid, waiting.Linked!.CdrId, by),
        waiting with { Linked = null, IsLinkedHere = false });

    private async Task DecideAsync(Func<Actor, Task<DecisionResult>> decide, WaitingSummary then)
    {
        if (!_mayDecide)
            return;
        (_isBusy, _error) = (true, null);
        try
        {
            if (await decide(await who.GetAsync()) is DecisionResult.Shown or DecisionResult.Accepted)
                _list.Update([then]);
            else
                _hasNews = true;
        }
        catch (Exception error)
        {
            logger.LogError(error, "A decision on summary {CdrUuid} could not be saved", then.Summary.CdrUuid);
            _error = L["Summaries.NotSaved"];
        }

        _isBusy = false;
    }

    // A summary that was linked meanwhile keeps its row and says so. New summaries are announced, not inserted.
    private Task ApplyAsync(LiveUpdate update)
    {
        var linked = update.Calls.Where(call => call.Summary?.CdrUuid is not null).ToLookup(call => call.Summary!.CdrUuid!);
        var isAny = _list.Update([.. (_list.Rows ?? [])
            .Where(waiting => waiting.Linked is null && linked.Contains(waiting.Summary.CdrUuid))
            .Select(waiting => waiting with { Linked = linked[waiting.Summary.CdrUuid].First() })]);
        _hasNews |= update.IsReload || update.RemovedCalls.Count > 0 || update.Deliveries.Any(delivery => delivery.Event == EventNames.Of(EventKind.SummaryReady));
        if (isAny || _hasNews)
            StateHasChanged();
        return Task.CompletedTask;
    }
}
