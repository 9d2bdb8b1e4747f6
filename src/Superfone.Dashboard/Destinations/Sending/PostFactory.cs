using System.Text.Json;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Destinations;
using Superfone.Dashboard.ReadModels;
using Superfone.Dashboard.Storage.Primary.Destinations;

namespace Superfone.Dashboard.Destinations.Sending;

/// <summary>Makes what is posted of a delivery: its body, or the item of the API that it changed.</summary>
internal sealed class PostFactory(ItemFinder items)
{
    /// <summary>Whether a delivery can be posted already: an item shows what its event has changed.</summary>
    public bool IsReady(DestinationForm form, long deliveryId) => form switch
    {
        DestinationForm.Raw => true,
        DestinationForm.Item => items.IsReady(deliveryId),
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
                new PassedItem(delivery.Id, delivery.Event!, delivery.ReceivedUtc, await items.FindAsync(delivery.Id, delivery.Body!.Content(), cancellation)), ItemJson.Options)),
        };
    }

    /// <summary>Makes a post that tells nothing, and says so.</summary>
    public static Post CreateTest(DestinationForm form, DateTime nowUtc) => new($"test_{Guid.NewGuid():N}", form switch
    {
        DestinationForm.Raw => JsonSerializer.SerializeToUtf8Bytes(new { @event = TestDelivery.Event, test = true, sentUtc = nowUtc }, ItemJson.Options),
        DestinationForm.Item => JsonSerializer.SerializeToUtf8Bytes(new PassedItem(0, TestDelivery.Event, nowUtc, null), ItemJson.Options),
    });
}

/// <summary>What is posted in the form <see cref="DestinationForm.Item"/>.</summary>
/// <param name="Id">The delivery; 0 for a test.</param>
/// <param name="Type">The event's wire name.</param>
/// <param name="Timestamp">The time at which it was received, UTC.</param>
/// <param name="Data">The call, contact or task as it is now; <see langword="null"/> if there is none.</param>
internal sealed record PassedItem(long Id, string Type, DateTime Timestamp, object? Data);
