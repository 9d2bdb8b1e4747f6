using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.ReadModels.Insights;

namespace Superfone.Dashboard.Live;

/// <summary>The figures of insights, counted once however many pages show them, and again only after something that changes them.</summary>
public sealed class InsightBoard(
    InsightQueries insights, InsightTrendQueries trends, InsightValueQueries values, SentimentQueries sentiments, LiveFeed feed, TimeProvider time, ILogger<InsightBoard> logger) : IDisposable
{
    // Summaries come in bursts, and there may be many insights to count.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly SharedReadings<(Visibility Visibility, InsightFilter Filter), InsightFigures> _figures = new();
    private readonly SharedReadings<(Visibility Visibility, InsightFilter Filter), TitleFigures> _titles = new();

    /// <summary>The figures of all titles, from what somebody may see. Those who see the same share them.</summary>
    /// <param name="visibility">What they see.</param>
    /// <param name="filter">The filter; its title, its value and its words are ignored.</param>
    public SharedReading<InsightFigures> Of(Visibility visibility, InsightFilter filter)
    {
        filter = filter with { TitleKey = null, Value = null, OpenCallbacks = null, Q = null };
        return _figures.Of((visibility, filter), () => Create<InsightFigures>(ConcernsAll, (update, known, cancellation) => ReadAsync(visibility, filter, update, known, cancellation)));

        // An answered call ends the wait of a caller who asked for a call back, whenever that was.
        bool ConcernsAll(LiveUpdate update) => Concerns(update, filter) || update.Calls.Any(call => call.Outcome == Outcome.Answered);
    }

    /// <summary>The figures of one title, likewise.</summary>
    /// <param name="visibility">What they see.</param>
    /// <param name="filter">The filter, with the title; its words are ignored.</param>
    public SharedReading<TitleFigures> OfTitle(Visibility visibility, InsightFilter filter)
    {
        filter = filter with { OpenCallbacks = null, Q = null };
        return _titles.Of((visibility, filter), () => Create<TitleFigures>(update => Concerns(update, filter), async (_, _, cancellation) => new TitleFigures(
            await trends.ReadAsync(visibility, filter, cancellation),
            await values.RankAsync(visibility, filter, cancellation),
            Sentiments.IsTitle(filter.TitleKey ?? "") ? await sentiments.ReadAsync(visibility, filter, cancellation) : null)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _figures.Dispose();
        _titles.Dispose();
    }

    private static bool Concerns(LiveUpdate update, InsightFilter filter) => update.IsReload || update.RemovedCalls.Count > 0
        || update.Calls.Any(call => call.Summary is not null && call.SortKey >= filter.FirstKey && call.SortKey < filter.EndKey)
        || (update.Contacts.Count > 0 && (filter.Stage ?? filter.NotStage ?? filter.Label) is not null);

    private SharedReading<T> Create<T>(Func<LiveUpdate, bool> concerns, Func<LiveUpdate?, T?, CancellationToken, Task<T>> read)
        where T : class =>
        new(read, concerns, Interval, feed, time, logger) { ChangesWithTime = false };

    private async Task<InsightFigures> ReadAsync(Visibility visibility, InsightFilter filter, LiveUpdate? update, InsightFigures? known, CancellationToken cancellation)
    {
        var toCall = await insights.CountOpenCallbacksAsync(visibility, filter, cancellation);
        if (known is not null && update is not null && !Concerns(update, filter))
            return known with { ToCall = toCall };
        var counts = await insights.CountTitlesAsync(visibility, filter, cancellation);
        var sentiment = counts.Titles.FirstOrDefault(count => Sentiments.IsTitle(count.Key));
        return new InsightFigures(counts, toCall, sentiment is null ? null : await sentiments.ReadAsync(visibility, filter with { TitleKey = sentiment.Key }, cancellation));
    }
}

/// <summary>The figures of all titles of insights.</summary>
/// <param name="Counts">The number of calls with each title and value.</param>
/// <param name="ToCall">The number of callers who asked for a call back and to whom nobody has talked since.</param>
/// <param name="Sentiment">How customers felt, by the most frequent title that tells; <see langword="null"/> if none does.</param>
public sealed record InsightFigures(InsightCounts Counts, int ToCall, SentimentTrend? Sentiment);

/// <summary>The figures of one title of insights.</summary>
/// <param name="Trend">The calls with the title over time; <see langword="null"/> if there are none, or too many to count.</param>
/// <param name="Ranked">Its values, most frequent first.</param>
/// <param name="Sentiment">How customers felt, if the title tells that.</param>
public sealed record TitleFigures(InsightTrend? Trend, IReadOnlyList<InsightValue> Ranked, SentimentTrend? Sentiment);
