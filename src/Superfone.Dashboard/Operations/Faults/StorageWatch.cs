using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Ingest.Log;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Faults;

namespace Superfone.Dashboard.Operations.Faults;

/// <summary>
/// Notices what no delivery has shown yet: that the disk is almost full or does not take a write any more, and that it does again; and that the clock was set.
/// </summary>
internal sealed class StorageWatch(
    StorageFaults faults, ClockWatch clock, FaultBoard board, IngestHealth ingest, DeliveryLog log, DataDirectory data, IOptionsMonitor<RecordingOptions> recordings, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // After it, something other than work holds the deliveries back.
    private static readonly TimeSpan LongestCommit = TimeSpan.FromSeconds(2);

    // Each look writes, which wakes a sleeping disk.
    private const int LooksWhileWell = 60;
    private const int LooksWhileFailing = 5;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var since = 0;
        while (await timer.WaitForNextTickAsync(stoppingToken).AsTask().ContinueWith(tick => tick.IsCompletedSuccessfully && tick.Result, TaskScheduler.Default))
        {
            board.LookAgain();
            clock.Look();
            if (++since % LooksWhileFailing != 0)
                continue;
            LookForRoom();
            if (since < LooksWhileWell && faults.Of(StoragePart.Log) is null && log.IsAlive(LongestCommit))
                continue;
            await ingest.CheckHealthAsync(new HealthCheckContext(), CancellationToken.None);
            since = 0;
        }
    }

    private void LookForRoom()
    {
        try
        {
            var free = new DriveInfo(data.Path).AvailableFreeSpace;
            var reserve = recordings.CurrentValue.ReserveBytes;
            if (free < reserve)
                faults.Report(StoragePart.Recordings, new NoRoomException($"{free / 1_000_000} MB are left, {reserve / 1_000_000} MB are kept for deliveries (Superfone:Recordings:ReserveBytes)"));
            else if (faults.Of(StoragePart.Recordings)?.Cause == StorageCause.Full)
                faults.Clear(StoragePart.Recordings);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The folder is gone, which the next write will show.
        }
    }
}
