using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Superfone.Dashboard.Access;

namespace Superfone.Dashboard.Live;

/// <summary>
/// The SignalR hub through which other programs receive changes. It only sends: <c>CallChanged</c>, <c>ContactChanged</c>,
/// <c>TaskChanged</c>, <c>FollowUpChanged</c> and <c>DeliveryReceived</c>, each with the item as the API returns it.
/// </summary>
[Authorize(Policy = Policies.Agent)]
public sealed class LiveHub(LiveBroadcast broadcast) : Hub
{
    /// <summary>The path of the hub.</summary>
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
