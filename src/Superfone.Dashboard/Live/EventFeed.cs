using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Deliveries;

namespace Superfone.Dashboard.Live;

/// <summary>The newest deliveries with the items they affect, read once for all pages.</summary>
public sealed class EventFeed(EventQueries events, LiveFeed feed, TimeProvider time, ILogger<EventFeed> logger) : IDisposable
{
    /// <summary>The number of deliveries it holds.</summary>
    public const int Most = 100;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(350);

    /// <summary>The deliveries, newest first.</summary>
    public SharedReading<IReadOnlyList<EventItem>> Newest { get; } = new(
        (update, known, cancellation) => ReadAsync(events, update, known, cancellation),
        update => update.TouchesNames || update.Deliveries.Count > 0,
        Interval,
        feed,
        time,
        logger);

    /// <inheritdoc/>
    public void Dispose() => Newest.Dispose();

    private static async Task<IReadOnlyList<EventItem>> ReadAsync(
        EventQueries events, LiveUpdate? update, IReadOnlyList<EventItem>? known, CancellationToken cancellation)
    {
        if (update is null || known is null)
            return await events.NewestAsync(Visibility.Everything, Most, cancellation);
        var renamed = update.ChangesStaff ? known.Where(item => item.NamesAssignee).Select(item => item.Delivery) : [];
        var arrived = await events.DescribeAsync(
            Visibility.Everything, [.. update.Deliveries.UnionBy(renamed, delivery => delivery.DeliveryId).OrderByDescending(delivery => delivery.DeliveryId).Take(Most)], cancellation);
        return [.. arrived.UnionBy(known, item => item.Delivery.DeliveryId).OrderByDescending(item => item.Delivery.DeliveryId).Take(Most)];
    }
}
