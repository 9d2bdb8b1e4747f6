using Superfone.Dashboard.Access;
using Superfone.Dashboard.Domain.Notifications;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Push;

namespace Superfone.Dashboard.Notifications.Devices;

/// <summary>The notifications that users receive by mail. Everybody sees and changes their own only.</summary>
public sealed class OwnMail(PushTable table, PrimaryWriter writer, DeviceSignal signal, TimeProvider time)
{
    /// <summary>The kinds that the user wants by mail.</summary>
    public async Task<IReadOnlySet<NotificationKind>> KindsAsync(Actor by) => NotificationKinds.Parse((await table.FindPreferenceAsync(by.RequireUser()))?.MailKinds ?? "");

    /// <summary>Chooses of what the user is told by mail; kinds that they may not choose are left out.</summary>
    public async Task SetKindsAsync(IReadOnlyCollection<NotificationKind> kinds, Actor by)
    {
        var (userId, names, now) = (by.RequireUser(), NotificationKinds.Format(kinds.Intersect(NotificationKinds.Of(by))), time.GetUtcNow().UtcDateTime);
        await writer.RunAsync(() => table.SetMailKinds(userId, names, now));
        signal.Notify();
    }
}
