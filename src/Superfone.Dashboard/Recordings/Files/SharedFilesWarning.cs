using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.Nodes;

namespace Superfone.Dashboard.Recordings.Files;

/// <summary>Says once that recordings of this node cannot be played from other ones, if they are kept as files although there are others.</summary>
internal sealed class SharedFilesWarning(NodeBoard nodes, IOptionsMonitor<RecordingOptions> options, TimeProvider time, ILogger<SharedFilesWarning> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (nodes.IsShared && !stoppingToken.IsCancellationRequested)
        {
            if (nodes.HasOthers && options.CurrentValue is { Enabled: true, IsInS3: false })
            {
                logger.LogWarning("Other nodes use this database, but recordings are kept as files of the node that downloads them, where the others cannot play them: set Superfone:Recordings:Store to s3");
                return;
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
