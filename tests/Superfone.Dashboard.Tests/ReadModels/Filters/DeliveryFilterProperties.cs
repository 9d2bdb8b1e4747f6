using FsCheck;
using FsCheck.Xunit;
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

        foreach (var seed in filters)
        {
            var filter = RandomFilters.Delivery(new Random(seed), log.Now);
            var listed = Ids(List(filter)).ToList();
            Assert.Equal(listed, Ids(log.Deliveries.MatchingAsync(filter, all).GetAwaiter().GetResult()));
            Assert.Equal(all.Where(delivery => Passes(delivery, filter)).Select(delivery => delivery.DeliveryId), listed);
        }

        IReadOnlyList<DeliveryItem> List(DeliveryFilter filter) => log.Deliveries.ListAsync(filter, limit: 1000).GetAwaiter().GetResult().Items;

        static IEnumerable<long> Ids(IEnumerable<DeliveryItem> deliveries) => deliveries.Select(delivery => delivery.DeliveryId);

        // What a delivery is about is not in its item: each such condition is asked alone.
        bool Passes(DeliveryItem delivery, DeliveryFilter filter) =>
            (filter.Event is not { } name || delivery.Event == name)
            && (filter.Status is not { } status || delivery.Status == status)
            && (filter.Account is not { } account || LogOnDisk.Phones.KeyOf(delivery.Account) == LogOnDisk.Phones.KeyOf(account))
            && (filter.From is not { } from || delivery.ReceivedUtc.AddMilliseconds(1) > from)
            && (filter.To is not { } to || delivery.ReceivedUtc.AddTicks(to.Ticks % TimeSpan.TicksPerMillisecond) < to)
            && (filter.CdrId is not { } cdrId || Ids(List(new DeliveryFilter { CdrId = cdrId })).Contains(delivery.DeliveryId))
            && (filter.ContactId is not { } contactId || Ids(List(new DeliveryFilter { ContactId = contactId })).Contains(delivery.DeliveryId))
            && (filter.Q is not { } text || log.Deliveries.FindAsync(delivery.DeliveryId).GetAwaiter().GetResult()!.Body.Contains(text, StringComparison.OrdinalIgnoreCase));
    }
}
