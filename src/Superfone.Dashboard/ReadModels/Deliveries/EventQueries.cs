using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Deliveries;

/// <summary>Reads deliveries with the call or contact that each affects.</summary>
public sealed class EventQueries(IDbContextFactory<ReadModelContext> contexts, DeliveryQueries deliveries, CallQueries calls)
{
    /// <summary>The newest deliveries, newest first.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="count">The maximum number of items, 1 to <see cref="PageSize.Max"/>.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<IReadOnlyList<EventItem>> NewestAsync(Visibility visibility, int count, CancellationToken cancellation = default) =>
        await DescribeAsync(visibility, (await deliveries.ListAsync(visibility, new DeliveryFilter(), null, count, cancellation)).Items, cancellation);

    /// <summary>
    /// Finds the items that deliveries affect, with a few queries for all; the order is kept. A duplicate affects the same items as the
    /// original.
    /// </summary>
    public async Task<IReadOnlyList<EventItem>> DescribeAsync(Visibility visibility, IReadOnlyList<DeliveryItem> items, CancellationToken cancellation = default)
    {
        var ids = items.Select(OriginalId).Distinct().ToList();
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var told = await readModel.CallDeliveries.Where(link => EF.Parameter(ids).Contains(link.DeliveryId))
            .ToDictionaryAsync(link => link.DeliveryId, link => link.CdrId, cancellation);
        var summed = await readModel.Summaries.Where(summary => summary.CdrId != null && EF.Parameter(ids).Contains(summary.DeliveryId))
            .Select(summary => new { summary.DeliveryId, CdrId = summary.CdrId!.Value }).ToListAsync(cancellation);
        foreach (var link in summed)
            told.TryAdd(link.DeliveryId, link.CdrId);
        var called = (await calls.ByIdsAsync(visibility, [.. told.Values.Distinct()], cancellation)).ToDictionary(call => call.CdrId);
        var happened = await (
            from entry in readModel.TimelineEntries
            where EF.Parameter(ids).Contains(entry.DeliveryId)
            join contact in readModel.Contacts on entry.ContactId equals (long?)contact.ContactId into contacts
            from contact in contacts.DefaultIfEmpty()
            select new { Entry = entry, contact.Name, contact.BusinessName }).ToDictionaryAsync(row => row.Entry.DeliveryId, cancellation);
        var names = await AssigneeNames.ForAsync(readModel, happened.Values.Select(row => row.Entry.Key), cancellation);
        return [.. items.Select(Describe)];

        EventItem Describe(DeliveryItem item)
        {
            if (told.TryGetValue(OriginalId(item), out var cdrId))
                return new EventItem(item) { Call = called.GetValueOrDefault(cdrId) };
            if (!happened.TryGetValue(OriginalId(item), out var row))
                return new EventItem(item);
            return new EventItem(item)
            {
                Contact = ContactReference.Of(row.Entry.ContactId, row.Name, row.BusinessName),
                TaskId = row.Entry.TaskId,
                Key = row.Entry.Key,
                Value = row.Entry.Value is null ? null : JsonElement.Parse(row.Entry.Value),
                Before = row.Entry.Before is null ? null : JsonElement.Parse(row.Entry.Before),
                Names = AssigneeNames.Concern(row.Entry.Key) ? names : AssigneeNames.None,
            };
        }
    }

    private static long OriginalId(DeliveryItem item) => item.DuplicateOf ?? item.DeliveryId;
}
