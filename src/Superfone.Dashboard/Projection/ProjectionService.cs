using Superfone.Dashboard.Deliveries;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Storage.Truth;
using Superfone.Dashboard.Storage.Views;

namespace Superfone.Dashboard.Projection;

/// <summary>
/// Runs projection on a thread of its own: SQLite's calls block. A rebuild runs on the same thread, a batch of the one after a
/// batch of the other, so that the views stay live while they are rebuilt.
/// </summary>
public sealed class ProjectionService : IHostedService, IDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly TruthFile _truth;
    private readonly ViewsFile _views;
    private readonly PhoneBook _phones;
    private readonly BusinessCalendar _calendar;
    private readonly DeliverySignal _signal;
    private readonly DeliveryWaiter _waiter;
    private readonly ChangeFeed _feed;
    private readonly ILogger<ProjectionService> _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Thread _thread;
    private volatile ProjectionStatus _status = new(0, 0, 0, 0, null, "Projection has not started yet.");
    private volatile bool _isRebuildAsked;
    private bool _isDisposed;

    /// <summary>A projection that begins when the application starts.</summary>
    public ProjectionService(
        TruthFile truth, ViewsFile views, PhoneBook phones, BusinessCalendar calendar, DeliverySignal signal, ChangeFeed feed,
        ILogger<ProjectionService> logger)
    {
        (_truth, _views, _phones, _calendar, _signal, _feed, _logger) = (truth, views, phones, calendar, signal, feed, logger);
        _waiter = signal.Listen();
        _thread = new Thread(Run) { Name = "Projection", IsBackground = true };
    }

    /// <summary>How far it is.</summary>
    public ProjectionStatus Status => _status;

    /// <summary>Asks for the views to be rebuilt from the log, beside those that are shown. Asking twice is asking once.</summary>
    public void Rebuild()
    {
        _isRebuildAsked = true;
        _signal.Notify();
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _views.Open();
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
        _waiter.Dispose();
        _stopping.Dispose();
    }

    private void Run()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                using var log = new LogReader(_truth.ConnectionString);
                ProjectUntilStopped(log);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception error)
            {
                // A full disk, a file that is gone: the log keeps everything until it can be folded in.
                _logger.LogError(error, "Projection stopped and will try again");
                _status = _status with { Error = error.Message, RebuiltDeliveryId = null };
                _stopping.Token.WaitHandle.WaitOne(RetryDelay);
            }
        }
    }

    private void ProjectUntilStopped(LogReader log)
    {
        var shown = OpenShown(log);
        Projector? rebuilt = null;
        var pace = new Pace();
        try
        {
            while (true)
            {
                _stopping.Token.ThrowIfCancellationRequested();
                if (_isRebuildAsked)
                    rebuilt = BeginRebuild(shown, rebuilt, log);

                pace.Begin(log.LastDeliveryId, shown.DeliveryId);
                var changes = shown.ProjectBatch(pace.Limit);
                var rebuiltChanges = rebuilt?.ProjectBatch(pace.Limit);

                // Having read later, it is at least as far as what is shown.
                if (rebuilt is not null && rebuiltChanges is null)
                {
                    rebuilt.Complete();
                    _views.SwapToNext();
                    shown.Dispose();
                    (shown, rebuilt) = (rebuilt, null);
                    changes = [new Change(ChangeKind.Everything, 0)];
                }

                _status = new(log.LastDeliveryId, shown.DeliveryId, shown.DecisionId, shown.Generation, rebuilt?.DeliveryId, null, shown.LogEdition);
                if (changes is not null)
                    _feed.Publish(changes);
                else if (rebuiltChanges is null)
                    _waiter.Wait(_stopping.Token);
                if (pace.RestAfter(_status) is { Ticks: > 0 } rest)
                    _stopping.Token.WaitHandle.WaitOne(rest);
            }
        }
        finally
        {
            shown.Dispose();
            rebuilt?.Dispose();
        }
    }

    private Projector BeginRebuild(Projector shown, Projector? running, LogReader log)
    {
        _isRebuildAsked = false;
        var edition = log.Edition;
        if (running?.LogEdition == edition)
            return running;

        // What the one that runs has read so far is no longer in the log.
        running?.Dispose();
        return new Projector(_views.CreateNext(shown.Generation + 1, edition), log, _phones, _calendar, _logger);
    }

    private Projector OpenShown(LogReader log)
    {
        var shown = new Projector(_views.OpenWriter(), log, _phones, _calendar, _logger);
        if (shown.DeliveryId <= log.LastDeliveryId && shown.LogEdition == log.Edition)
            return shown;

        // The log was exchanged for an older one, or deliveries were taken out of it: what these views show is not in it.
        shown.Dispose();
        _views.StartOver(log.Edition);
        return new Projector(_views.OpenWriter(), log, _phones, _calendar, _logger);
    }
}
