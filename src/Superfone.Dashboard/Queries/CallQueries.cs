using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Queries.Items;
using Superfone.Dashboard.Storage.Views;

namespace Superfone.Dashboard.Queries;

/// <summary>Reads calls.</summary>
public sealed class CallQueries(IDbContextFactory<ViewsContext> contexts, CallItems items, PhoneBook phones)
{
    // So few calls are looked up among the hits of a search, however common its words are.
    private const int FewCalls = 1000;

    /// <summary>Lists calls, newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cursor">Where to begin: the previous part's <see cref="Page{T}.NextCursor"/>.</param>
    /// <param name="limit">How many at most, 1 to <see cref="PageSize.Max"/>.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="CursorFormatException">The cursor does not come from this list.</exception>
    public async Task<Page<CallItem>> ListAsync(
        CallFilter filter, string? cursor = null, int limit = PageSize.Default, CancellationToken cancellation = default)
    {
        var before = Cursor.Read(ListKind.Calls, cursor)?[0] ?? long.MaxValue;
        await using var views = await contexts.CreateDbContextAsync(cancellation);
        var calls = await views.Calls.AsNoTracking().NarrowAsync(views, filter, phones, cancellation);
        var rows = string.IsNullOrWhiteSpace(filter.Q)
            ? await calls.Where(call => call.SortKey < before)
                .OrderByDescending(call => call.SortKey).Take(limit + 1).WithContext(views).ToListAsync(cancellation)
            : await SearchAsync();
        return Cursor.Cut(ListKind.Calls, await items.OfAsync(rows, cancellation), limit, call => call.SortKey);

        async Task<List<CallRow>> SearchAsync()
        {
            var within = await calls.Where(call => call.SortKey < before)
                .OrderByDescending(call => call.SortKey).Select(call => call.SortKey).Take(FewCalls + 1).ToListAsync(cancellation);
            if (within.Count == 0)
                return [];
            var isFew = within.Count <= FewCalls;
            return await FullText.OfCalls.CollectAsync(
                views,
                SearchTerms.Parse(filter.Q, phones),
                isFew ? within[^1] : filter.FirstKey(),
                within[0] + 1,
                isFew ? within.ToHashSet() : null,
                limit + 1,
                LoadAsync,
                cancellation);
        }

        Task<List<CallRow>> LoadAsync(IReadOnlyList<long> keys) =>
            calls.Where(call => EF.Parameter(keys).Contains(call.SortKey))
                .OrderByDescending(call => call.SortKey).Take(limit + 1).WithContext(views).ToListAsync(cancellation);
    }

    /// <summary>Finds a call; <see langword="null"/> where it is not known.</summary>
    public async Task<CallDetail?> FindAsync(long cdrId, CancellationToken cancellation = default)
    {
        await using var views = await contexts.CreateDbContextAsync(cancellation);
        var row = await views.Calls.AsNoTracking().Where(call => call.CdrId == cdrId).WithContext(views).FirstOrDefaultAsync(cancellation);
        if (row is null)
            return null;
        var uuid = row.Call.SummaryUuid;
        var transcript = await views.Summaries.Where(summary => summary.CdrUuid == uuid)
            .Select(summary => summary.Transcript).FirstOrDefaultAsync(cancellation);
        var deliveries = await views.CallDeliveries.Where(link => link.CdrId == cdrId)
            .Select(link => link.DeliveryId).Order().ToListAsync(cancellation);
        return new CallDetail((await items.OfAsync([row], cancellation))[0])
        {
            Transcript = transcript ?? [],
            IvrInputs = row.Call.IvrInputs,
            DtmfDigits = row.Call.DtmfDigits,
            CdrUuid = row.Call.CdrUuid ?? uuid,
            DeliveryIds = deliveries,
        };
    }

    /// <summary>Finds several calls at once, in any order; those that are not known are left out.</summary>
    public async Task<IReadOnlyList<CallItem>> ByIdsAsync(IReadOnlyCollection<long> cdrIds, CancellationToken cancellation = default)
    {
        await using var views = await contexts.CreateDbContextAsync(cancellation);
        var rows = await views.Calls.AsNoTracking().Where(call => EF.Parameter(cdrIds).Contains(call.CdrId))
            .WithContext(views).ToListAsync(cancellation);
        return await items.OfAsync(rows, cancellation);
    }
}
