using Superfone.Dashboard.Configuration.Logs;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Destinations;

namespace Superfone.Dashboard.Destinations.Sending;

/// <summary>The runners of all destinations that are to receive events, on the node that passes them on.</summary>
internal sealed class DestinationRunners(
    DestinationTable table, SettingStore settings, IEventLog log, RunnerParts parts, INodeMessages nodes, ILogger<DestinationRunners> logger) : BackgroundService
{
    // A signal may get lost.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<long, DestinationRunner> _runners = [];
    private readonly RepeatedError _failure = new();
    private volatile DestinationRunner[] _awake = [];
    private volatile bool _mustRefresh;
    private ILease? _lease;
    private bool _isRunning;

    /// <summary>Reads the destinations again. Once the task ends, all of them are used as they are stored, if they are used on this node.</summary>
    public async Task RefreshAsync()
    {
        nodes.Send(NodeTopic.Destinations);
        await ReadAsync();
    }

    /// <summary>Has a destination post at once what was put into its queue again.</summary>
    public async Task ReadQueueAsync(long destinationId)
    {
        nodes.Send(NodeTopic.DestinationQueue, destinationId);
        await _turn.WaitAsync();
        try
        {
            _runners.GetValueOrDefault(destinationId)?.ReadQueue();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _lease = WorkFence.Current;
        try
        {
            await StartRunnersAsync(stoppingToken);
            await Task.Factory.StartNew(() => Follow(stoppingToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            await EndRunnersAsync();
        }
    }

    private async Task EndRunnersAsync()
    {
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            _isRunning = false;
            await ApplyAsync([]);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task StartRunnersAsync(CancellationToken stopping)
    {
        _isRunning = true;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await ReadAsync();
                _failure.End();
                return;
            }
            catch (System.Data.Common.DbException error)
            {
                LogFailure(error);
                await Task.Delay(RetryDelay, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ReadAsync()
    {
        await _turn.WaitAsync();
        try
        {
            // First, because another node may change them again meanwhile.
            _mustRefresh = false;
            if (_isRunning)
                await ApplyAsync(await table.ReadAsync());
        }
        catch
        {
            _mustRefresh = true;
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Follow(CancellationToken stopping)
    {
        using var waiter = log.Listen();
        using var changes = nodes.Receive(NodeTopic.Destinations, _ => _mustRefresh = true);
        using var queues = nodes.Receive(NodeTopic.DestinationQueue, ids =>
        {
            foreach (var runner in _awake.Where(runner => ids?.Contains(runner.Destination.Id) != false))
                runner.ReadQueue();
        });

        // What was changed before this node listened.
        _mustRefresh = true;
        foreach (var runner in _awake)
            runner.ReadQueue();
        try
        {
            while (true)
            {
                waiter.Wait(LongestWait, stopping);
                if (_mustRefresh)
                    RefreshAgain();
                foreach (var runner in _awake)
                    runner.Wake();
            }
        }
        catch (OperationCanceledException)
        {
            // The application stops.
        }
    }

    // The primary database failed while a change was applied.
    private void RefreshAgain()
    {
        try
        {
            ReadAsync().GetAwaiter().GetResult();
            _failure.End();
        }
        catch (System.Data.Common.DbException error)
        {
            LogFailure(error);
        }
    }

    private void LogFailure(System.Data.Common.DbException error)
    {
        if (_failure.IsNew(error))
            logger.LogError("Destinations cannot be read; it is tried again every few seconds: {Reason}", error.Message);
    }

    private async Task ApplyAsync(IReadOnlyList<Destination> destinations)
    {
        // It may be an owner's request that has them read again.
        using var fence = WorkFence.Enter(_lease);
        var logId = destinations.Count == 0 ? null : settings.Find(SettingStore.LogId);
        var wanted = destinations.Where(destination => DestinationPauses.Of(destination, logId, parts.Secrets) == DestinationPause.None).ToDictionary(destination => destination.Id);
        var ended = _runners.Values.Where(runner => wanted.GetValueOrDefault(runner.Destination.Id) is not { } other || !IsSame(other, runner.Destination)).ToList();
        foreach (var runner in ended)
        {
            runner.IsReplaced = destinations.Any(destination => destination.Id == runner.Destination.Id);
            _runners.Remove(runner.Destination.Id);
        }

        await Task.WhenAll(ended.Select(runner => runner.DisposeAsync().AsTask()));

        foreach (var id in wanted.Keys.Except(_runners.Keys))
        {
            // Its position has moved until the last runner stopped.
            if (await table.FindAsync(id) is { } current)
                _runners.Add(id, new DestinationRunner(current, parts));
        }

        _awake = [.. _runners.Values];
    }

    private static bool IsSame(Destination one, Destination other) =>
        (one.Url, one.Form, one.Events, one.Accounts, one.Conditions, one.Secret) == (other.Url, other.Form, other.Events, other.Accounts, other.Conditions, other.Secret);
}
