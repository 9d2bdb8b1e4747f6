using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Components.Shared;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Queries;
using Superfone.Dashboard.Queries.Items;

namespace Superfone.Dashboard.Components.Pages;

/// <summary>What summaries found, across calls: by title, by words, and who is to be called back.</summary>
public sealed partial class InsightsPage(
    InsightQueries insights, SummaryQueries summaries, LiveFeed feed, Display display, NavigationManager navigation, ILogger<InsightsPage> logger)
{
    private const int DefaultDays = 30;
    private static readonly Dictionary<string, object?> FindAttributes = new() { ["aria-label"] = "Find in what was found" };

    private readonly HashSet<long> _done = [];
    private PagedRows<InsightItem> _list = default!;
    private IReadOnlyList<InsightCount>? _counts;
    private int? _toCall;
    private int _waiting;

    /// <summary>How many of the business's days, today included.</summary>
    [SupplyParameterFromQuery(Name = "days")]
    public int? AskedDays { get; set; }

    /// <summary>The chosen title's key.</summary>
    [SupplyParameterFromQuery]
    public string? Title { get; set; }

    /// <summary>Whether the callers to call back are listed.</summary>
    [SupplyParameterFromQuery]
    public bool Callbacks { get; set; }

    /// <summary>Words to find.</summary>
    [SupplyParameterFromQuery]
    public string? Q { get; set; }

    private int Days => AskedDays ?? DefaultDays;

    private string Heading => Callbacks ? "To call back" : Title is null ? "All insights" : _counts?.FirstOrDefault(count => count.Key == Title)?.Title ?? Title;

    private string EmptyTitle => (Q, Callbacks) switch
    {
        ({ Length: > 0 }, _) => "Nothing found",
        (_, true) => "Nobody waits for a call back",
        _ => "No insights in this period",
    };

    private InsightFilter Filter => new() { From = display.DaysUtc(Days), TitleKey = Callbacks ? null : Title, OpenCallbacks = Callbacks, Q = Q };

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _list = Own(new PagedRows<InsightItem>((cursor, cancellation) => insights.ListAsync(Filter, cursor, cancellation: cancellation), item => item.Call.CdrId, logger));
        FollowChanges(feed, ApplyAsync);
    }

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        _done.Clear();
        await _list.LoadAsync();
        await LoadCountsAsync();
    }

    private async Task LoadCountsAsync()
    {
        try
        {
            var from = display.DaysUtc(Days);
            _counts = await insights.TitlesAsync(from);
            _toCall = await insights.CountOpenCallbacksAsync(from);
            _waiting = await summaries.CountUnmatchedAsync();
        }
        catch (Exception error)
        {
            logger.LogError(error, "Insights could not be counted");
        }
    }

    // Rows stay where they are: what is new is counted, and shown when the list is loaded again.
    private async Task ApplyAsync(LiveUpdate update)
    {
        if (update is { IsReload: false, Calls.Count: 0 })
            return;
        if (update.IsReload || _list.Rows is not { Count: > 0 })
            await LoadAsync();
        else
            await MergeAsync(update.Calls);
        StateHasChanged();
    }

    private Task MergeAsync(IReadOnlyList<CallItem> changed)
    {
        var byId = changed.ToDictionary(call => call.CdrId);
        _list.Update([.. _list.Rows!.Where(item => byId.ContainsKey(item.Call.CdrId)).Select(item => item with { Call = byId[item.Call.CdrId] })]);
        if (Callbacks)
        {
            var talks = changed.Where(call => call.Outcome == Outcome.Answered).ToLookup(call => display.Dialable(call.Phone), call => call.SortKey);
            _done.UnionWith(_list.Rows!
                .Where(item => talks[display.Dialable(item.Call.Phone)].Any(key => key > item.Call.SortKey)).Select(item => item.Call.CdrId));
        }

        // Only a summary adds to the counts, and only an answered call takes a caller off.
        return changed.Any(call => call.Summary is not null || call.Outcome == Outcome.Answered) ? LoadCountsAsync() : Task.CompletedTask;
    }

    private void Search(string? words) =>
        navigation.NavigateTo(navigation.GetUriWithQueryParameter("q", string.IsNullOrWhiteSpace(words) ? null : words), replace: true);
}
