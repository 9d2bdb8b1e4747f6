using System.Globalization;
using Superfone.Dashboard.Configuration.Logs;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Notifications.Devices;
using Superfone.Dashboard.Storage.Nodes;

namespace Superfone.Dashboard.Notifications.Watching;

/// <summary>
/// Tells people of what happens, on their devices and by mail. It subscribes to the live feed like a page, and only while somebody is to be told, so that neither ingest nor
/// projection waits for it.
/// </summary>
internal sealed class NotificationService(
    Audience audience, IEnumerable<INotificationSource> sources, NotificationDispatcher dispatcher, LiveFeed feed, DeviceSignal signal, TimeProvider time, ILogger<NotificationService> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly RepeatedError _failure = new();
    private LiveSubscription? _subscription;
    private ILease? _lease;

    // An update that failed is made up for by reading again.
    private volatile bool _mustReload = true;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await dispatcher.EndAsync();
    }

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
        _lease = WorkFence.Current;
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

        await dispatcher.BeginAsync();
        if (_subscription is null)
        {
            _subscription = feed.Subscribe(async update =>
            {
                using var fence = WorkFence.Enter(_lease);
                await TryAsync(() => NotifyAsync(update, stopping), stopping);
            });
            _mustReload = true;
        }

        if (_mustReload)
            await NotifyAsync(LiveUpdate.Reload, stopping);
        await NotifyAsync(null, stopping);
        await dispatcher.CleanAsync();
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
                CultureInfo.GetCultureInfo(listener.Language).MakeCurrent();
                foreach (var source in concerned.Where(source => listener.Wants(source.Kind)))
                    await dispatcher.PostAsync(listener, await source.FindAsync(listener, update, time.GetUtcNow().UtcDateTime, stopping));
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

    private async Task TryAsync(Func<Task> work, CancellationToken stopping)
    {
        try
        {
            await work();
            _failure.End();
        }
        catch (Exception error) when (!stopping.IsCancellationRequested)
        {
            if (_failure.IsNew(error))
                logger.LogError(error, "Devices could not be notified; it is tried again every few seconds");
        }
    }
}
