using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Calls.Details;
using Superfone.Dashboard.ReadModels.Filters;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.People;
using Superfone.Dashboard.ReadModels.Search;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>Reads calls.</summary>
public sealed class CallQueries(IDbContextFactory<ReadModelContext> contexts, CallItems items, UserNames users, PhoneBook phones)
{
    /// <summary>The number of the newest matching calls among which the longest are found.</summary>
    public const int MostByLength = 10_000;

    private const int ExportedAtOnce = 1000;

    /// <summary>Lists calls, newest first.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the previous page; <see langword="null"/> for the first one.</param>
    /// <param name="limit">The maximum number of items, 1 to <see cref="PageSize.Max"/>.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="CursorFormatException">The cursor does not come from this list.</exception>
    public Task<Page<CallItem>> ListAsync(
        Visibility visibility, CallFilter filter, string? cursor = null, int limit = PageSize.Default, CancellationToken cancellation = default) =>
        ListAsync(visibility, filter, CallSort.Newest, cursor, limit, cancellation);

    /// <summary>Lists calls in an order.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="filter">The filter; with <see cref="CallFilter.Q"/>, calls are listed newest first, whatever the order.</param>
    /// <param name="sort">The order.</param>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the previous page; <see langword="null"/> for the first one.</param>
    /// <param name="limit">The maximum number of items, 1 to <see cref="PageSize.Max"/>.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="CursorFormatException">The cursor does not come from this list.</exception>
    public async Task<Page<CallItem>> ListAsync(
        Visibility visibility, CallFilter filter, CallSort sort, string? cursor = null, int limit = PageSize.Default, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var calls = await readModel.Calls.AsNoTracking().ApplyFilterAsync(readModel, filter, phones, cancellation);
        if (!string.IsNullOrWhiteSpace(filter.Q))
            return await FoundAsync();
        if (sort is CallSort.LongestTalk or CallSort.LongestRinging)
            return await ByLengthAsync();
        var rows = sort == CallSort.Oldest
            ? calls.Since(PositionOf(ListKind.CallsOldestFirst) ?? -1)
            : calls.Before(PositionOf(ListKind.Calls) ?? long.MaxValue);
        return await CutAsync(
            sort == CallSort.Oldest ? ListKind.CallsOldestFirst : ListKind.Calls,
            await ReadAsync(rows));

        async Task<Page<CallItem>> FoundAsync()
        {
            var position = SearchPosition.Read(ListKind.Calls, ListKind.CallsBySound, cursor);
            var found = await CallSearch.ListAsync(readModel, calls, filter, phones, position, limit + 1, cancellation);
            return SearchPosition.Cut(
                ListKind.Calls, ListKind.CallsBySound, await items.OfAsync(readModel.Visibility, found.Rows, cancellation), found.TypedCount, limit, call => call.SortKey);
        }

        long? PositionOf(ListKind list) => Cursor.Read(list, cursor)?[0];

        // Calls of labelled contacts have to be sorted: by sort key, which their index contains, before any call is read.
        async Task<List<CallRow>> ReadAsync(IOrderedQueryable<Call> ordered)
        {
            if (filter.Label is null)
                return await ordered.Take(limit + 1).WithContext(readModel).ToListAsync(cancellation);
            return await LoadAsync(await ordered.Select(call => call.SortKey).Take(limit + 1).ToListAsync(cancellation));
        }

        async Task<List<CallRow>> LoadAsync(List<long> keys)
        {
            var found = await readModel.Calls.AsNoTracking().Where(call => EF.Parameter(keys).Contains(call.SortKey)).WithContext(readModel).ToListAsync(cancellation);
            return [.. found.OrderBy(row => keys.IndexOf(row.Call.SortKey))];
        }

        async Task<Page<CallItem>> CutAsync(ListKind list, IReadOnlyList<CallRow> found) =>
            Cursor.Cut(list, await items.OfAsync(readModel.Visibility, found, cancellation), limit, call => call.SortKey);

        async Task<Page<CallItem>> ByLengthAsync()
        {
            var list = sort == CallSort.LongestTalk ? ListKind.CallsByTalk : ListKind.CallsByRinging;
            var lengths = await CallsByLength.ReadAsync(calls, sort, Cursor.Read(list, cursor, 2), limit, cancellation);
            var keys = lengths.Take(limit).Select(call => call.SortKey).ToList();
            var next = lengths.Count > limit ? Cursor.Write(list, lengths[limit - 1].Length, lengths[limit - 1].SortKey) : null;
            return new Page<CallItem>(await items.OfAsync(readModel.Visibility, await LoadAsync(keys), cancellation), next);
        }
    }

