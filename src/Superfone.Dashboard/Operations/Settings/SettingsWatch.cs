using Superfone.Dashboard.Configuration.Logs;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Nodes;

namespace Superfone.Dashboard.Operations.Settings;

/// <summary>Puts settings into effect that another node has changed.</summary>
internal sealed class SettingsWatch(NodeBoard board, SettingsStart settings, SettingsEditor editor, INodeMessages nodes, TimeProvider time, ILogger<SettingsWatch> logger) : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    private readonly RepeatedError _failure = new();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var signal = new WakeSignal(time);
        using var receiving = nodes.Receive(NodeTopic.Settings, _ => signal.Notify());

        // They may have been changed since this node read them.
        signal.Notify();
        while (board.IsShared && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await signal.WaitAsync(null, stoppingToken);
                await editor.InTurnAsync(settings.Load);
                _failure.End();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                if (_failure.IsNew(error))
                    logger.LogWarning("Settings that another node has changed cannot be read, which is tried again; those of this node stay: {Reason}", error.Message);
                signal.Notify();
                await Task.Delay(RetryDelay, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
