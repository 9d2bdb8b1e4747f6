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
    private readonly Followed<InsightFigures> _all = new();
    private readonly Followed<TitleFigures> _title = new();
    private WordSearch _words = WordSearch.None;

    private InsightCounts? Counts => _all.Value?.Counts;

    private SentimentTrend? Sentiment => _title.Value?.Sentiment ?? _all.Value?.Sentiment;

    private bool IsTooMany => _title.Value is { Trend: null } && List.Rows is { Count: > 0 };

    private bool IsToCall => Query.Filter.OpenCallbacks == true;

    private string Heading => IsToCall ? L["Insights.ToCall"] : Query.Filter.TitleKey is not { } title ? L["Insights.All"]
        : Counts?.Titles.FirstOrDefault(count => count.Key == title) is { } count ? L.InsightTitle(count.Title) : title;

    private string? Value => Query.Filter is { TitleKey: { } title, Value: { } value }
        ? _title.Value?.Ranked.FirstOrDefault(ranked => ranked.Key == InsightValues.KeyOf(title, value)) is { } known ? L.ValueOf(known) : value
        : null;

    // How customers felt has a chart of its own, and those to call back have a list.
    private IReadOnlyList<InsightValue> Ranked => Query.Filter.TitleKey is not null ? _title.Value?.Ranked ?? []
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
            _all.Watch?.Dispose();
            _title.Watch?.Dispose();
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
        await FollowAsync(_all, board.Of(who.Visibility, Query.Filter));
        var title = Query.Filter.TitleKey is null ? null : board.OfTitle(who.Visibility, Query.Filter);
        if (title != _title.Reading)
            _title.Value = null;
        await FollowAsync(_title, title);
    }

    private async Task FollowAsync<T>(Followed<T> followed, SharedReading<T>? reading)
        where T : class
    {
        if (reading == followed.Reading)
            return;
        followed.Watch?.Dispose();
        (followed.Reading, followed.Watch) = (reading, null);
        if (reading is null || Closed.IsCancellationRequested)
            return;
        if (!RendererInfo.IsInteractive)
        {
            await ReadOnceAsync();
            return;
        }

        followed.Watch = reading.Watch(value => RunAsync(() =>
        {
            Show(value);
            StateHasChanged();
            return Task.CompletedTask;
        }));
        if (reading.Last is { } last)
            Show(last);

        // The reader may follow another one since.
        void Show(T value)
        {
            if (followed.Reading == reading)
                followed.Value = value;
        }

        async Task ReadOnceAsync()
        {
            try
            {
                Show(await reading.ReadAsync(Closed));
            }
            catch (Exception error) when (!Closed.IsCancellationRequested)
            {
                Logger.LogError(error, "Insights could not be counted");
            }
        }
    }

    private sealed class Followed<T>
        where T : class
    {
        public SharedReading<T>? Reading { get; set; }

        public IDisposable? Watch { get; set; }

        public T? Value { get; set; }
    }
}
