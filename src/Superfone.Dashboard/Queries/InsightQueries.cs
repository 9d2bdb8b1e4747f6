using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Queries.Items;
using Superfone.Dashboard.Storage.Views;
using Superfone.Events;

namespace Superfone.Dashboard.Queries;

/// <summary>Reads what summaries found, across calls.</summary>
public sealed class InsightQueries(IDbContextFactory<ViewsContext> contexts, PhoneBook phones, CallItems items)
{
    private const int MostTitles = 100;

    /// <summary>Counts calls by the titles of their insights, most frequent first; at most 100 titles.</summary>
    /// <param name="from">Calls that started at this instant or later, UTC.</param>
    /// <param name="to">Calls that started before this instant, UTC.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<IReadOnlyList<InsightCount>> TitlesAsync(DateTime? from, DateTime? to = null, CancellationToken cancellation = default)
    {
        var (first, end) = Span(new InsightFilter { From = from, To = to });
        await using var views = await contexts.CreateDbContextAsync(cancellation);
        return await Counts(views, first, end).ToListAsync(cancellation);
    }

    /// <summary>How many callers want to be called back and nobody has talked with them since.</summary>
    /// <param name="from">Calls that started at this instant or later, UTC.</param>
    /// <param name="to">Calls that started before this instant, UTC.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<int> CountOpenCallbacksAsync(DateTime? from, DateTime? to = null, CancellationToken cancellation = default)
    {
        var filter = new InsightFilter { From = from, To = to, OpenCallbacks = true };
        var (first, end) = Span(filter);
        await using var views = await contexts.CreateDbContextAsync(cancellation);
        return await Narrow(views, filter).Where(insight => insight.SortKey >= first && insight.SortKey < end)
            .Select(insight => insight.SortKey).Distinct().CountAsync(cancellation);
    }

    /// <summary>Lists calls with what was found, newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cursor">Where to begin: the previous part's <see cref="Page{T}.NextCursor"/>.</param>
    /// <param name="limit">How many at most, 1 to <see cref="PageSize.Max"/>.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="CursorFormatException">The cursor does not come from this list.</exception>
    public async Task<Page<InsightItem>> ListAsync(
        InsightFilter filter, string? cursor = null, int limit = PageSize.Default, CancellationToken cancellation = default)
    {
        var (first, end) = Span(filter);
        var before = Math.Min(end, Cursor.Read(ListKind.Insights, cursor)?[0] ?? long.MaxValue);
        var words = (filter.Q ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        await using var views = await contexts.CreateDbContextAsync(cancellation);
        var keys = words.Length == 0
            ? await Keys(views, filter, first, before).Take(limit + 1).ToListAsync(cancellation)
            : await FullText.OfCalls.CollectAsync(
                views, SearchTerms.Parse(filter.Q!, phones), first, before, null, limit + 1, SayingAsync, cancellation);
        var page = Cursor.Cut(ListKind.Insights, keys, limit, key => key);
        return new Page<InsightItem>(await LoadAsync(views, filter, words, page.Items, cancellation), page.NextCursor);

        // The words may stand anywhere in the call's text; here they must stand in what was found.
        async Task<List<long>> SayingAsync(IReadOnlyList<long> hits)
        {
            var insights = await Narrow(views, filter).Where(insight => EF.Parameter(hits).Contains(insight.SortKey)).ToListAsync(cancellation);
            return [.. insights.Where(insight => Says(insight, words)).Select(insight => insight.SortKey).Distinct().OrderDescending()];
        }
    }

    /// <summary>The query of <see cref="TitlesAsync"/>.</summary>
    internal static IQueryable<InsightCount> Counts(ViewsContext views, long first, long end) => views.CallInsights
        .Where(insight => insight.SortKey >= first && insight.SortKey < end)
        .GroupBy(insight => insight.TitleKey)
        .Select(group => new { group.Key, Title = group.Max(insight => insight.Title), Calls = group.Count() })
        .OrderByDescending(count => count.Calls).ThenBy(count => count.Key).Take(MostTitles)
        .Select(count => new InsightCount(count.Key, count.Title!, count.Calls));

    /// <summary>The places in time of the calls that a filter lets pass, its words apart, newest first.</summary>
    internal static IQueryable<long> Keys(ViewsContext views, InsightFilter filter, long first, long before) => Narrow(views, filter)
        .Where(insight => insight.SortKey >= first && insight.SortKey < before)
        .GroupBy(insight => insight.SortKey).Select(call => call.Key).OrderByDescending(key => key); // Distinct would be sorted apart.

    private static IQueryable<CallInsight> Narrow(ViewsContext views, InsightFilter filter)
    {
        // The plus keeps SQLite from going through all answered calls: those with the number are few.
        var insights = filter.OpenCallbacks
            ? views.CallInsights.FromSql(
                $"""
                SELECT Asked.* FROM CallInsights AS Asked JOIN Calls ON Calls.CdrId = Asked.CdrId
                WHERE Asked.IsCallback AND Calls.PhoneKey IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM Calls AS Later
                    WHERE Later.PhoneKey = Calls.PhoneKey AND Later.SortKey > Calls.SortKey AND +Later.Outcome = 1)
                """)
            : views.CallInsights;
        return filter.TitleKey is { } title ? insights.AsNoTracking().Where(insight => insight.TitleKey == title) : insights.AsNoTracking();
    }

    private async Task<IReadOnlyList<InsightItem>> LoadAsync(
        ViewsContext views, InsightFilter filter, string[] words, IReadOnlyList<long> keys, CancellationToken cancellation)
    {
        var rows = await views.Calls.AsNoTracking().Where(call => EF.Parameter(keys).Contains(call.SortKey))
            .OrderByDescending(call => call.SortKey).WithContext(views).ToListAsync(cancellation);
        var insights = (await Narrow(views, filter).Where(insight => EF.Parameter(keys).Contains(insight.SortKey)).ToListAsync(cancellation))
            .Where(insight => Says(insight, words)).ToLookup(insight => insight.SortKey, insight => new Insight(insight.Title, insight.Value));
        return [.. (await items.OfAsync(rows, cancellation)).Select(call => new InsightItem(call, [.. insights[call.SortKey]]))];
    }

    private static bool Says(CallInsight insight, string[] words) =>
        Array.TrueForAll(words, word => insight.Value.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static (long First, long End) Span(InsightFilter filter) => (filter.Span.FirstKey(), filter.Span.EndKey());
}
