using Superfone.Dashboard.Configuration.Telemetry;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Changes;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Faults;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Snapshots;

namespace Superfone.Dashboard.Projections.Runtime;

/// <summary>
/// Runs projection on a thread of its own, because SQLite's calls block. A rebuild runs on the same thread, in alternate batches, so that
/// the current read model stays up to date.
/// </summary>
public sealed class ProjectionService : IHostedService, IDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    // Nothing signals that a file was deleted, or that a disk has room again.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly IEventLog _log;
    private readonly ReadModelFile _readModel;
    private readonly ReadModelSnapshots? _snapshots;
    private readonly ProjectionProgress _progress;
    private readonly DeliveryWaiter _waiter;
    private readonly ChangeFeed _feed;
    private readonly StorageFaults _faults;
    private readonly ProjectionMetrics _metrics;
    private readonly DeliveryTraces _traces;
    private readonly ILogger<ProjectionService> _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Thread _thread;
    private readonly WorkTimer _work = new();
    private bool _isDisposed;

    /// <summary>Creates the service; projection begins when the application starts.</summary>
    public ProjectionService(
        IEventLog log, ReadModelFile readModel, ProjectionProgress progress, ChangeFeed feed,
        StorageFaults faults, ProjectionMetrics metrics, DeliveryTraces traces, ILogger<ProjectionService> logger, ReadModelSnapshots? snapshots = null)
    {
        (_log, _readModel, _snapshots) = (log, readModel, snapshots);
        (_progress, _feed, _faults, _metrics, _traces, _logger) = (progress, feed, faults, metrics, traces, logger);
        _waiter = log.Listen();
        _readModel.FoundDamaged += log.Notify;
        _thread = new Thread(Run) { Name = "Projection", IsBackground = true };
    }

    /// <summary>The progress of projection.</summary>
    public ProjectionStatus Status
    {
        get => _progress.Status;
        private set => _progress.Status = value;
    }

    /// <summary>Whether projection runs, and has not been busy with one batch for longer than a time.</summary>
    public bool IsAlive(TimeSpan longestBatch) => _thread.IsAlive && !_work.IsOver(longestBatch);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Opened before anybody reads it. If that fails it is opened later; deliveries can be stored meanwhile.
            using var log = _log.OpenReader();
            if (!_readModel.Open(log.Stamp, log.Holds) && log.LastDeliveryId > 0)
            {
                Status = Status with { LastDeliveryId = log.LastDeliveryId, IsIncomplete = true };
                _logger.LogInformation("There is no read model of this log by this version; it is computed from the log");
            }
        }
        catch (Exception error)
        {
            Report(error);
        }

        _thread.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping.Cancel();
        return _thread.IsAlive ? Task.Run(_thread.Join, CancellationToken.None) : Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Registered both as itself and as a hosted service, and therefore disposed twice.
        if (_isDisposed)
            return;
        _isDisposed = true;
        _stopping.Cancel();
        if (_thread.IsAlive)
            _thread.Join();
        _readModel.FoundDamaged -= _log.Notify;
        _waiter.Dispose();
        _stopping.Dispose();
    }

    private void Run()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                using var log = _log.OpenReader();
                Project(log);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // The log keeps everything until it can be read again.
                Report(error);
                _work.Stop();
                _stopping.Token.WaitHandle.WaitOne(RetryDelay);
            }
        }
    }

    private void Project(IEventLogReader log)
    {
        using var shown = new CurrentReadModel(_readModel, log, Over, TimeProvider.System, _faults);
        using var rebuild = new Rebuild(_readModel, _log, log, Over, TimeProvider.System, _faults, _logger, _snapshots is { IsOn: true } ? _snapshots : null);
        var throttle = new Throttle(TimeProvider.System);
        while (true)
        {
            _stopping.Token.ThrowIfCancellationRequested();
            _work.Start();
            var stamp = log.Stamp;
            var (before, started) = (shown.Checkpoint.DeliveryId, _traces.Now);
            throttle.Begin(before);
            var changes = shown.ProjectBatch(throttle.Limit);
            if (changes is not null)
            {
                _metrics.Projected(shown.Checkpoint.DeliveryId - before);
                _traces.Pass("project delivery", before, shown.Checkpoint.DeliveryId, started);
            }

            if (shown.IsOutdated(stamp))
                rebuild.Begin(stamp);
            else
                rebuild.Cancel();
            if (rebuild.Error is not null)
                shown.AwaitsRebuild = false;

            // It has read the log later, so it includes at least as much as the current read model.
            if (rebuild.ProjectBatch(throttle.Limit) && rebuild.Swap(stamp) is { } rebuilt)
            {
                shown.Replace(rebuilt);
                _metrics.Rebuilt();
                changes = [new Change(ChangeKind.Everything, 0)];
            }

            Status = StatusOf(log, shown, rebuild);
            _progress.Report(new(shown.Checkpoint.DecisionId, shown.Checkpoint.LogEpoch));
            _work.Stop();
            if (changes is not null)
                _feed.Publish(changes);
            else if (!rebuild.HasWork)
                _waiter.Wait(LongestWait, _stopping.Token);
            if (throttle.RestAfter(Status.LastDeliveryId, Status.ProjectedDeliveryId, rebuild.HasWork) is { Ticks: > 0 } rest)
                _stopping.Token.WaitHandle.WaitOne(rest);
        }

        Projector Over(ReadModelWriter readModel, IEventLogReader reader) => new(readModel, reader, _logger);
    }

    private static ProjectionStatus StatusOf(IEventLogReader log, CurrentReadModel shown, Rebuild rebuild)
    {
        var at = shown.Checkpoint;
        return new(log.LastDeliveryId, at.DeliveryId, at.DecisionId, at.RebuildNumber, rebuild.DeliveryId, shown.Error, at.LogEpoch)
        {
            RebuildError = rebuild.Error,
            SetAside = shown.SetAside,
            IsIncomplete = shown.IsIncomplete,
        };
    }

    private void Report(Exception error)
    {
        _faults.Report(StoragePart.Projection, error);
        Status = Status with { Error = error.Message, RebuiltDeliveryId = null };
    }
}
