using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Backups;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.ReadModel.Snapshots;

namespace Superfone.Dashboard.Projections.Runtime;

/// <summary>Fetches a snapshot of the read model on a thread of its own.</summary>
internal sealed class SnapshotJoin : IDisposable
{
    private readonly ReadModelSnapshots _snapshots;
    private readonly IEventLog _log;
    private readonly string _madeFor;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Thread _thread;
    private TemporaryFile? _file;
    private volatile bool _hasEnded;

    /// <summary>Starts it.</summary>
    /// <param name="snapshots">The snapshots.</param>
    /// <param name="log">The log; its waiters are woken at the end.</param>
    /// <param name="madeFor">What the read model must be computed for.</param>
    /// <param name="logger">Receives what stopped it.</param>
    public SnapshotJoin(ReadModelSnapshots snapshots, IEventLog log, string madeFor, ILogger logger)
    {
        (_snapshots, _log, _madeFor, _logger) = (snapshots, log, madeFor, logger);
        _thread = new Thread(Run) { Name = "Snapshot", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Whether it has ended, with a file or without.</summary>
    public bool HasEnded => _hasEnded;

    /// <summary>The verified read model, which is deleted with this object unless it is moved; <see langword="null"/> if none fits.</summary>
    public string? Path => _file?.Path;

    /// <summary>Stops it, and waits until its file is closed.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        _thread.Join();
        _file?.Dispose();
        _stopping.Dispose();
    }

    private void Run()
    {
        try
        {
            BackgroundThread.LowerPriority();
            using var reader = _log.OpenReader();
            _file = _snapshots.Fetch(reader, _madeFor, _stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Nobody waits for it any more.
        }
        catch (Exception error)
        {
            _logger.LogWarning("No snapshot of the read model can be used: {Reason}", error.Message);
        }
        finally
        {
            _hasEnded = true;
            _log.Notify();
        }
    }
}
