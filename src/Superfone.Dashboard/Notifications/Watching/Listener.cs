using Superfone.Dashboard.Access;
using Superfone.Dashboard.Domain.Notifications;
using Superfone.Dashboard.Notifications.Devices;
using Superfone.Dashboard.Storage.Primary.Push;

namespace Superfone.Dashboard.Notifications.Watching;

/// <summary>A person who is notified now, with what they see at this moment.</summary>
/// <param name="Actor">The person.</param>
/// <param name="Language">The language of their devices.</param>
/// <param name="Devices">Their devices that read it.</param>
/// <param name="Mail">What they want by mail; <see langword="null"/> for nothing.</param>
/// <param name="Times">When their devices are told; <see langword="null"/> for at any time.</param>
internal sealed record Listener(Actor Actor, string Language, IReadOnlyList<PushDevice> Devices, MailWish? Mail = null, NotificationTimes? Times = null)
{
    /// <summary>Whether they may know of a kind, and want it on some device or by mail.</summary>
    public bool Wants(NotificationKind kind) => DevicesFor(kind).Any() || WantsMail(kind);

    /// <summary>Whether they may know of a kind, and want it by mail.</summary>
    public bool WantsMail(NotificationKind kind) => Mail?.Kinds.Contains(kind) == true && Actor.May(NotificationKinds.Needed(kind));

    /// <summary>The devices on which they want a kind; none if they may not know of it.</summary>
    public IEnumerable<PushDevice> DevicesFor(NotificationKind kind) =>
        Actor.May(NotificationKinds.Needed(kind)) ? Devices.Where(device => NotificationKinds.Parse(device.Kinds).Contains(kind)) : [];
}

/// <summary>What somebody wants by mail.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Kinds">The kinds.</param>
/// <param name="SinceUtc">When they chose them, UTC.</param>
internal sealed record MailWish(string UserId, IReadOnlySet<NotificationKind> Kinds, DateTime SinceUtc);
