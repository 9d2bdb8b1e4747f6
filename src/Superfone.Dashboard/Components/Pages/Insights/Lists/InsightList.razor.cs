using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Components.Controls;
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
public sealed partial class InsightList(CurrentActor who, InsightQueries insights, InsightBoard board, Display display, NavigationManager navigation)
{
    private readonly HashSet<long> _done = [];
    private InsightFigures? _figures;
    private TitleFigures? _title;
    private SharedReading<InsightFigures>? _watched;
    private SharedReading<TitleFigures>? _watchedTitle;
    private IDisposable? _watch;
    private IDisposable? _titleWatch;
    private WordSearch _words = WordSearch.None;

    private InsightCounts? Counts => _figures?.Counts;

    private SentimentTrend? Sentiment => _title?.Sentiment ?? _figures?.Sentiment;

    private bool IsTooMany => _title is { Trend: null } && List.Rows is { Count: > 0 };

    private bool IsToCall => Query.Filter.OpenCallbacks == true;

    private string Heading => IsToCall ? L["Insights.ToCall"] : Query.Filter.TitleKey is not { } title ? L["Insights.All"]
        : Counts?.Titles.FirstOrDefault(count => count.Key == title) is { } count ? L.InsightTitle(count.Title) : title;

    private string? Value => Query.Filter is { TitleKey: { } title, Value: { } value }
        ? _title?.Ranked.FirstOrDefault(ranked => ranked.Key == InsightValues.KeyOf(title, value)) is { } known ? L.ValueOf(known) : value
        : null;

    // How customers felt has a chart of its own, and those to call back have a list.
    private IReadOnlyList<InsightValue> Ranked => Query.Filter.TitleKey is not null ? _title?.Ranked ?? []
        : [.. (Counts?.Values ?? []).Where(value => !Sentiments.IsTitle(value.TitleKey) && !InsightTitle.IsCallback(value.TitleKey))];

    private string TitleOf(InsightValue value) => L.InsightTitle(Counts?.Titles.FirstOrDefault(count => count.Key == value.TitleKey)?.Title);

    private string EmptyTitle => L[(Query.Filter.Q, IsToCall) switch
    {
        ({ Length: > 0 }, _) => "Insights.NothingFound",
        (_, true) => "Insights.NoneToCall",
        _ => "Insights.None",
    }];

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        base.OnInitialized();
        Own(new DisposeAction(() =>
        {
            _watch?.Dispose();
            _titleWatch?.Dispose();
        }));
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        _done.Clear();
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

    // The figures do not depend on the words, and those of all titles not on the title: they are watched on as long as the filter has others.
    private async Task CountAsync()
    {
        var all = board.Of(who.Visibility, Query.Filter);
        var title = Query.Filter.TitleKey is null ? null : board.OfTitle(who.Visibility, Query.Filter);
        if (all != _watched)
        {
            _watched = all;
            await FollowAsync(all, ref _watch, figures => _figures = figures);
        }

        if (title == _watchedTitle)
            return;
        (_watchedTitle, _title) = (title, null);
        await FollowAsync(title, ref _titleWatch, figures => _title = title == _watchedTitle ? figures : _title);
    }

    private Task FollowAsync<T>(SharedReading<T>? reading, ref IDisposable? watch, Action<T> show)
        where T : class
    {
        watch?.Dispose();
        watch = null;
        if (reading is null || Closed.IsCancellationRequested)
            return Task.CompletedTask;
        if (!RendererInfo.IsInteractive)
            return ReadOnceAsync();
        watch = reading.Watch(figures => RunAsync(() =>
        {
            show(figures);
            StateHasChanged();
            return Task.CompletedTask;
        }));
        if (reading.Last is { } last)
            show(last);
        return Task.CompletedTask;

        async Task ReadOnceAsync()
        {
            try
            {
                show(await reading.ReadAsync(Closed));
            }
            catch (Exception error) when (!Closed.IsCancellationRequested)
            {
                Logger.LogError(error, "Insights could not be counted");
            }
        }
    }
}
