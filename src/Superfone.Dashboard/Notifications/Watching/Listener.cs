using Superfone.Dashboard.Access;
using Superfone.Dashboard.Domain.Notifications;
using Superfone.Dashboard.Notifications.Devices;
using Superfone.Dashboard.Storage.Primary.Push;

namespace Superfone.Dashboard.Notifications.Watching;

/// <summary>A person who is notified now, with what they see at this moment.</summary>
/// <param name="Actor">The person.</param>
/// <param name="Language">The language of their devices.</param>
/// <param name="Devices">Their devices that read it.</param>
internal sealed record Listener(Actor Actor, string Language, IReadOnlyList<PushDevice> Devices)
{
    /// <summary>Whether they may know of a kind, and want it on some device.</summary>
    public bool Wants(NotificationKind kind) => DevicesFor(kind).Any();

    /// <summary>The devices on which they want a kind; none if they may not know of it.</summary>
    public IEnumerable<PushDevice> DevicesFor(NotificationKind kind) =>
        Actor.May(NotificationKinds.Needed(kind)) ? Devices.Where(device => NotificationKinds.Parse(device.Kinds).Contains(kind)) : [];
}
