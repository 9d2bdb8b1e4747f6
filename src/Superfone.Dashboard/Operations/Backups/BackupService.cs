using Superfone.Dashboard.Access;

namespace Superfone.Dashboard.Operations.Backups;

/// <summary>Makes the scheduled backups, and each week tries a restore.</summary>
internal sealed class BackupService(
    BackupJob job, BackupState state, BackupSchedule schedule, RestoreDrill drill, TimeProvider time, ILogger<BackupService> logger) : BackgroundService
{
    // The folder or the time may be changed on the page, and a command may have made a backup.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        Clean();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                state.Refresh();
                if (schedule.DueUtc <= time.GetUtcNow().UtcDateTime)
                    await job.RunAsync(schedule.IsDrillDue, Actor.System, stoppingToken);
                var wait = schedule.DueUtc - time.GetUtcNow().UtcDateTime is { Ticks: > 0 } left && left < LongestWait ? left : LongestWait;
                await Task.Delay(wait, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                logger.LogError(error, "A backup was interrupted; it is tried again");
                await Task.Delay(LongestWait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // A killed drill has left it.
    private void Clean()
    {
        try
        {
            drill.Clean();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning("What a restore drill has left cannot be deleted: {Reason}", error.Message);
        }
    }
}
