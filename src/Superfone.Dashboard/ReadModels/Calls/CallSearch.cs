using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Filters;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.Search;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>Finds calls by the words of <see cref="CallFilter.Q"/>, newest first.</summary>
internal static class CallSearch
{
    // The maximum number of calls that are looked up among the hits of a search, however common its words are.
    private const int SelectiveCalls = 1000;

    /// <summary>Lists calls.</summary>
    /// <param name="readModel">The read model to search.</param>
    /// <param name="calls">The calls that pass the rest of the filter.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="phones">Compares numbers in any written form.</param>
    /// <param name="position">Where to begin.</param>
    /// <param name="count">The maximum number of items.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static Task<SearchFound<CallRow>> ListAsync(
        ReadModelContext readModel, IQueryable<Call> calls, CallFilter filter, PhoneBook phones, SearchPosition position, int count, CancellationToken cancellation) =>
        FullText.OfCalls.FindAsync(
            readModel,
            SearchTerms.Parse(filter.Q!, phones),
            filter.FirstKey(),
            position with { Before = Math.Min(position.Before, filter.EndKey()) },
            () => SelectiveAsync(calls, position.IsAfterTyped ? position.Before : long.MaxValue, cancellation),
            count,
            keys => calls.Where(call => EF.Parameter(keys).Contains(call.SortKey))
                .OrderByDescending(call => call.SortKey).Take(count).WithContext(readModel).ToListAsync(cancellation),
            cancellation);

    /// <summary>The sort keys of a number of these calls.</summary>
    public static Task<List<long>> KeysAsync(
        ReadModelContext readModel, IQueryable<Call> calls, CallFilter filter, PhoneBook phones, int count, CancellationToken cancellation) =>
        KeysAsync(FullText.OfCalls, readModel, calls, filter, phones, null, count, cancellation);

    /// <summary>The same, for words in some columns only, newest first whether a call has what was typed or a name that sounds like it.</summary>
    public static async Task<List<long>> KeysAsync(
        FullText index, ReadModelContext readModel, IQueryable<Call> calls, CallFilter filter, PhoneBook phones, long? before, int count, CancellationToken cancellation)
    {
        var (terms, end) = (SearchTerms.Parse(filter.Q!, phones), Math.Min(before ?? long.MaxValue, filter.EndKey()));
        var found = await index.CollectAsync(readModel, terms, filter.FirstKey(), end, FewAsync, count, LoadAsync, cancellation);
        found.AddRange(await index.CollectSoundsAsync(readModel, terms, filter.FirstKey(), end, FewAsync, count, LoadAsync, cancellation));
        return [.. found.OrderDescending().Take(count)];

        Task<IReadOnlySet<long>?> FewAsync() => SelectiveAsync(calls, end, cancellation);

        Task<List<long>> LoadAsync(IReadOnlyList<long> keys) => calls.Where(call => EF.Parameter(keys).Contains(call.SortKey))
            .Select(call => call.SortKey).OrderDescending().ToListAsync(cancellation);
    }

    /// <summary>The calls among some, by sort key, that contain the words. Blank text is in all of them.</summary>
    public static async Task<IReadOnlySet<long>> AmongAsync(IReadOnlySet<long> keys, CallFilter filter, ReadModelScope scope, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(filter.Q))
            return keys;
        var (terms, first, end) = (SearchTerms.Parse(filter.Q, scope.Phones), keys.Min(), keys.Max() + 1);
        var found = await FullText.OfCalls.CollectAsync(scope.ReadModel, terms, first, end, FullText.Only(keys), keys.Count, PassingAsync, cancellation);
        found.AddRange(await FullText.OfCalls.CollectSoundsAsync(scope.ReadModel, terms, first, end, FullText.Only(keys), keys.Count, PassingAsync, cancellation));
        return found.ToHashSet();

        Task<List<long>> PassingAsync(IReadOnlyList<long> hits) => Task.FromResult(hits.Where(keys.Contains).ToList());
    }

    private static async Task<IReadOnlySet<long>?> SelectiveAsync(IQueryable<Call> calls, long before, CancellationToken cancellation) =>
        (await Selectivity.OfAsync(calls.Before(before).Select(call => call.SortKey), SelectiveCalls, cancellation))?.ToHashSet();
}
