using System.Text.Json;
using FsCheck;
using FsCheck.Xunit;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.ReadModels.Filters;

public sealed class DeliveryFilterProperties
{
    [Property(MaxTest = 30)]
    public void List_WhateverTheFilter_HasTheDeliveriesThatPassEveryCondition(DoNotSize<int>[] steps, int[] filters)
    {
        using var log = new LogOnDisk();
        var traffic = new Traffic(log);
        foreach (var step in steps)
            traffic.Step(step.Item);
        log.Project();
        var all = List(new DeliveryFilter());

        // A filter that both a call and a contact pass is rare by chance.
        IEnumerable<DeliveryFilter> both =
            from cdrId in Enumerable.Range(1, 3) from contactId in Enumerable.Range(1, 3) select new DeliveryFilter { CdrId = cdrId, ContactId = contactId };
        foreach (var filter in filters.Select(seed => RandomFilters.Delivery(new Random(seed), log.Now)).Concat(both))
        {
            var listed = Ids(List(filter)).ToList();
            Assert.Equal(listed, Ids(log.Deliveries.MatchingAsync(Visibility.Everything, filter, all).GetAwaiter().GetResult()));
            Assert.Equal(all.Where(delivery => Passes(delivery, filter)).Select(delivery => delivery.DeliveryId), listed);
        }

        IReadOnlyList<DeliveryItem> List(DeliveryFilter filter) => log.Deliveries.ListAsync(Visibility.Everything, filter, limit: 1000).GetAwaiter().GetResult().Items;

        static IEnumerable<long> Ids(IEnumerable<DeliveryItem> deliveries) => deliveries.Select(delivery => delivery.DeliveryId);

        // An item does not contain what its delivery is about: each such condition is tested alone.
        bool Passes(DeliveryItem delivery, DeliveryFilter filter) =>
            (filter.Event is not { } name || delivery.Event == name)
            && (filter.Status is not { } status || delivery.Status == status)
            && (filter.Account is not { } account || LogOnDisk.Phones.KeyOf(delivery.Account) == LogOnDisk.Phones.KeyOf(account))
            && (filter.From is not { } from || delivery.ReceivedUtc.AddMilliseconds(1) > from)
            && (filter.To is not { } to || delivery.ReceivedUtc.AddTicks(to.Ticks % TimeSpan.TicksPerMillisecond) < to)
            && (filter.CdrId is not { } cdrId || Ids(List(new DeliveryFilter { CdrId = cdrId })).Contains(delivery.DeliveryId))
            && (filter.ContactId is not { } contactId || Ids(List(new DeliveryFilter { ContactId = contactId })).Contains(delivery.DeliveryId))
            && (filter.Q is not { } text || HasText(log.Deliveries.FindAsync(Visibility.Everything, delivery.DeliveryId).GetAwaiter().GetResult()!.Body, text));
    }

    // As it is, or with the escapes of JSON.
    private static bool HasText(string body, string text) =>
        body.Contains(text, StringComparison.OrdinalIgnoreCase) || body.Contains(JsonSerializer.Serialize(text).Trim('"'), StringComparison.OrdinalIgnoreCase);
}
