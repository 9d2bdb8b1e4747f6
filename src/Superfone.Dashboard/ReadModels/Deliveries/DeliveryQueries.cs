using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Deliveries.Inspection;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Deliveries;

/// <summary>Reads the log of deliveries. Failures are in the read model, everything else in the log.</summary>
public sealed class DeliveryQueries(IDbContextFactory<PrimaryContext> primaries, IDbContextFactory<ReadModelContext> contexts, PhoneBook phones)
{
    /// <summary>
    /// Lists deliveries, newest first. By a Superfone number, or by text in bodies, the log is searched piece by piece: a page may then be
    /// short, or empty, although the list continues.
    /// </summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the previous page; <see langword="null"/> for the first one.</param>
    /// <param name="limit">The maximum number of items, 1 to <see cref="PageSize.Max"/>.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="CursorFormatException">The cursor does not come from this list.</exception>
    public async Task<Page<DeliveryItem>> ListAsync(
        Visibility visibility, DeliveryFilter filter, string? cursor = null, int limit = PageSize.Default, CancellationToken cancellation = default)
    {
        if (!visibility.IsEverything)
            return new Page<DeliveryItem>([], null);
        var before = Cursor.Read(ListKind.Deliveries, cursor)?[0] ?? long.MaxValue;
        await using var primary = await primaries.CreateDbContextAsync(cancellation);
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var (first, end) = await DeliverySpan.OfAsync(primary, readModel, filter.From, filter.To, cancellation);
        long? next = Math.Min(before, end);

        // Rows are dropped if the two databases disagree on the state, so that one page may need several reads.
        List<DeliveryItem> found = [];
        do
        {
            (var ids, next) = await DeliveryFiltering.NextAsync(primary, readModel, filter, first, next!.Value, limit + 1, phones, cancellation);
            found.AddRange((await LoadAsync(primary, readModel, ids, filter.Q, cancellation)).Where(filter.Passes));
        }
        while (next is not null && found.Count <= limit && !filter.IsSearch);

        if (found.Count > limit || next is null)
            return Cursor.Cut(ListKind.Deliveries, found, limit, delivery => delivery.DeliveryId);
        return new Page<DeliveryItem>(found, Cursor.Write(ListKind.Deliveries, next.Value));
    }

    /// <summary>The deliveries among some that pass a filter.</summary>
    public async Task<IReadOnlyList<DeliveryItem>> MatchingAsync(
        Visibility visibility, DeliveryFilter filter, IReadOnlyCollection<DeliveryItem> items, CancellationToken cancellation = default)
    {
        var ids = items.Where(filter.Passes).Select(item => item.DeliveryId).ToList();
        if (ids.Count == 0 || !visibility.IsEverything)
            return [];
        await using var primary = await primaries.CreateDbContextAsync(cancellation);
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        if (DeliveryConditions.All.IdsIn(readModel, filter) is { } known)
            ids = await known.Where(id => EF.Parameter(ids).Contains(id)).ToListAsync(cancellation);
        var passing = await (await primary.ApplyFilterAsync(filter, phones, cancellation)).Where(delivery => EF.Parameter(ids).Contains(delivery.Id))
            .PassingIdsAsync(primary, filter, ids.Count, cancellation);
        return [.. items.Where(item => passing.Contains(item.DeliveryId))];
    }

