using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Deliveries;

/// <summary>Applies a <see cref="DeliveryFilter"/>; its conditions are defined in <see cref="DeliveryConditions"/>.</summary>
internal static class DeliveryFiltering
{
    // The number of deliveries that are searched at a time if no index helps: some tens of megabytes.
    private const int Piece = 20_000;

    /// <summary>The next ids that may pass a filter, newest first. Only the loaded items show whether they do.</summary>
    /// <param name="primary">The log.</param>
    /// <param name="readModel">The read model, with the failures and the subjects of deliveries.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="first">The lowest id to return.</param>
    /// <param name="before">Only lower ids are returned.</param>
    /// <param name="most">The maximum number of items.</param>
    /// <param name="phones">Compares numbers in any written form.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <returns>The ids, and the id before which to continue; <see langword="null"/> at the end.</returns>
    public static async Task<(List<long> Ids, long? Next)> NextAsync(
        PrimaryContext primary, ReadModelContext readModel, DeliveryFilter filter, long first, long before, int most, PhoneBook phones, CancellationToken cancellation)
    {
        var narrowed = await primary.ApplyFilterAsync(filter, phones, cancellation);
        if (DeliveryConditions.All.IdsIn(readModel, filter) is { } known)
        {
            var some = await known.Where(id => id >= first && id < before).OrderByDescending(id => id).Take(most).ToListAsync(cancellation);
            var passing = await narrowed.Where(delivery => EF.Parameter(some).Contains(delivery.Id)).PassingIdsAsync(primary, filter, most, cancellation);
            return ([.. passing.OrderDescending()], some.Count < most ? null : some[^1]);
        }

        var low = first;
        if (filter.IsSearch && await primary.Deliveries.Where(delivery => delivery.Id < before).MaxAsync(delivery => (long?)delivery.Id, cancellation) is { } last)
            low = Math.Max(first, last - Piece + 1);
        var ids = await narrowed.Where(delivery => delivery.Id >= low && delivery.Id < before)
            .OrderByDescending(delivery => delivery.Id).PassingIdsAsync(primary, filter, most, cancellation);
        return (ids, ids.Count == most ? ids[^1] : low > first ? low : null);
    }

    /// <summary>The ids of some filtered deliveries.</summary>
    /// <param name="narrowed">The deliveries that pass <see cref="ApplyFilterAsync"/>, in order.</param>
    /// <param name="primary">The log.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="most">The maximum number of ids.</param>
    /// <param name="cancellation">Stops the query.</param>
    public static async Task<List<long>> PassingIdsAsync(
        this IQueryable<Delivery> narrowed, PrimaryContext primary, DeliveryFilter filter, int most, CancellationToken cancellation)
    {
        if (filter.Q is not { } text || primary.Database.IsSqlite())
            return await narrowed.Select(delivery => delivery.Id).Take(most).ToListAsync(cancellation);
        var search = new BodySearch(text);
        return await narrowed.Select(delivery => new { delivery.Id, Body = delivery.Stored() }).AsAsyncEnumerable()
            .Where(row => search.IsIn(row.Body)).Select(row => row.Id).Take(most).ToListAsync(cancellation);
    }

    /// <summary>The deliveries that pass the conditions on the log.</summary>
    public static ValueTask<IQueryable<Delivery>> ApplyFilterAsync(
        this PrimaryContext primary, DeliveryFilter filter, PhoneBook phones, CancellationToken cancellation) =>
        DeliveryConditions.All.ApplyAsync(primary.Deliveries, filter, new DeliveryScope(primary, phones), cancellation);

    /// <summary>Whether a loaded delivery has the filter's state, which the log alone does not contain.</summary>
    public static bool Passes(this DeliveryFilter filter, DeliveryItem item) => filter.Status is null || item.Status == filter.Status;
}
