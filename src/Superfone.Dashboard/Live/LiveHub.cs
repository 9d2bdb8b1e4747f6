using Microsoft.AspNetCore.SignalR;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Configuration.Telemetry;

namespace Superfone.Dashboard.Live;

/// <summary>
/// The SignalR hub through which other programs receive changes. It only sends: <c>CallChanged</c>, <c>ContactChanged</c>,
/// <c>TaskChanged</c>, <c>FollowUpChanged</c> and <c>DeliveryReceived</c>, each with the item as the API returns it; <c>FollowUpRemoved</c>
/// with its <c>id</c> and <c>phone</c>, <c>CallRemoved</c> with its <c>cdrId</c>; and <c>Reset</c>, after which a client reloads its data.
/// </summary>
[RequirePermission(Permission.Read)]
public sealed class LiveHub(LiveFeed feed, LiveScope scope, Actors actors, LiveMetrics metrics, DeliveryTraces traces) : Hub
{
    /// <summary>The path of the hub.</summary>
    public const string Path = "/hubs/live";

    /// <inheritdoc/>
    public override Task OnConnectedAsync()
    {
        // The user stays as they were when they connected; what the settings let them see may change.
        var user = Context.User!;
        Context.Items[typeof(LiveClient)] = new LiveClient(feed, scope, () => actors.Of(user).Visibility, Clients.Caller, Context.Abort, traces);
        metrics.Connected();
        return base.OnConnectedAsync();
    }

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        if (Context.Items.TryGetValue(typeof(LiveClient), out var client))
        {
            ((LiveClient)client!).Dispose();
            metrics.Disconnected();
        }

        return base.OnDisconnectedAsync(exception);
    }
}
