using System.Runtime.ExceptionServices;
using Superfone.Dashboard.Projections.Search;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Bulk;

namespace Superfone.Dashboard.Projections.Runtime;

/// <summary>
/// Computes a read model in bulk from what is in the log, on threads of its own: one reads and parses, one projects, and one indexes texts.
/// </summary>
internal sealed class BulkRebuild : IDisposable
{
    /// <summary>How many deliveries are projected in one transaction, unless they are large.</summary>
    public const int UsualPartSize = 8_192;

    private static readonly TimeSpan InterruptInterval = TimeSpan.FromMilliseconds(50);

    private readonly IEventLog _log;
    private readonly NextReadModel _file;
    private readonly Func<ReadModelWriter, IEventLogReader, Projector> _project;
    private readonly ILogger _logger;
    private readonly int _partSize;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Thread _thread;
    private readonly Lock _closing = new();
    private long _deliveryId;
    private Exception? _error;
    private bool _isClosed;
    private volatile bool _hasEnded;

    /// <summary>Starts it.</summary>
    /// <param name="log">The log; its waiters are woken when the read model is computed.</param>
    /// <param name="file">An empty file; disposed at the end.</param>
    /// <param name="project">Makes the projector of the file, which is not disposed apart from it and reads the log with a reader of its own.</param>
    /// <param name="logger">Receives the errors of texts that cannot be indexed.</param>
    /// <param name="partSize">The maximum number of deliveries in one transaction.</param>
    public BulkRebuild(IEventLog log, NextReadModel file, Func<ReadModelWriter, IEventLogReader, Projector> project, ILogger logger, int partSize = UsualPartSize)
    {
        (_log, _file, _project, _logger, _partSize) = (log, file, project, logger, partSize);
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
                _file.Interrupt();
        }
    }

    private void Run()
    {
        try
        {
            BackgroundThread.LowerPriority();
            Compute();
        }
        catch (Exception error)
        {
            _error = error;
        }
        finally
        {
            Close();
            _hasEnded = true;
            _log.Notify();
        }
    }

    private void Close()
    {
        lock (_closing)
        {
            try
            {
                _file.Dispose();
            }
            catch (Exception error)
            {
                // Its folder may be gone.
                _error ??= error;
            }

            _isClosed = true;
        }
    }

    private void Compute()
    {
        using var reader = _log.OpenReader();
        var projector = _project(_file.Writer, reader);
        var load = new BulkLoad(_file.Writer);
        BulkTexts.Prepare(_file.Texts);
        using (var indexing = new BulkIndexing(_file.Texts, _logger, _stopping.Token))
        {
            Project(projector, indexing);
            foreach (var texts in projector.TakeLastTexts())
                indexing.Add(texts);
            projector.FinishBulk(_stopping.Token);
            load.CreateIndexes(_stopping.Token);
            indexing.Finish(projector.TakeTexts);
        }

        load.Finish(_file.CloseTexts(), projector.SaveCheckpoint, _stopping.Token);
    }

    private void Project(Projector projector, BulkIndexing indexing)
    {
        using var ahead = new LogPrefetch(_log, _partSize, _stopping.Token);
        foreach (var part in ahead.Parts())
        {
            projector.ProjectInBulk(part, _stopping.Token);
            indexing.Add(projector.TakeTexts(indexing.TakeMoved()));
            Interlocked.Exchange(ref _deliveryId, projector.DeliveryId);
        }
    }
}
