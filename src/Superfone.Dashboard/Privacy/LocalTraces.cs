using System.Globalization;
using Superfone.Dashboard.Configuration.Logs;
using Superfone.Dashboard.Recordings.Files;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Erasures;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Privacy;

/// <summary>
/// Deletes what erasures have left on the disk of this node: the read model of before, and recordings that S3 had not taken yet. One node does the erasures;
/// the others hear of them here. They also look after their start and each hour, because they may have been off.
/// </summary>
internal sealed class LocalTraces(
    NodeBoard nodes, ErasedSignal signal, TraceErasure traces, RecordingStores recordings, ReadModelFile readModel, ProjectionProgress progress, SettingStore settings, ILogger<LocalTraces> logger) : BackgroundService
{
    private readonly RepeatedError _failure = new();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (nodes.IsShared && !stoppingToken.IsCancellationRequested)
        {
            await signal.WaitAsync(null, stoppingToken);
            try
            {
                await DeleteAsync(stoppingToken);
                _failure.End();
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                if (_failure.IsNew(error))
                    logger.LogError("What erasures have left on this disk cannot be deleted, which is tried again within the hour: {Reason}", error.Message);
            }
        }
    }

    private async Task DeleteAsync(CancellationToken stopping)
    {
        await recordings.DeleteUnknownHereAsync(traces.KnownFiles, stopping);
        var epoch = long.TryParse(settings.Find(SettingStore.LogEpoch), NumberStyles.None, CultureInfo.InvariantCulture, out var stored) ? stored : 0;
        await progress.WaitAsync(position => position.LogEpoch >= epoch, Timeout.InfiniteTimeSpan, stopping);
        await Task.Delay(Eraser.LongestOpening, TimeProvider.System, stopping);
        readModel.DeleteFormer();
    }
}
