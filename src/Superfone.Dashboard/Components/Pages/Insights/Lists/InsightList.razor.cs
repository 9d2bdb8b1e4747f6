using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Insights;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.Search;

namespace Superfone.Dashboard.Components.Pages.Insights.Lists;

/// <summary>Insights from summaries by title, how often each came up, and which callers to call back.</summary>
public sealed partial class InsightList(CurrentActor who, InsightQueries insights, InsightTrendQueries trends, InsightValueQueries values, SentimentQueries sentiments, Display display, NavigationManager navigation)
{
    private static readonly TimeSpan CountInterval = TimeSpan.FromSeconds(3);

    private readonly HashSet<long> _done = [];
    private InsightCounts? _counts;
    private InsightFilter? _countedFilter;
    private IReadOnlyList<InsightValue> _ranked = [];
    private SentimentTrend? _sentiment;
    private InsightTrend? _trend;
    private WordSearch _words = WordSearch.None;
    private int? _toCall;
    private bool _isTooMany;

    private bool IsToCall => Query.Filter.OpenCallbacks == true;

    private string Heading => IsToCall ? L["Insights.ToCall"] : Query.Filter.TitleKey is not { } title ? L["Insights.All"]
        : _counts?.Titles.FirstOrDefault(count => count.Key == title) is { } count ? L.InsightTitle(count.Title) : title;

    private string? Value => Query.Filter is { TitleKey: { } title, Value: { } value }
        ? _ranked.FirstOrDefault(ranked => ranked.Key == InsightValues.KeyOf(title, value)) is { } known ? L.ValueOf(known) : value
        : null;

    // How customers felt has a chart of its own, and those to call back have a list.
    private IReadOnlyList<InsightValue> Ranked => Query.Filter.TitleKey is not null ? _ranked
        : [.. (_counts?.Values ?? []).Where(value => !Sentiments.IsTitle(value.TitleKey) && !InsightTitle.IsCallback(value.TitleKey))];

    private string TitleOf(InsightValue value) => L.InsightTitle(_counts?.Titles.FirstOrDefault(count => count.Key == value.TitleKey)?.Title);

    private string EmptyTitle => L[(Query.Filter.Q, IsToCall) switch
    {
        ({ Length: > 0 }, _) => "Insights.NothingFound",
        (_, true) => "Insights.NoneToCall",
        _ => "Insights.None",
    }];

    /// <inheritdoc/>
    protected override void Subscribe()
    {
        base.Subscribe();
        FollowChanges(Feed, CountAgainAsync, CountInterval);
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        _done.Clear();
        (_trend, _isTooMany, _ranked) = (null, false, []);
        _words = Query.Filter.Words;
        await base.LoadAsync();
        await CountAsync();
    }

    /// <inheritdoc/>
    protected override Task<Page<InsightItem>> ReadAsync(string? cursor, CancellationToken cancellation) =>
        insights.ListAsync(who.Visibility, Query.Filter, cursor, cancellation: cancellation);

    /// <inheritdoc/>
    protected override CallItem CallOf(InsightItem row) => row.Call;

    /// <inheritdoc/>
    protected override InsightItem WithCall(InsightItem row, CallItem call) => row with { Call = call };

    /// <inheritdoc/>
    protected override Task ChangedAsync(LiveUpdate update)
    {
        if (IsToCall)
        {
            var talks = update.Calls.Where(call => call.Outcome == Outcome.Answered).ToLookup(call => display.PhoneKey(call.Phone), call => call.SortKey);
            _done.UnionWith((List.Rows ?? [])
                .Where(item => display.PhoneKey(item.Call.Phone) is { } phone && talks[phone].Any(key => key > item.Call.SortKey))
                .Select(item => item.Call.CdrId));
        }

        return Task.CompletedTask;
    }

    // Only a summary adds to the counts, and only an answered call removes a caller.
    private async Task CountAgainAsync(LiveUpdate update)
    {
        if (!update.IsReload && update.RemovedCalls.Count == 0 && !update.Calls.Any(call => call.Summary is not null || call.Outcome == Outcome.Answered))
            return;
        _countedFilter = null;
        await CountAsync();
        StateHasChanged();
    }

    // The counts do not depend on the title or the words; only the trend does.
    private async Task CountAsync()
    {
        var filter = Query.Filter;
        try
        {
            var counted = filter with { TitleKey = null, Value = null, OpenCallbacks = null, Q = null };
            if (counted != _countedFilter)
            {
                _counts = await insights.CountTitlesAsync(who.Visibility, counted, Closed);
                _toCall = await insights.CountOpenCallbacksAsync(who.Visibility, counted, Closed);
                var sentiment = _counts.Titles.FirstOrDefault(count => Sentiments.IsTitle(count.Key) && count.Key == filter.TitleKey)
                    ?? _counts.Titles.FirstOrDefault(count => Sentiments.IsTitle(count.Key));
                _sentiment = sentiment is null ? null : await sentiments.ReadAsync(who.Visibility, counted with { TitleKey = sentiment.Key }, Closed);
                _countedFilter = counted;
            }

            var trend = filter.TitleKey is null ? null : await trends.ReadAsync(who.Visibility, filter, Closed);
            var ranked = filter.TitleKey is null ? [] : await values.RankAsync(who.Visibility, filter, cancellation: Closed);
            if (filter == Query.Filter)
                (_trend, _isTooMany, _ranked) = (trend, trend is null && List.Rows is { Count: > 0 }, ranked);
        }
        catch (Exception error) when (!Closed.IsCancellationRequested)
        {
            Logger.LogError(error, "Insights could not be counted");
        }
    }
}
