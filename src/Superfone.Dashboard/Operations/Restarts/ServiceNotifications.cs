using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting.Systemd;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Ingest.Log;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Operations.Restarts;

/// <summary>
/// Tells systemd when deliveries can be stored, what the application is doing, and that it is alive. It does not say so any more once the
/// thread that stores deliveries, or the one that projects them, has ended or hangs: only a restart helps then. A full disk is no reason.
/// </summary>
internal sealed class ServiceNotifications(
    ISystemdNotifier notifier, DeliveryLog log, ProjectionService projection, TimeProvider time, ILogger<ServiceNotifications> logger) : LifecycleService, IDisposable
{
    private static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(10);

    private ITimer? _timer;

    /// <summary>For how long a thread may work on one thing: neither takes so long, even while another program has locked the database or the disk is slow.</summary>
    public TimeSpan LongestWork { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>After which time without a sign of life the service manager kills; <see langword="null"/> if it does not.</summary>
    public TimeSpan? Watchdog { get; init; } = ReadWatchdog();

    private bool IsAlive => log.IsAlive(LongestWork) && projection.IsAlive(LongestWork);

    /// <inheritdoc/>
    public override Task StartedAsync(CancellationToken cancellationToken)
    {
        if (!notifier.IsEnabled)
            return Task.CompletedTask;
        Notify("READY=1");

        // systemd kills after one interval without a sign of life.
        var interval = Watchdog is { } watchdog && watchdog / 3 < LongestInterval ? watchdog / 3 : LongestInterval;
        _timer = time.CreateTimer(_ => Report(), null, TimeSpan.Zero, interval);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task StoppingAsync(CancellationToken cancellationToken)
    {
        _timer?.Dispose();
        Notify("STOPPING=1");
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    private void Report()
    {
        Notify($"STATUS={Describe(projection.Status)}");
        if (Watchdog is null)
            return;
        if (IsAlive)
            Notify("WATCHDOG=1");
        else
            logger.LogCritical("The thread that stores deliveries or the one that projects them hangs; the service manager will restart the application");
    }

    private static TimeSpan? ReadWatchdog()
    {
        var isMine = Environment.GetEnvironmentVariable("WATCHDOG_PID") is not { Length: > 0 } pid || pid == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        return isMine && long.TryParse(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), CultureInfo.InvariantCulture, out var microseconds) && microseconds > 0
            ? TimeSpan.FromMicroseconds(microseconds)
            : null;
    }

    private static string Describe(ProjectionStatus status) => status switch
    {
        { Error: { } error } => $"Receiving; projection has stopped: {Configuration.OneLine.Of(error)}",
        { RebuiltDeliveryId: { } rebuilt } => string.Create(CultureInfo.InvariantCulture, $"Receiving; recomputing, {rebuilt} of {status.LastDeliveryId} deliveries"),
        _ => string.Create(CultureInfo.InvariantCulture, $"Receiving; {status.LastDeliveryId - status.ProjectedDeliveryId} of {status.LastDeliveryId} deliveries wait for projection"),
    };

    private void Notify(string state)
    {
        try
        {
            notifier.Notify(new ServiceState(state));
        }
        catch (SocketException error)
        {
            logger.LogWarning("The service manager cannot be notified: {Reason}", error.Message);
        }
    }
}