    /// <summary>The time back to which a list has been searched: that of the receipt of its last delivery, UTC.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="cursor">The cursor of its next page.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<DateTime?> ReachedAsync(Visibility visibility, string cursor, CancellationToken cancellation = default)
    {
        if (!visibility.IsEverything)
            return null;
        var place = Cursor.Read(ListKind.Deliveries, cursor)![0];
        await using var primary = await primaries.CreateDbContextAsync(cancellation);
        return await primary.Deliveries.Where(delivery => delivery.Id >= place).OrderBy(delivery => delivery.Id)
            .Select(delivery => (DateTime?)delivery.ReceivedUtc).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>The entities to which an id may refer: a delivery, or a call or contact that deliveries are about.</summary>
    public async Task<(bool IsDelivery, bool IsCall, bool IsContact)> KnowsAsync(Visibility visibility, long id, CancellationToken cancellation = default)
    {
        await using var primary = await primaries.CreateDbContextAsync(cancellation);
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        return (
            visibility.IsEverything && await primary.Deliveries.AnyAsync(delivery => delivery.Id == id, cancellation),
            await readModel.Calls.AnyAsync(call => call.CdrId == id, cancellation),
            await readModel.Contacts.AnyAsync(contact => contact.ContactId == id, cancellation));
    }

    /// <summary>The newest deliveries of a filter that were not understood, and have not been replayed successfully since.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="filter">The filter; its status is quarantined, failed or unrecognised.</param>
    /// <param name="most">The maximum number of items.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<IReadOnlyList<long>> ReplayableAsync(Visibility visibility, DeliveryFilter filter, int most, CancellationToken cancellation = default)
    {
        if (!visibility.IsEverything)
            return [];
        await using var primary = await primaries.CreateDbContextAsync(cancellation);
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        if (filter.Status == DeliveryState.Failed)
        {
            var failed = await readModel.DeliveryFailures.OrderByDescending(failure => failure.DeliveryId)
                .Select(failure => failure.DeliveryId).Take(most).ToListAsync(cancellation);
            return await (await primary.ApplyFilterAsync(filter, phones, cancellation)).Where(delivery => EF.Parameter(failed).Contains(delivery.Id))
                .PassingIdsAsync(primary, filter, most, cancellation);
        }

        return await (await primary.ApplyFilterAsync(filter, phones, cancellation)).Where(delivery => !primary.DeliveryOrigins.Any(origin => origin.ReplayOf == delivery.Id))
            .OrderByDescending(delivery => delivery.Id).PassingIdsAsync(primary, filter, most, cancellation);
    }

    /// <summary>Finds a delivery with its body; <see langword="null"/> if there is none.</summary>
    public async Task<DeliveryDetail?> FindAsync(Visibility visibility, long deliveryId, CancellationToken cancellation = default)
    {
        if (!visibility.IsEverything)
            return null;
        await using var primary = await primaries.CreateDbContextAsync(cancellation);
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var item = (await LoadAsync(primary, readModel, [deliveryId], null, cancellation)).SingleOrDefault();
        if (item is null)
            return null;
        var body = await primary.Deliveries.Where(delivery => delivery.Id == deliveryId)
            .Select(delivery => delivery.Stored()).SingleAsync(cancellation);
        return new DeliveryDetail(item) { Body = BodyText.Masked(body.ContentOrBytes()) };
    }

    /// <summary>Finds several deliveries at once, newest first; those that do not exist are left out.</summary>
    public async Task<IReadOnlyList<DeliveryItem>> ByIdsAsync(Visibility visibility, IReadOnlyCollection<long> deliveryIds, CancellationToken cancellation = default)
    {
        if (!visibility.IsEverything)
            return [];
        await using var primary = await primaries.CreateDbContextAsync(cancellation);
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        return await LoadAsync(primary, readModel, deliveryIds, null, cancellation);
    }

    /// <summary>
    /// The time at which Superfone first posted each documented event, UTC. Events that never arrived are left out; sample data, imports and
    /// replays do not count.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, DateTime>> FirstArrivalsAsync(Visibility visibility, CancellationToken cancellation = default)
    {
        if (!visibility.IsEverything)
            return new Dictionary<string, DateTime>();
        await using var primary = await primaries.CreateDbContextAsync(cancellation);
        return await ArrivalsAsync(name => ArrivalQueries.Posted(primary).Where(delivery => delivery.Event == name).OrderBy(delivery => delivery.Id), cancellation);
    }

    /// <summary>
    /// The time at which the first delivery of a query was received, UTC, for each documented event; events without one are left out.
    /// </summary>
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

    private static async Task<List<DeliveryItem>> LoadAsync(
        PrimaryContext primary, ReadModelContext readModel, IReadOnlyCollection<long> ids, string? text, CancellationToken cancellation)
    {
        var excerpts = text is null ? null : await new BodySearch(text).ExcerptsAsync(primary, ids, cancellation);
        var failures = await readModel.DeliveryFailures.AsNoTracking().Where(failure => EF.Parameter(ids).Contains(failure.DeliveryId))
            .ToDictionaryAsync(failure => failure.DeliveryId, failure => failure.Error, cancellation);
        var notes = await readModel.DeliveryNotes.AsNoTracking().Where(row => EF.Parameter(ids).Contains(row.DeliveryId))
            .ToDictionaryAsync(row => row.DeliveryId, row => row.Notes, cancellation);
        var rows = await primary.Deliveries.Where(delivery => EF.Parameter(ids).Contains(delivery.Id)).OrderByDescending(delivery => delivery.Id)
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
        var replays = rows.TrueForAll(row => row.Status is DeliveryState.Accepted or DeliveryState.Duplicate) ? []
            : await primary.DeliveryOrigins.Where(origin => origin.ReplayOf != null && EF.Parameter(ids).Contains(origin.ReplayOf.Value))
                .ToDictionaryAsync(origin => origin.ReplayOf!.Value, origin => origin.DeliveryId, cancellation);
        return [.. rows.Where(row => excerpts?.ContainsKey(row.Id) != false).Select(row => new DeliveryItem
        {
            DeliveryId = row.Id,
            ReceivedUtc = row.ReceivedUtc,
            Event = row.Event,
            Account = row.Account,
            Status = failures.ContainsKey(row.Id) ? DeliveryState.Failed : row.Status,
            Reason = failures.GetValueOrDefault(row.Id) ?? row.Reason,
            DuplicateOf = row.Status == DeliveryState.Duplicate ? row.EarlierId : null,
            Notes = notes.GetValueOrDefault(row.Id, []),
            SizeBytes = row.SizeBytes,
            ReplayedAs = replays.TryGetValue(row.Id, out var keptAs) ? keptAs : null,
            Excerpt = excerpts?[row.Id],
        })];
    }
}
