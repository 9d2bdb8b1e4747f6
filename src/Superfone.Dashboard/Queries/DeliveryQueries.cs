using System.Text;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Queries.Items;
using Superfone.Dashboard.Storage.Truth;
using Superfone.Dashboard.Storage.Views;
using Superfone.Events;

namespace Superfone.Dashboard.Queries;

/// <summary>Reads the log of deliveries. That one failed is known to the views, everything else to the log.</summary>
public sealed class DeliveryQueries(IDbContextFactory<TruthContext> truths, IDbContextFactory<ViewsContext> contexts)
{
    /// <summary>Lists deliveries, newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cursor">Where to begin: the previous part's <see cref="Page{T}.NextCursor"/>.</param>
    /// <param name="limit">How many at most, 1 to <see cref="PageSize.Max"/>.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="CursorFormatException">The cursor does not come from this list.</exception>
    public async Task<Page<DeliveryItem>> ListAsync(
        DeliveryFilter filter, string? cursor = null, int limit = PageSize.Default, CancellationToken cancellation = default)
    {
        var before = Cursor.Read(ListKind.Deliveries, cursor)?[0] ?? long.MaxValue;
        await using var truth = await truths.CreateDbContextAsync(cancellation);
        await using var views = await contexts.CreateDbContextAsync(cancellation);

        // Rows are dropped where the two databases disagree on the status, so that one part may need several reads.
        List<DeliveryItem> found = [];
        while (found.Count <= limit)
        {
            var ids = filter.Status == DeliveryState.Failed
                ? await views.DeliveryFailures.Where(failure => failure.DeliveryId < before)
                    .OrderByDescending(failure => failure.DeliveryId).Select(failure => failure.DeliveryId).Take(limit + 1).ToListAsync(cancellation)
                : await Narrow(truth.Deliveries, filter).Where(delivery => delivery.Id < before)
                    .OrderByDescending(delivery => delivery.Id).Select(delivery => delivery.Id).Take(limit + 1).ToListAsync(cancellation);
            found.AddRange((await LoadAsync(truth, views, ids, cancellation)).Where(item => Passes(item, filter)));
            if (ids.Count <= limit)
                break;
            before = ids[^1];
        }

        return Cursor.Cut(ListKind.Deliveries, found, limit, delivery => delivery.DeliveryId);
    }

    /// <summary>Finds a delivery with its body; <see langword="null"/> where it is not known.</summary>
    public async Task<DeliveryDetail?> FindAsync(long deliveryId, CancellationToken cancellation = default)
    {
        await using var truth = await truths.CreateDbContextAsync(cancellation);
        await using var views = await contexts.CreateDbContextAsync(cancellation);
        var item = (await LoadAsync(truth, views, [deliveryId], cancellation)).SingleOrDefault();
        if (item is null)
            return null;
        var body = await truth.Deliveries.Where(delivery => delivery.Id == deliveryId)
            .Select(delivery => delivery.Body).SingleAsync(cancellation);
        return new DeliveryDetail(item) { Body = RecordingUrl.WithoutSignatures(Encoding.UTF8.GetString(body)) };
    }

    /// <summary>Finds several deliveries at once, newest first; those that are not known are left out.</summary>
    public async Task<IReadOnlyList<DeliveryItem>> ByIdsAsync(IReadOnlyCollection<long> deliveryIds, CancellationToken cancellation = default)
    {
        await using var truth = await truths.CreateDbContextAsync(cancellation);
        await using var views = await contexts.CreateDbContextAsync(cancellation);
        return await LoadAsync(truth, views, deliveryIds, cancellation);
    }

    /// <summary>
    /// When the first delivery of each documented event was received, UTC; events that never came are left out, and sample data does not count.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, DateTime>> FirstArrivalsAsync(CancellationToken cancellation = default)
    {
        await using var truth = await truths.CreateDbContextAsync(cancellation);
        return await ArrivalsAsync(
            name => truth.Deliveries.Where(delivery => delivery.Event == name && delivery.Account != SampleAccount.Number).OrderBy(delivery => delivery.Id),
            cancellation);
    }

