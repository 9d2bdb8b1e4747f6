using Microsoft.AspNetCore.SignalR;
using Superfone.Dashboard.Configuration.Telemetry;
using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.Live;

/// <summary>
/// Sends changes to one client of the hub. Each client has its own bounded queue, so that one that does not read does not delay the others;
/// when its queue is full, it is disconnected.
/// </summary>
internal sealed class LiveClient : IDisposable
{
    /// <summary>
    /// The maximum number of items that wait for a client. A client that reads keeps up with the largest burst that is sent item by item.
    /// </summary>
    /// <remarks>
    /// The bound is one of items, not of bytes. With usual texts an item takes 1 to 2 KiB, so a full queue keeps 20 to 40 MiB alive, and items that
    /// several clients wait for are in memory once. In the worst case each item has texts as long as the bodies that it comes from: for a call
    /// its own, that of its contact and that of its summary, each at most <see cref="Configuration.WebhookOptions.MaxBodyBytes"/>. A full queue
    /// is emptied when its client is disconnected.
    /// </remarks>
    public const int MostPending = Storage.Changes.ChangeFeed.MostPending;

    private readonly IClientProxy _client;
    private readonly LiveScope _scope;
    private readonly Func<Visibility> _visibility;
    private readonly DeliveryTraces _traces;
    private readonly LiveSubscription _subscription;

    /// <summary>Starts sending.</summary>
    /// <param name="feed">The feed of changes.</param>
    /// <param name="scope">Limits updates to what the client may see.</param>
    /// <param name="visibility">What the client may see now.</param>
    /// <param name="client">The client.</param>
    /// <param name="disconnect">Disconnects the client without waiting for it.</param>
    /// <param name="traces">Receives when deliveries were sent.</param>
    public LiveClient(LiveFeed feed, LiveScope scope, Func<Visibility> visibility, IClientProxy client, Action disconnect, DeliveryTraces traces)
    {
        (_client, _scope, _visibility, _traces) = (client, scope, visibility, traces);
        _subscription = feed.Subscribe(SendAsync, TimeSpan.Zero, MostPending, disconnect);
    }

    /// <inheritdoc/>
    public void Dispose() => _subscription.Dispose();

    private async Task SendAsync(LiveUpdate update)
    {
        if (update.IsReload)
        {
            await _client.SendAsync("Reset");
            return;
        }

        var started = _traces.Now;
        update = await _scope.OfAsync(update, _visibility());
        await SendAsync("DeliveryReceived", update.Deliveries.OrderBy(delivery => delivery.DeliveryId));
        await SendAsync("CallChanged", update.Calls.OrderBy(call => call.SortKey));
        await SendAsync("ContactChanged", update.Contacts);
        await SendAsync("TaskChanged", update.Tasks);
        await SendAsync("FollowUpChanged", update.FollowUps);
        await SendAsync("FollowUpRemoved", update.RemovedFollowUps);
        await SendAsync("CallRemoved", update.RemovedCalls);
        _traces.Pass("send delivery", update.Deliveries.Select(delivery => delivery.DeliveryId), started, LiveHub.Path);
    }

    private async Task SendAsync<T>(string method, IEnumerable<T> items)
    {
        foreach (var item in items)
            await _client.SendAsync(method, item);
    }
}
