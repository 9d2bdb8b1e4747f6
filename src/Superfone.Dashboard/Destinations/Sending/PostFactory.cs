using System.Text.Json;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Destinations;
using Superfone.Dashboard.ReadModels;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.Tasks;
using Superfone.Dashboard.Storage.Primary.Destinations;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Events;

namespace Superfone.Dashboard.Destinations.Sending;

/// <summary>Makes what is posted of a delivery: its body, or the item of the API that it changed.</summary>
internal sealed class PostFactory(
    CallQueries calls, ContactQueries contacts, TaskQueries tasks, DeliveryQueries deliveries, EventQueries events, ProjectionProgress projection)
{
    private static readonly JsonSerializerOptions Json = CreateJson();

    /// <summary>Whether a delivery can be posted already: an item shows what its event has changed.</summary>
    public bool IsReady(DestinationForm form, long deliveryId) => form switch
    {
        DestinationForm.Raw => true,
        DestinationForm.Item => projection.Status is { IsIncomplete: false } status && status.ProjectedDeliveryId >= deliveryId,
    };

    /// <summary>Makes the post of a delivery.</summary>
    /// <exception cref="InvalidDataException">Its stored body is damaged.</exception>
    public async Task<Post> CreateAsync(Destination destination, PassableDelivery delivery, CancellationToken cancellation)
    {
        var id = Post.IdOf(destination.Id, delivery.Id, delivery.ReceivedUtc);
        return destination.Form switch
        {
            DestinationForm.Raw => new Post(id, delivery.Body!.Received(), delivery.Body.Encoding),
            DestinationForm.Item => new Post(id, JsonSerializer.SerializeToUtf8Bytes(
                new PassedItem(delivery.Id, delivery.Event!, delivery.ReceivedUtc, await FindAsync(delivery, cancellation)), Json)),
        };
    }

    /// <summary>Makes a post that tells nothing, and says so.</summary>
    public static Post CreateTest(DestinationForm form, DateTime nowUtc) => new($"test_{Guid.NewGuid():N}", form switch
    {
        DestinationForm.Raw => JsonSerializer.SerializeToUtf8Bytes(new { @event = TestDelivery.Event, test = true, sentUtc = nowUtc }, Json),
        DestinationForm.Item => JsonSerializer.SerializeToUtf8Bytes(new PassedItem(0, TestDelivery.Event, nowUtc, null), Json),
    });

    private async Task<object?> FindAsync(PassableDelivery delivery, CancellationToken cancellation)
    {
        var ids = BodyIds.Read(delivery.Body!.Content());
        if (ids.Kind is not { } kind)
            return null;
        return EventRegistry.Of(kind).Subject switch
        {
            EventSubject.Call => First(await calls.ByIdsAsync(Visibility.Everything, [ids.CdrId ?? 0], cancellation)),
            EventSubject.Contact => First(await contacts.ByIdsAsync(Visibility.Everything, [ids.ContactId ?? 0], cancellation)),
            EventSubject.Task => First(await tasks.ByIdsAsync(Visibility.Everything, [ids.TaskId ?? 0], cancellation)),
            EventSubject.Summary => await FindCallAsync(delivery.Id, cancellation),
        };
    }

    // A summary names no call; which one it belongs to may be known only later.
    private async Task<CallItem?> FindCallAsync(long deliveryId, CancellationToken cancellation) =>
        First(await events.DescribeAsync(Visibility.Everything, await deliveries.ByIdsAsync(Visibility.Everything, [deliveryId], cancellation), cancellation))?.Call;

    private static T? First<T>(IReadOnlyList<T> found)
        where T : class => found is [var first, ..] ? first : null;

    private static JsonSerializerOptions CreateJson()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        ItemJson.Configure(options);
        return options;
    }
}

/// <summary>What is posted in the form <see cref="DestinationForm.Item"/>.</summary>
/// <param name="Id">The delivery; 0 for a test.</param>
/// <param name="Type">The event's wire name.</param>
/// <param name="Timestamp">The time at which it was received, UTC.</param>
/// <param name="Data">The call, contact or task as it is now; <see langword="null"/> if there is none.</param>
internal sealed record PassedItem(long Id, string Type, DateTime Timestamp, object? Data);
