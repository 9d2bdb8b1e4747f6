using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Notifications.Sending;
using Superfone.Dashboard.Storage.Primary.Push;

namespace Superfone.Dashboard.Notifications.Devices;

/// <summary>Sends a notification that tells nothing, so that somebody sees that notifications arrive.</summary>
public sealed class DeviceTest
{
    private readonly PushTable _devices;
    private readonly PushSender _sender;
    private readonly Display _display;
    private readonly TimeProvider _time;

    internal DeviceTest(PushTable devices, PushSender sender, Display display, TimeProvider time) => (_devices, _sender, _display, _time) = (devices, sender, display, time);

    /// <summary>Sends it to one of the user's own devices.</summary>
    /// <returns>Whether it was sent: not if there is no such device, or too much waits.</returns>
    public async Task<bool> SendAsync(long id, Actor by)
    {
        by.Require(Permission.Read);
        var device = (await _devices.ReadOfUserAsync(by.UserId ?? "")).FirstOrDefault(device => device.Id == id);
        return device is not null && _sender.Post(device, new Notification
        {
            Topic = "test",
            AtUtc = _time.GetUtcNow().UtcDateTime,
            Title = _display.Text["Push.Test"],
            Body = _display.Text["Push.TestBody"],
            Path = "/account",
        });
    }
}
