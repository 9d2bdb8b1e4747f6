using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage.Changes;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Projections.Runtime;

/// <summary>
/// Runs projection on a thread of its own, because SQLite's calls block. A rebuild runs on the same thread, in alternate batches, so that
/// the current read model stays up to date.
/// </summary>
public sealed class ProjectionService : IHostedService, IDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    // Nothing reports that a file was deleted, or that a disk has space again.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly PrimaryFile _primary;
    private readonly ReadModelFile _readModel;
    private readonly PhoneBook _phones;
    private readonly BusinessCalendar _calendar;
    private readonly DeliverySignal _signal;
    private readonly RebuildRequests _rebuilds;
    private readonly ProjectionProgress _progress;
    private readonly DeliveryWaiter _waiter;
    private readonly ChangeFeed _feed;
    private readonly ILogger<ProjectionService> _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Thread _thread;
    private volatile ProjectionStatus _status = new(0, 0, 0, 0, null, "Projection has not started yet.");
    private bool _isDisposed;

    /// <summary>Creates the service; projection begins when the application starts.</summary>
    public ProjectionService(
        PrimaryFile primary, ReadModelFile readModel, PhoneBook phones, BusinessCalendar calendar, DeliverySignal signal, RebuildRequests rebuilds,
        ProjectionProgress progress, ChangeFeed feed, ILogger<ProjectionService> logger)
    {
        (_primary, _readModel, _phones, _calendar, _signal) = (primary, readModel, phones, calendar, signal);
        (_rebuilds, _progress, _feed, _logger) = (rebuilds, progress, feed, logger);
        _waiter = signal.Listen();
        _readModel.FoundDamaged += signal.Notify;
        _thread = new Thread(Run) { Name = "Projection", IsBackground = true };
    }

    /// <summary>The status of projection.</summary>
    public ProjectionStatus Status => _status;

    /// <summary>
    /// Requests a rebuild of the read model from the log, beside the current one. The request is on disk when the task completes, and
    /// survives a kill. While a rebuild runs, a request joins it.
    /// </summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">The request could not be stored.</exception>
    public Task RebuildAsync() => _rebuilds.AddAsync();

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Before anything is read. If it fails, the read model is opened later; deliveries can be stored meanwhile.
            using var log = new LogReader(_primary.ConnectionString);
            if (!_readModel.Open(log.Stamp, log.Holds) && log.LastDeliveryId > 0)
                _logger.LogInformation("There is no read model of this log by this version; it is computed from the log");
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
        // It is registered both as itself and as a hosted service, and so disposed twice.
        if (_isDisposed)
            return;
        _isDisposed = true;
        _stopping.Cancel();
        if (_thread.IsAlive)
            _thread.Join();
        _readModel.FoundDamaged -= _signal.Notify;
        _waiter.Dispose();
        _stopping.Dispose();
    }

    private void Run()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                using var log = new LogReader(_primary.ConnectionString);
                Project(log);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception error)
            {
                // The log keeps everything until it can be read again.
                Report(error);
                _stopping.Token.WaitHandle.WaitOne(RetryDelay);
            }
        }
    }

    private void Project(LogReader log)
    {
        using var shown = new CurrentReadModel(_readModel, log, Over, TimeProvider.System, _logger);
        using var rebuild = new Rebuild(_readModel, Over, TimeProvider.System, _logger);
        var throttle = new Throttle();
        while (true)
        {
            _stopping.Token.ThrowIfCancellationRequested();
            var stamp = log.Stamp;
            throttle.Begin(log.LastDeliveryId, shown.Checkpoint.DeliveryId);
            var changes = shown.ProjectBatch(throttle.Limit);
            if (shown.IsOutdated(stamp))
                rebuild.Begin(stamp);

            // It has read the log later, so it is at least as far as the current one.
            if (rebuild.ProjectBatch(throttle.Limit) && rebuild.Swap(stamp) is { } rebuilt)
            {
                shown.Replace(rebuilt);
                changes = [new Change(ChangeKind.Everything, 0)];
            }

            _status = StatusOf(log, shown, rebuild);
            _progress.Report(new(shown.Checkpoint.DecisionId, shown.Checkpoint.LogEpoch));
            if (changes is not null)
                _feed.Publish(changes);
            else if (!rebuild.IsRunning)
                _waiter.Wait(LongestWait, _stopping.Token);
            if (throttle.RestAfter(_status) is { Ticks: > 0 } rest)
                _stopping.Token.WaitHandle.WaitOne(rest);
        }

        Projector Over(ReadModelWriter readModel) => new(readModel, log, _phones, _calendar, _logger);
    }

    private static ProjectionStatus StatusOf(LogReader log, CurrentReadModel shown, Rebuild rebuild)
    {
        var at = shown.Checkpoint;
        return new(log.LastDeliveryId, at.DeliveryId, at.DecisionId, at.RebuildNumber, rebuild.DeliveryId, shown.Error, at.LogEpoch)
        {
            RebuildError = rebuild.Error,
            SetAside = shown.SetAside,
        };
    }

    private void Report(Exception error)
    {
        if (_status.Error != error.Message)
            _logger.LogError(error, "Projection stopped and will try again");
        _status = _status with { Error = error.Message, RebuiltDeliveryId = null };
    }
}