    /// <summary>When the first delivery of a query was received, UTC, for each documented event; events without one are left out.</summary>
    /// <param name="ofEvent">The query for an event's name.</param>
    /// <param name="cancellation">Stops the queries.</param>
    internal static async Task<Dictionary<string, DateTime>> ArrivalsAsync(Func<string, IQueryable<Delivery>> ofEvent, CancellationToken cancellation)
    {
        var arrivals = new Dictionary<string, DateTime>(StringComparer.Ordinal);
        foreach (var name in EventNames.All)
        {
            if (await ofEvent(name).Select(delivery => (DateTime?)delivery.ReceivedUtc).FirstOrDefaultAsync(cancellation) is { } received)
                arrivals.Add(name, received);
        }

        return arrivals;
    }

    private static IQueryable<Delivery> Narrow(IQueryable<Delivery> deliveries, DeliveryFilter filter)
    {
        if (filter.Event is { } name)
            deliveries = deliveries.Where(delivery => delivery.Event == name);

        if (filter.Status is null)
            return deliveries;
        if (filter.Status == DeliveryState.Accepted)
            return deliveries.Where(delivery => delivery.Status == DeliveryStatus.Accepted);

        // The index of statuses leaves accepted deliveries out, and is used only where the condition says so too.
        var status = StatusOf(filter.Status.Value);
        return deliveries.Where(delivery => delivery.Status != DeliveryStatus.Accepted && delivery.Status == status);
    }

    private static bool Passes(DeliveryItem item, DeliveryFilter filter) =>
        (filter.Status is null || item.Status == filter.Status) && (filter.Event is null || item.Event == filter.Event);

    private static async Task<List<DeliveryItem>> LoadAsync(
        TruthContext truth, ViewsContext views, IReadOnlyCollection<long> ids, CancellationToken cancellation)
    {
        var failures = await views.DeliveryFailures.AsNoTracking().Where(failure => EF.Parameter(ids).Contains(failure.DeliveryId))
            .ToDictionaryAsync(failure => failure.DeliveryId, failure => failure.Error, cancellation);
        var rows = await truth.Deliveries.Where(delivery => EF.Parameter(ids).Contains(delivery.Id)).OrderByDescending(delivery => delivery.Id)
            .Select(delivery => new
            {
                delivery.Id,
                delivery.ReceivedUtc,
                delivery.Event,
                delivery.Account,
                delivery.Status,
                delivery.Reason,
                delivery.EarlierId,
                delivery.SizeBytes,
            })
            .ToListAsync(cancellation);
        return [.. rows.Select(row => new DeliveryItem
        {
            DeliveryId = row.Id,
            ReceivedUtc = row.ReceivedUtc,
            Event = row.Event,
            Account = row.Account,
            Status = failures.ContainsKey(row.Id) ? DeliveryState.Failed : StateOf(row.Status),
            Reason = failures.GetValueOrDefault(row.Id) ?? row.Reason,
            DuplicateOf = row.Status == DeliveryStatus.Duplicate ? row.EarlierId : null,
            SizeBytes = row.SizeBytes,
        })];
    }

    private static DeliveryState StateOf(DeliveryStatus status) => status switch
    {
        DeliveryStatus.Duplicate => DeliveryState.Duplicate,
        DeliveryStatus.Quarantined => DeliveryState.Quarantined,
        DeliveryStatus.Unrecognised => DeliveryState.Unrecognised,
        _ => DeliveryState.Accepted,
    };

    private static DeliveryStatus StatusOf(DeliveryState state) => state switch
    {
        DeliveryState.Duplicate => DeliveryStatus.Duplicate,
        DeliveryState.Quarantined => DeliveryStatus.Quarantined,
        DeliveryState.Unrecognised => DeliveryStatus.Unrecognised,
        _ => DeliveryStatus.Accepted,
    };
}
