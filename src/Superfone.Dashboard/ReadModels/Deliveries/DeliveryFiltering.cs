using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Deliveries;

/// <summary>Narrows the log to what a filter lets pass.</summary>
internal static class DeliveryFiltering
{
    // So much is looked through at a time where no index helps: some tens of megabytes.
    private const int Piece = 20_000;

    /// <summary>The next ids, newest first, that a filter may let pass; the loaded items say for certain.</summary>
    /// <param name="primary">The log.</param>
    /// <param name="readModel">Knows which deliveries failed, and what each told of.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="first">The lowest id that is asked for.</param>
    /// <param name="before">Only ids lower than this.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="phones">Knows a number's written forms.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <returns>The ids, and before which id to go on; <see langword="null"/> at the end.</returns>
    public static async Task<(List<long> Ids, long? Next)> NextAsync(
        PrimaryContext primary, ReadModelContext readModel, DeliveryFilter filter, long first, long before, int most, PhoneBook phones, CancellationToken cancellation)
    {
        var narrowed = primary.ApplyFilter(filter, phones);
        if (KnownToReadModel(readModel, filter) is { } known)
        {
            var some = await known.Where(id => id >= first && id < before).OrderByDescending(id => id).Take(most).ToListAsync(cancellation);
            var passing = await narrowed.Where(delivery => EF.Parameter(some).Contains(delivery.Id)).Select(delivery => delivery.Id).ToListAsync(cancellation);
            return ([.. passing.OrderDescending()], some.Count < most ? null : some[^1]);
        }

        var low = first;
        if (filter.IsSearch && await primary.Deliveries.Where(delivery => delivery.Id < before).MaxAsync(delivery => (long?)delivery.Id, cancellation) is { } last)
            low = Math.Max(first, last - Piece + 1);
        var ids = await narrowed.Where(delivery => delivery.Id >= low && delivery.Id < before)
            .OrderByDescending(delivery => delivery.Id).Select(delivery => delivery.Id).Take(most).ToListAsync(cancellation);
        return (ids, ids.Count == most ? ids[^1] : low > first ? low : null);
    }

    /// <summary>Narrows by what the log itself knows.</summary>
    public static IQueryable<Delivery> ApplyFilter(this PrimaryContext primary, DeliveryFilter filter, PhoneBook phones)
    {
        var deliveries = filter.Q is { } text ? new BodySearch(text).Among(primary) : primary.Deliveries;
        if (filter.Event is { } name)
            deliveries = deliveries.Where(delivery => delivery.Event == name);
        if (filter.Account is { } account)
        {
            var forms = FormsOf(account, phones);
            deliveries = deliveries.Where(delivery => EF.Parameter(forms).Contains(delivery.Account));
        }

        if (filter.From is { } from)
            deliveries = deliveries.Where(delivery => delivery.ReceivedUtc >= from);
        if (filter.To is { } to)
            deliveries = deliveries.Where(delivery => delivery.ReceivedUtc < to);
        if (filter.Status is not { } state)
            return deliveries;
        if (state is DeliveryState.Accepted or DeliveryState.Failed)
            return deliveries.Where(delivery => delivery.Status == DeliveryState.Accepted);

        // The index of statuses leaves accepted deliveries out, and is used only where the condition says so too.
        return deliveries.Where(delivery => delivery.Status != DeliveryState.Accepted && delivery.Status == state);
    }

    /// <summary>Narrows an item by what only the read model knows: whether it failed.</summary>
    public static bool Passes(this DeliveryFilter filter, DeliveryItem item) => filter.Status is null || item.Status == filter.Status;

    /// <summary>The ids that a filter asks the read model for; <see langword="null"/> where it asks the log alone.</summary>
    public static IQueryable<long>? KnownToReadModel(ReadModelContext readModel, DeliveryFilter filter)
    {
        if (filter.CdrId is { } cdrId)
        {
            return readModel.CallDeliveries.Where(link => link.CdrId == cdrId).Select(link => link.DeliveryId)
                .Union(from call in readModel.Calls
                       where call.CdrId == cdrId
                       join summary in readModel.Summaries on call.SummaryUuid equals summary.CdrUuid
                       select summary.DeliveryId);
        }

        if (filter.ContactId is { } contactId)
        {
            return readModel.TimelineEntries.Where(entry => entry.ContactId == contactId).Select(entry => entry.DeliveryId)
                .Union(from call in readModel.Calls
                       where call.ContactId == contactId
                       join link in readModel.CallDeliveries on call.CdrId equals link.CdrId
                       select link.DeliveryId);
        }

        return filter.Status == DeliveryState.Failed ? readModel.DeliveryFailures.Select(failure => failure.DeliveryId) : null;
    }

    private static string?[] FormsOf(string account, PhoneBook phones)
    {
        var key = phones.KeyOf(account);
        return [.. new[] { account, key, key?.TrimStart('+') }.Where(form => form is not null).Distinct()];
    }
}
