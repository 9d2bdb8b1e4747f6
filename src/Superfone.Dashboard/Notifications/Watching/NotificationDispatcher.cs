using System.Data.Common;
using Superfone.Dashboard.Notifications.Alerts;
using Superfone.Dashboard.Notifications.Sending;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Push;

namespace Superfone.Dashboard.Notifications.Watching;

/// <summary>Passes what was found to the devices and the mail of a listener, each of which is told once. Used by one thread at a time.</summary>
internal sealed class NotificationDispatcher(PushSender sender, MailAlerts mails, PushRecordTable records, PrimaryWriter writer, TimeProvider time)
{
    private static readonly TimeSpan CleaningInterval = TimeSpan.FromHours(6);
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    // What lasts may be that nothing can be stored.
    private readonly HashSet<(long Device, string Topic)> _unstored = [];

    private DateTime _cleanedUtc;
    private bool _hasBegun;

    /// <summary>Has what was on its way when the application ended sent anew. Only the first call does anything.</summary>
    public async Task BeginAsync()
    {
        if (_hasBegun)
            return;
        await writer.RunAsync(records.ForgetUnsent);
        _hasBegun = true;
    }

    /// <summary>Ends sending; see <see cref="PushSender.StopAsync"/>.</summary>
    public Task EndAsync() => sender.StopAsync();

    /// <summary>Tells a listener what they were not told yet.</summary>
    /// <param name="listener">The listener.</param>
    /// <param name="found">What was found, of kinds that they want.</param>
    public async Task PostAsync(Listener listener, IReadOnlyList<Notification> found)
    {
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var notification in found.Where(notification => notification.IsLasting || now - notification.AtUtc <= INotificationSource.Recent))
        {
            // Nobody is told of what happened before they asked.
            var devices = listener.DevicesFor(notification.Kind!.Value).Where(device => notification.IsLasting || device.CreatedUtc <= notification.AtUtc).ToDictionary(device => device.Id);
            foreach (var id in devices.Count == 0 ? [] : await RecordAsync([.. devices.Keys], notification, now))
                sender.Post(devices[id], notification, NodeWork.Notifications);
            if (listener.WantsMail(notification.Kind.Value) && (notification.IsLasting || listener.Mail!.SinceUtc <= notification.AtUtc))
                mails.Post(listener.Mail!.UserId, listener.Language, notification);
        }
    }

    /// <summary>Forgets, every few hours, of what devices were told long ago.</summary>
    public async Task CleanAsync()
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (now - _cleanedUtc < CleaningInterval)
            return;
        _cleanedUtc = now;
        await writer.RunAsync(() => records.RemoveBefore(now - Remembered));
    }

    private async Task<IReadOnlyList<long>> RecordAsync(IReadOnlyList<long> devices, Notification notification, DateTime nowUtc)
    {
        var unknown = devices.Where(id => !_unstored.Contains((id, notification.Topic))).ToList();
        if (unknown.Count == 0)
            return [];
        try
        {
            return await writer.RunAsync(() => records.Add(unknown, notification.Topic, nowUtc));
        }
        catch (DbException) when (notification.IsLasting)
        {
            _unstored.UnionWith(unknown.Select(id => (id, notification.Topic)));
            return unknown;
        }
    }
}
