using Microsoft.AspNetCore.SignalR;

namespace Superfone.Dashboard.Live;

/// <summary>Sends changes to all clients of the hub as they happen, as long as there are clients.</summary>
public sealed class LiveBroadcast(LiveFeed feed, IHubContext<LiveHub> hub) : IDisposable
{
    // Enough that even a load test at full speed does not overflow while one message is sent.
    private const int MostPending = 20_000;

    // A client that does not read must not delay the others; its messages wait in its own queue.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private int _clients;
    private LiveSubscription? _subscription;

    /// <summary>Registers a client.</summary>
    public void Connected()
    {
        lock (_lock)
        {
            _clients++;
            _subscription ??= feed.Subscribe(SendAsync, TimeSpan.Zero, MostPending);
        }
    }

    /// <summary>Unregisters a client.</summary>
    public void Disconnected()
    {
        lock (_lock)
        {
            if (--_clients > 0)
                return;
            _subscription?.Dispose();
            _subscription = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
            _subscription?.Dispose();
    }

    private async Task SendAsync(LiveUpdate update)
    {
        await SendAsync("DeliveryReceived", update.Deliveries.OrderBy(delivery => delivery.DeliveryId));
        await SendAsync("CallChanged", update.Calls.OrderBy(call => call.SortKey));
        await SendAsync("ContactChanged", update.Contacts);
        await SendAsync("TaskChanged", update.Tasks);
        await SendAsync("FollowUpChanged", update.FollowUps);
    }

    private async Task SendAsync<T>(string method, IEnumerable<T> items)
    {
        foreach (var item in items)
        {
            var sent = hub.Clients.All.SendAsync(method, item);
            if (!sent.IsCompletedSuccessfully)
                await sent.WaitAsync(LongestWait).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
