using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Configuration.Backups;
using Superfone.Dashboard.Configuration.Logs;

namespace Superfone.Dashboard.Operations.Backups;

/// <summary>Makes the scheduled backups, and each week tries a restore.</summary>
internal sealed class BackupService(
    BackupJob job, BackupState state, BackupSchedule schedule, IOptionsMonitor<BackupOptions> options, TimeProvider time, ILogger<BackupService> logger) : BackgroundService
{
    // The folder or the time may be changed on the page, and a command may have made a backup.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly RepeatedError _failure = new();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();

        // A killed drill has left it; one that is tried on this node's page is not disturbed.
        if (job.Running is null)
            job.CleanDrill();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await state.RefreshAsync();
                if (options.CurrentValue.Directory is not null)
                    await state.SaveConfiguredAsync(time.GetUtcNow().UtcDateTime);
                if (schedule.DueUtc <= time.GetUtcNow().UtcDateTime)
                    await job.RunAsync(schedule.IsDrillDue, Actor.System, stoppingToken);
                _failure.End();
                var wait = schedule.DueUtc - time.GetUtcNow().UtcDateTime is { Ticks: > 0 } left && left < LongestWait ? left : LongestWait;
                await Task.Delay(wait, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                if (_failure.IsNew(error))
                    logger.LogError(error, "A backup was interrupted; it is tried again");
                await Task.Delay(LongestWait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
