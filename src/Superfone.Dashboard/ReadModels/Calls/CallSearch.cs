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
    /// <param name="before">The sort key below which to search.</param>
    /// <param name="count">The maximum number of items.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static Task<List<CallRow>> ListAsync(
        ReadModelContext readModel, IQueryable<Call> calls, CallFilter filter, PhoneBook phones, long? before, int count, CancellationToken cancellation) =>
        CollectAsync(
            FullText.OfCalls,
            readModel,
            calls,
            filter,
            phones,
            before ?? long.MaxValue,
            count,
            keys => calls.Where(call => EF.Parameter(keys).Contains(call.SortKey))
                .OrderByDescending(call => call.SortKey).Take(count).WithContext(readModel).ToListAsync(cancellation),
            cancellation);

    /// <summary>The sort keys of a number of these calls.</summary>
    public static Task<List<long>> KeysAsync(
        ReadModelContext readModel, IQueryable<Call> calls, CallFilter filter, PhoneBook phones, int count, CancellationToken cancellation) =>
        KeysAsync(FullText.OfCalls, readModel, calls, filter, phones, null, count, cancellation);

    /// <summary>The same, for words in some columns only.</summary>
    public static Task<List<long>> KeysAsync(
        FullText index, ReadModelContext readModel, IQueryable<Call> calls, CallFilter filter, PhoneBook phones, long? before, int count, CancellationToken cancellation) =>
        CollectAsync(
            index,
            readModel,
            calls,
            filter,
            phones,
            before ?? long.MaxValue,
            count,
            keys => calls.Where(call => EF.Parameter(keys).Contains(call.SortKey))
                .Select(call => call.SortKey).OrderDescending().ToListAsync(cancellation),
            cancellation);

    /// <summary>The calls among some, by sort key, that contain the words. Blank text is in all of them.</summary>
    public static async Task<IReadOnlySet<long>> AmongAsync(IReadOnlySet<long> keys, CallFilter filter, ReadModelScope scope, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(filter.Q))
            return keys;
        var found = await FullText.OfCalls.CollectAsync(
            scope.ReadModel,
            SearchTerms.Parse(filter.Q, scope.Phones),
            keys.Min(),
            keys.Max() + 1,
            FullText.Only(keys),
            keys.Count,
            hits => Task.FromResult(hits.Where(keys.Contains).ToList()),
            cancellation);
        return found.ToHashSet();
    }

    private static async Task<List<T>> CollectAsync<T>(
        FullText index,
        ReadModelContext readModel,
        IQueryable<Call> calls,
        CallFilter filter,
        PhoneBook phones,
        long before,
        int count,
        Func<IReadOnlyList<long>, Task<List<T>>> load,
        CancellationToken cancellation)
    {
        return await index.CollectAsync(
            readModel, SearchTerms.Parse(filter.Q!, phones), filter.FirstKey(), Math.Min(before, filter.EndKey()), SelectiveAsync, count, load, cancellation);

        async Task<IReadOnlySet<long>?> SelectiveAsync() =>
            (await Selectivity.OfAsync(calls.Before(before).Select(call => call.SortKey), SelectiveCalls, cancellation))?.ToHashSet();
    }
}
