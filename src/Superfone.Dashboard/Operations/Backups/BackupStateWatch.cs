using System.Data.Common;
using Superfone.Dashboard.Configuration.Logs;
using Superfone.Dashboard.Storage.Nodes;

namespace Superfone.Dashboard.Operations.Backups;

/// <summary>Reads each minute how the last backup went that another node has made, since one of several nodes makes them.</summary>
internal sealed class BackupStateWatch(NodeBoard nodes, BackupState state, TimeProvider time, ILogger<BackupStateWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly RepeatedError _failure = new();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (nodes.IsShared && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await state.RefreshAsync();
                _failure.End();
            }
            catch (Exception error) when (error is DbException or TimeoutException)
            {
                if (_failure.IsNew(error))
                    logger.LogWarning("How the last backup went cannot be read, which is tried again each minute: {Reason}", error.Message);
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