    /// <summary>Counts calls, up to a number.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="most">The maximum number to count.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <returns>The number of calls; more than <paramref name="most"/> if there are more.</returns>
    public async Task<int> CountAsync(Visibility visibility, CallFilter filter, int most, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var calls = await readModel.Calls.AsNoTracking().ApplyFilterAsync(readModel, filter, phones, cancellation);
        return string.IsNullOrWhiteSpace(filter.Q)
            ? await calls.Before(long.MaxValue).Take(most + 1).CountAsync(cancellation)
            : (await CallSearch.KeysAsync(readModel, calls, filter, phones, most + 1, cancellation)).Count;
    }

    /// <summary>The positions of calls that pass a filter, newest first: much cheaper to read than the calls.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="before">The sort key below which to search.</param>
    /// <param name="count">The maximum number of items.</param>
    /// <param name="cancellation">Stops the query.</param>
    internal async Task<List<CallPosition>> PositionsAsync(Visibility visibility, CallFilter filter, long before, int count, CancellationToken cancellation)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var calls = await readModel.Calls.AsNoTracking().ApplyFilterAsync(readModel, filter, phones, cancellation);
        if (!string.IsNullOrWhiteSpace(filter.Q))
        {
            var keys = await CallSearch.KeysAsync(FullText.OfCalls, readModel, calls, filter, phones, before, count, cancellation);
            calls = readModel.Calls.AsNoTracking().Where(call => EF.Parameter(keys).Contains(call.SortKey));
        }

        return await calls.Before(before).Take(count).Select(call => new CallPosition(call.SortKey, call.CdrId)).ToListAsync(cancellation);
    }

    /// <summary>The calls among some that pass a filter, including its search text.</summary>
    public async Task<IReadOnlyList<CallItem>> MatchingAsync(Visibility visibility, CallFilter filter, IReadOnlyList<CallItem> among, CancellationToken cancellation = default)
    {
        var passing = among.Where(call => filter.Matches(call, phones)).ToList();
        if (passing.Count == 0 || !CallConditions.All.NeedsLookup(filter))
            return passing;
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var keys = passing.Select(call => call.SortKey).ToHashSet();
        var found = await CallConditions.All.AmongAsync(keys, filter, new ReadModelScope(readModel, phones), cancellation);
        return [.. passing.Where(call => found.Contains(call.SortKey))];
    }

    /// <summary>
    /// Reads all calls that pass a filter, with users' notes, in any number: a page at a time, so that neither memory nor the write-ahead log grows.
    /// </summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="sort">The order; newest first instead of by length, because that order covers only the newest calls.</param>
    /// <param name="cancellation">Stops it.</param>
    public IAsyncEnumerable<NotedCall> ReadAllAsync(Visibility visibility, CallFilter filter, CallSort sort, CancellationToken cancellation = default) => Pages.ReadAllAsync(async cursor =>
    {
        var page = await ListAsync(visibility, filter, sort == CallSort.Oldest ? CallSort.Oldest : CallSort.Newest, cursor, ExportedAtOnce, cancellation);
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var notes = await CallNotes.OfAsync(readModel, users, [.. page.Items.Select(call => call.CdrId)], cancellation);
        return new Page<NotedCall>([.. page.Items.Select(call => new NotedCall(call, [.. notes[call.CdrId]]))], page.NextCursor);
    });

    /// <summary>Finds a call; <see langword="null"/> if there is none.</summary>
    public async Task<CallDetail?> FindAsync(Visibility visibility, long cdrId, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var row = await readModel.Calls.AsNoTracking().Where(call => call.CdrId == cdrId).WithContext(readModel).FirstOrDefaultAsync(cancellation);
        if (row is null)
            return null;
        return (await CallDetails.OfAsync(readModel, users, await items.OfAsync(visibility, [row], cancellation), [row.Call], cancellation)).SingleOrDefault();
    }

    /// <summary>Lists all calls in full detail, newest first.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the previous page; <see langword="null"/> for the first one.</param>
    /// <param name="limit">The maximum number of items, 1 to <see cref="PageSize.Max"/>.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="CursorFormatException">The cursor does not come from the list of calls.</exception>
    public async Task<Page<CallDetail>> DetailsAsync(Visibility visibility, string? cursor, int limit, CancellationToken cancellation = default)
    {
        var page = await ListAsync(visibility, new CallFilter(), cursor, limit, cancellation);
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var ids = page.Items.Select(item => item.CdrId).ToList();
        var calls = await readModel.Calls.AsNoTracking().Where(call => EF.Parameter(ids).Contains(call.CdrId)).ToListAsync(cancellation);
        return new Page<CallDetail>(await CallDetails.OfAsync(readModel, users, page.Items, calls, cancellation), page.NextCursor);
    }

    /// <summary>Finds several calls at once, in any order; those that do not exist are left out.</summary>
    public async Task<IReadOnlyList<CallItem>> ByIdsAsync(Visibility visibility, IReadOnlyCollection<long> cdrIds, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var rows = await readModel.Calls.AsNoTracking().Where(call => EF.Parameter(cdrIds).Contains(call.CdrId))
            .WithContext(readModel).ToListAsync(cancellation);
        return await items.OfAsync(readModel.Visibility, rows, cancellation);
    }
}
