using Superfone.Dashboard.Configuration.Logs;
using Superfone.Dashboard.Storage.ReadModel.Snapshots;

namespace Superfone.Dashboard.Operations.Backups;

/// <summary>From time to time stores a snapshot of the read model, for nodes that join.</summary>
internal sealed class SnapshotService(ReadModelSnapshots snapshots, TimeProvider time, ILogger<SnapshotService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private readonly RepeatedError _failure = new();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // A node that has just started has nothing new.
            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested || !snapshots.IsOn)
                continue;
            try
            {
                if (await snapshots.RefreshAsync(time.GetUtcNow().UtcDateTime, stoppingToken))
                    logger.LogInformation("A snapshot of the read model was stored for nodes that join");
                _failure.End();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                if (_failure.IsNew(error))
                    logger.LogWarning("No snapshot of the read model could be stored, which is tried again every ten minutes: {Reason}", error.Message);
            }
        }
    }
}
