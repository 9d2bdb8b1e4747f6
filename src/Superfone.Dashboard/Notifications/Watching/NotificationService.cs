using System.Data.Common;
using System.Globalization;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Notifications.Alerts;
using Superfone.Dashboard.Notifications.Devices;
using Superfone.Dashboard.Notifications.Sending;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Push;

namespace Superfone.Dashboard.Notifications.Watching;

/// <summary>
/// Tells people of what happens, on their devices and by mail. It subscribes to the live feed like a page, and only while somebody is to be told, so that neither ingest nor
/// projection waits for it.
/// </summary>
internal sealed class NotificationService(
    Audience audience, IEnumerable<INotificationSource> sources, PushSender sender, MailAlerts mails, PushRecordTable records, PrimaryWriter writer, LiveFeed feed, DeviceSignal signal, TimeProvider time,
    ILogger<NotificationService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan CleaningInterval = TimeSpan.FromHours(6);
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    // What lasts may be that nothing can be stored.
    private readonly HashSet<(long Device, string Topic)> _unstored = [];

    private readonly SemaphoreSlim _turn = new(1, 1);
    private LiveSubscription? _subscription;
    private DateTime _cleanedUtc;
    private string? _failure;

    // An update that failed is made up for by reading again.
    private volatile bool _mustReload = true;

    /// <inheritdoc/>
    public override void Dispose()
    {
        _subscription?.Dispose();
        _turn.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAsync(() => TickAsync(stoppingToken), stoppingToken);
            await signal.WaitAsync(time.GetUtcNow().UtcDateTime + Interval, stoppingToken);
        }
    }

    private async Task TickAsync(CancellationToken stopping)
    {
        if (!await audience.ExistsAsync(stopping))
        {
            _subscription?.Dispose();
            _subscription = null;
            return;
        }

        if (_subscription is null)
        {
            _subscription = feed.Subscribe(update => TryAsync(() => NotifyAsync(update, stopping), stopping));
            _mustReload = true;
        }

        if (_mustReload)
            await NotifyAsync(LiveUpdate.Reload, stopping);
        await NotifyAsync(null, stopping);
        await CleanAsync();
    }

    private async Task NotifyAsync(LiveUpdate? update, CancellationToken stopping)
    {
        var concerned = sources.Where(source => source.Concerns(update)).ToList();
        if (concerned.Count == 0)
            return;
        await _turn.WaitAsync(stopping);
        try
        {
            foreach (var listener in await audience.ReadAsync(stopping))
            {
                CultureInfo.GetCultureInfo(listener.Language).Use();
                foreach (var source in concerned.Where(source => listener.Wants(source.Kind)))
                    await PostAsync(listener, await source.FindAsync(listener, update, time.GetUtcNow().UtcDateTime, stopping));
            }

            if (update is { IsReload: true })
                _mustReload = false;
        }
        catch
        {
            _mustReload |= update is not null;
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task PostAsync(Listener listener, IReadOnlyList<Notification> found)
    {
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var notification in found.Where(notification => notification.IsLasting || now - notification.AtUtc <= INotificationSource.Recent))
        {
            // Nobody is told of what happened before they asked.
            var devices = listener.DevicesFor(notification.Kind!.Value).Where(device => notification.IsLasting || device.CreatedUtc <= notification.AtUtc).ToDictionary(device => device.Id);
            foreach (var id in devices.Count == 0 ? [] : await RecordAsync([.. devices.Keys], notification, now))
                sender.Post(devices[id], notification);
            if (listener.WantsMail(notification.Kind.Value) && (notification.IsLasting || listener.Mail!.SinceUtc <= notification.AtUtc))
                mails.Post(listener.Mail!.UserId, listener.Language, notification);
        }
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

    private async Task CleanAsync()
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (now - _cleanedUtc < CleaningInterval)
            return;
        _cleanedUtc = now;
        await writer.RunAsync(() => records.RemoveBefore(now - Remembered));
    }

    private async Task TryAsync(Func<Task> work, CancellationToken stopping)
    {
        try
        {
            await work();
            _failure = null;
        }
        catch (Exception error) when (!stopping.IsCancellationRequested)
        {
            if (_failure != error.Message)
                logger.LogError(error, "Devices could not be notified; it is tried again every few seconds");
            _failure = error.Message;
        }
    }
}
