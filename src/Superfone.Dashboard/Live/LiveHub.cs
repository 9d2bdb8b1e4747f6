using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Superfone.Dashboard.Access;

namespace Superfone.Dashboard.Live;

/// <summary>
/// Where programs other than our own pages hear what changes. They only listen: <c>CallChanged</c>, <c>ContactChanged</c>,
/// <c>TaskChanged</c>, <c>FollowUpChanged</c>, <c>DeliveryReceived</c>, each with the item as the API shows it.
/// </summary>
[Authorize(Policy = Policies.Agent)]
public sealed class LiveHub(LiveBroadcast broadcast) : Hub
{
    /// <summary>Path of the hub.</summary>
    public const string Path = "/hubs/live";

    /// <inheritdoc/>
    public override Task OnConnectedAsync()
    {
        broadcast.Connected();
        return base.OnConnectedAsync();
    }

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        broadcast.Disconnected();
        return base.OnDisconnectedAsync(exception);
    }
}
