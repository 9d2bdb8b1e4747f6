using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.Search;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Insights;

/// <summary>Reads the insights of summaries, across calls.</summary>
public sealed class InsightQueries(IDbContextFactory<ReadModelContext> contexts, PhoneBook phones, CallItems items)
{
    /// <summary>The number of insights that are counted: the newest in the range. Counting more would take too long.</summary>
    public const int MostCounted = 50_000;

    private const int MostTitles = 100;
    private const int MostValues = 500;
    private const int SelectiveCalls = 1000;

    /// <summary>Counts calls by the titles of their insights, most frequent first; at most 100 titles. Title, value and words of the filter are ignored.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="filter">The filter of calls.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<InsightCounts> CountTitlesAsync(Visibility visibility, InsightFilter filter, CancellationToken cancellation = default)
    {
        filter = filter with { TitleKey = null, Value = null, OpenCallbacks = null };
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var counts = await (await CountsAsync(readModel, filter, phones, cancellation)).ToListAsync(cancellation);
        var left = await (await readModel.IndexedAsync(filter, phones, cancellation)).OrderByDescending(insight => insight.SortKey)
            .Select(insight => (long?)insight.SortKey).Skip(MostCounted).FirstOrDefaultAsync(cancellation);
        var values = await (await InsightValueQueries.CountsAsync(readModel, filter, 2, phones, cancellation)).Take(MostValues).ToListAsync(cancellation);
        return new InsightCounts(counts, left is { } key ? SortKey.InstantOf(key) : null) { Values = values };
    }

    /// <summary>Counts the callers who asked for a call back and to whom nobody has talked since.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="filter">The filter of calls; its title and words are ignored.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<int> CountOpenCallbacksAsync(Visibility visibility, InsightFilter filter, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var asked = await readModel.ApplyFilterAsync(filter with { TitleKey = null, Value = null, OpenCallbacks = true }, phones, cancellation);
        return await asked.Select(insight => insight.SortKey).Distinct().CountAsync(cancellation);
    }

    /// <summary>Lists calls with their insights, newest first; of one title, also with the sentence in which it was said.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the previous page; <see langword="null"/> for the first one.</param>
    /// <param name="limit">The maximum number of items, 1 to <see cref="PageSize.Max"/>.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="CursorFormatException">The cursor does not come from this list.</exception>
    public async Task<Page<InsightItem>> ListAsync(
        Visibility visibility, InsightFilter filter, string? cursor = null, int limit = PageSize.Default, CancellationToken cancellation = default)
    {
        var before = Math.Min(filter.EndKey, Cursor.Read(ListKind.Insights, cursor)?[0] ?? long.MaxValue);
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var insights = await readModel.ApplyFilterAsync(filter, phones, cancellation);
        var keys = filter.Words.IsEmpty
            ? await Keys(insights, before).Take(limit + 1).ToListAsync(cancellation)
            : await SayingAsync(readModel, insights, filter, before, limit + 1, cancellation);
        var page = Cursor.Cut(ListKind.Insights, keys, limit, key => key);
        var listed = await LoadAsync(readModel, insights, filter.Words, page.Items, cancellation);
        return new Page<InsightItem>(filter.TitleKey is null ? listed : await SaidInsights.FindAsync(readModel, listed, cancellation), page.NextCursor);
    }

    /// <summary>The calls among some, by sort key, that have an insight that passes the filter, including its words.</summary>
    internal async Task<HashSet<long>> AmongAsync(ReadModelContext readModel, InsightFilter filter, IReadOnlyList<long> keys, CancellationToken cancellation)
    {
        var insights = (await readModel.ApplyFilterAsync(filter, phones, cancellation)).Where(insight => EF.Parameter(keys).Contains(insight.SortKey));
        var words = filter.Words;
        return [.. (await insights.ToListAsync(cancellation)).Where(insight => words.IsAllIn(insight.Value)).Select(insight => insight.SortKey)];
    }

    /// <summary>The query of <see cref="CountTitlesAsync"/>.</summary>
    internal static async Task<IQueryable<InsightCount>> CountsAsync(ReadModelContext readModel, InsightFilter filter, PhoneBook phones, CancellationToken cancellation)
    {
        return (await readModel.ApplyFilterToNewestAsync(filter, MostCounted, phones, cancellation))
            .GroupBy(insight => insight.TitleKey)
            .Select(group => new { group.Key, Calls = group.Count() })
            .OrderByDescending(count => count.Calls).ThenBy(count => count.Key).Take(MostTitles)
            .Select(count => new InsightCount(
                count.Key,
                readModel.CallInsights.Where(insight => insight.TitleKey == count.Key).OrderByDescending(insight => insight.SortKey).Select(insight => insight.Title).First(),
                count.Calls));
    }

    /// <summary>The sort keys of the calls that have any of some insights, newest first.</summary>
    internal static IQueryable<long> Keys(IQueryable<CallInsight> insights, long before) => insights
        .Where(insight => insight.SortKey < before)
        .GroupBy(insight => insight.SortKey).Select(call => call.Key).OrderByDescending(key => key); // Distinct would be sorted separately.

    private async Task<List<long>> SayingAsync(
        ReadModelContext readModel, IQueryable<CallInsight> insights, InsightFilter filter, long before, int count, CancellationToken cancellation)
    {
        var words = filter.Words;
        return await FullText.OfInsights.CollectAsync(
            readModel, SearchTerms.Parse(filter.Q!, phones), filter.FirstKey, before, SelectiveAsync, count, LoadAsync, cancellation);

        async Task<IReadOnlySet<long>?> SelectiveAsync() => (await Selectivity.OfAsync(Keys(insights, before), SelectiveCalls, cancellation))?.ToHashSet();

        // The words may be in any insight of the call; here they must be in one of the listed ones.
        async Task<List<long>> LoadAsync(IReadOnlyList<long> hits)
        {
            var found = await insights.Where(insight => EF.Parameter(hits).Contains(insight.SortKey)).ToListAsync(cancellation);
            return [.. found.Where(insight => words.IsAllIn(insight.Value)).Select(insight => insight.SortKey).Distinct().OrderDescending()];
        }
    }

    private async Task<IReadOnlyList<InsightItem>> LoadAsync(
        ReadModelContext readModel, IQueryable<CallInsight> insights, WordSearch words, IReadOnlyList<long> keys, CancellationToken cancellation)
    {
        var rows = await readModel.Calls.AsNoTracking().Where(call => EF.Parameter(keys).Contains(call.SortKey))
            .OrderByDescending(call => call.SortKey).WithContext(readModel).ToListAsync(cancellation);
        var found = (await insights.Where(insight => EF.Parameter(keys).Contains(insight.SortKey)).ToListAsync(cancellation))
            .Where(insight => words.IsAllIn(insight.Value)).ToLookup(insight => insight.SortKey, insight => new Insight(insight.Title, insight.Value));
        return [.. (await items.OfAsync(readModel.Visibility, rows, cancellation)).Select(call => new InsightItem(call, [.. found[call.SortKey]]))];
    }
}
