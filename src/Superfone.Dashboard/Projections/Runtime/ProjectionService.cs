using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage.Changes;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Projections.Runtime;

/// <summary>
/// Runs projection on a thread of its own: SQLite's calls block. A rebuild runs on the same thread, a batch of the one after a
/// batch of the other, so that the read model stays live while it is rebuilt.
/// </summary>
public sealed class ProjectionService : IHostedService, IDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    // Nobody tells that a file was deleted, or that a disk has room again.
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

    /// <summary>A projection that begins when the application starts.</summary>
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

    /// <summary>How far it is.</summary>
    public ProjectionStatus Status => _status;

    /// <summary>
    /// Asks for the read model to be rebuilt from the log, beside the one that is shown. The request is on the disk when this returns and
    /// survives a kill. Asking while a rebuild runs is asking for that one.
    /// </summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">Storage did not accept the request.</exception>
    public void Rebuild() => _rebuilds.Add();

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Before anybody reads them. Where that fails they open later: deliveries can be kept all the same.
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
        // Registered both as itself and as a hosted service, it is disposed twice.
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
        var pace = new Throttle();
        while (true)
        {
            _stopping.Token.ThrowIfCancellationRequested();
            var stamp = log.Stamp;
            pace.Begin(log.LastDeliveryId, shown.Checkpoint.DeliveryId);
            var changes = shown.ProjectBatch(pace.Limit);
            if (shown.IsOutdated(stamp))
                rebuild.Begin(stamp);

            // Having read later, it is at least as far as what is shown.
            if (rebuild.ProjectBatch(pace.Limit) && rebuild.Swap(stamp) is { } rebuilt)
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
            if (pace.RestAfter(_status) is { Ticks: > 0 } rest)
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
