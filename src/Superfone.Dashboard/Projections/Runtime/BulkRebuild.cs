using System.Runtime.ExceptionServices;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Projections.Runtime;

/// <summary>Computes a read model in bulk from what is in the log, on threads of its own: one reads and parses, the other one projects.</summary>
internal sealed class BulkRebuild : IDisposable
{
    private const int PartSize = 8_192;

    private static readonly TimeSpan InterruptInterval = TimeSpan.FromMilliseconds(50);

    private readonly IEventLog _log;
    private readonly ReadModelWriter _writer;
    private readonly Func<ReadModelWriter, IEventLogReader, Projector> _project;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Thread _thread;
    private readonly Lock _closing = new();
    private long _deliveryId;
    private Exception? _error;
    private bool _isClosed;
    private volatile bool _hasEnded;

    /// <summary>Starts it.</summary>
    /// <param name="log">The log; its waiters are woken when the read model is computed.</param>
    /// <param name="writer">An empty file; disposed at the end.</param>
    /// <param name="project">Makes the projector of the file, which is not disposed apart from it and reads the log with a reader of its own.</param>
    public BulkRebuild(IEventLog log, ReadModelWriter writer, Func<ReadModelWriter, IEventLogReader, Projector> project)
    {
        (_log, _writer, _project) = (log, writer, project);
        _thread = new Thread(Run) { Name = "Rebuild", IsBackground = true };
        _thread.Start();
    }

    /// <summary>The last delivery that is projected.</summary>
    public long DeliveryId => Interlocked.Read(ref _deliveryId);

    /// <summary>Whether it has ended: the read model is computed and durable, or <see cref="ThrowIfFailed"/> throws.</summary>
    public bool HasEnded => _hasEnded;

    /// <summary>Throws what stopped it.</summary>
    /// <exception cref="System.Data.Common.DbException">The file could not be written.</exception>
    /// <exception cref="LogReadException">The log could not be read.</exception>
    public void ThrowIfFailed()
    {
        if (_error is { } error)
            ExceptionDispatchInfo.Throw(error);
    }

    /// <summary>Stops it, and waits until the file is closed.</summary>
    public void Dispose()
    {
        _stopping.Cancel();

        // An index of a million rows takes seconds. What begins just after an interruption is interrupted by the next one.
        do
            Interrupt();
        while (!_thread.Join(InterruptInterval));
        _stopping.Dispose();
    }

    private void Interrupt()
    {
        lock (_closing)
        {
            if (!_isClosed)
                _writer.Interrupt();
        }
    }

    private void Run()
    {
        try
        {
            BackgroundThread.LowerPriority();
            using var reader = _log.OpenReader();
            var projector = _project(_writer, reader);
            var load = new BulkLoad(_writer);
            using (var ahead = new LogPrefetch(_log, PartSize, _stopping.Token))
            {
                foreach (var part in ahead.Parts())
                {
                    projector.ProjectInBulk(part, _stopping.Token);
                    Interlocked.Exchange(ref _deliveryId, projector.DeliveryId);
                }
            }

            projector.FinishBulk(_stopping.Token);
            load.Finish(projector.SaveCheckpoint, _stopping.Token);
        }
        catch (Exception error)
        {
            _error = error;
        }
        finally
        {
            lock (_closing)
            {
                _writer.Dispose();
                _isClosed = true;
            }

            _hasEnded = true;
            _log.Notify();
        }
    }
}
