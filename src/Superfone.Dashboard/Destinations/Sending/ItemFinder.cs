using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.Tasks;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Events;

namespace Superfone.Dashboard.Destinations.Sending;

/// <summary>Finds the call, contact or task that a delivery is about.</summary>
internal sealed class ItemFinder(
    CallQueries calls, ContactQueries contacts, TaskQueries tasks, DeliveryQueries deliveries, EventQueries events, ProjectionProgress projection)
{
    /// <summary>Whether items include what a delivery has changed.</summary>
    public bool IsReady(long deliveryId) => projection.Status is { IsIncomplete: false } status && status.ProjectedDeliveryId >= deliveryId;

    /// <summary>Finds the item; <see langword="null"/> if it is not known, as the call of a summary may be.</summary>
    /// <param name="deliveryId">The delivery.</param>
    /// <param name="body">Its decompressed body.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<object?> FindAsync(long deliveryId, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var ids = BodyIds.Read(body);
        if (ids.Kind is not { } kind)
            return null;
        return EventRegistry.Of(kind).Subject switch
        {
            EventSubject.Call => First(await calls.ByIdsAsync(Visibility.Everything, [ids.CdrId ?? 0], cancellation)),
            EventSubject.Contact => First(await contacts.ByIdsAsync(Visibility.Everything, [ids.ContactId ?? 0], cancellation)),
            EventSubject.Task => First(await tasks.ByIdsAsync(Visibility.Everything, [ids.TaskId ?? 0], cancellation)),
            EventSubject.Summary => await FindCallAsync(deliveryId, cancellation),
        };
    }

    // A summary names no call; which one it belongs to may be known only later.
    private async Task<CallItem?> FindCallAsync(long deliveryId, CancellationToken cancellation) =>
        First(await events.DescribeAsync(Visibility.Everything, await deliveries.ByIdsAsync(Visibility.Everything, [deliveryId], cancellation), cancellation))?.Call;

    private static T? First<T>(IReadOnlyList<T> found)
        where T : class => found is [var first, ..] ? first : null;
}
