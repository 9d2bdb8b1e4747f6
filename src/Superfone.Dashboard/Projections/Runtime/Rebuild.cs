using Superfone.Dashboard.Storage.Changes;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Faults;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;
using Superfone.Dashboard.Storage.ReadModel.Snapshots;

namespace Superfone.Dashboard.Projections.Runtime;

/// <summary>
/// Computes a read model from the log beside the current one: first in bulk what is in the log, on another thread, and then batch by batch what
/// has come since. If another node has stored a snapshot, that takes the place of the bulk.
/// If it fails, the unfinished file is deleted and the rebuild starts again later; the current one stays in use. Not thread-safe.
/// </summary>
/// <param name="readModel">The files.</param>
/// <param name="log">The log.</param>
/// <param name="reader">The reader of the thread that calls this object.</param>
/// <param name="project">Makes the projector of a file.</param>
/// <param name="time">The clock.</param>
/// <param name="faults">Receives what makes it fail.</param>
/// <param name="logger">Receives when it begins and ends.</param>
/// <param name="snapshots">Snapshots of other nodes; <see langword="null"/> to compute everything.</param>
/// <param name="partSize">The maximum number of deliveries in one transaction of the bulk.</param>
internal sealed class Rebuild(
    ReadModelFile readModel, IEventLog log, IEventLogReader reader, Func<ReadModelWriter, IEventLogReader, Projector> project, TimeProvider time, StorageFaults faults, ILogger logger,
    ReadModelSnapshots? snapshots = null, int partSize = BulkRebuild.UsualPartSize) : IDisposable
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private SnapshotJoin? _join;
    private BulkRebuild? _bulk;
    private Projector? _projector;
    private long _epoch;
    private string? _madeFor;
    private long? _includes;
    private LogStamp _stamp = LogStamp.None;
    private TimeSpan _wait = ShortestWait;
    private long? _failedAt;

    /// <summary>The last delivery that is projected; <see langword="null"/> if no rebuild is running.</summary>
    public long? DeliveryId => _bulk?.DeliveryId ?? _projector?.DeliveryId ?? (_join is null ? null : 0);

    /// <summary>Whether a rebuild is running.</summary>
    public bool IsRunning => _bulk is not null || _projector is not null || _join is not null;

    /// <summary>Whether the next batch can be projected, or the bulk or the search for a snapshot has ended.</summary>
    public bool HasWork => _projector is not null || _bulk is { HasEnded: true } || _join is { HasEnded: true };

    /// <summary>The reason why the last attempt failed; <see langword="null"/> once one has succeeded.</summary>
    public string? Error { get; private set; }

    /// <summary>
    /// Starts a rebuild, unless one is running or the last one has just failed. If the log has lost deliveries since, or another time zone or
    /// region was set, the rebuild starts again.
    /// </summary>
    public void Begin(LogStamp stamp)
    {
        var madeFor = readModel.Wanted.Stamp;
        if ((IsRunning && _epoch == stamp.Epoch && _madeFor == madeFor) || (_failedAt is { } failedAt && time.GetElapsedTime(failedAt) < _wait))
            return;
        Try(() =>
        {
            Abandon();
            (_epoch, _madeFor) = (stamp.Epoch, madeFor);

            // A snapshot that cannot be used would be fetched again each time.
            if (snapshots is null || _failedAt is not null)
                BeginBulk(stamp);
            else
                (_join, _stamp) = (new SnapshotJoin(snapshots, log, madeFor, logger), stamp);
        });
    }

    /// <summary>Stops, and forgets that the last attempt failed, because no rebuild is needed any more: a setting was changed back.</summary>
    public void Cancel()
    {
        if (IsRunning)
            Abandon();
        ForgetFailure();
    }

    private void ForgetFailure()
    {
        (Error, _failedAt, _wait) = (null, null, ShortestWait);
        faults.Clear(StoragePart.Rebuild);
    }

    /// <summary>Projects the next batch of the log.</summary>
    /// <returns>Whether it has caught up with the log.</returns>
    public bool ProjectBatch(int limit)
    {
        if (_join is { HasEnded: true })
            Try(EndJoin);
        if (_bulk is { HasEnded: true })
            Try(EndBulk);
        IReadOnlyCollection<Change>? changes = [];
        if (_projector is not null)
            Try(() => changes = _projector.ProjectBatch(limit));
        return _projector is not null && changes is null;
    }

    /// <summary>Makes the rebuilt read model current.</summary>
    /// <param name="stamp">The current state of the log.</param>
    /// <returns>The projector of the read model that is now current; <see langword="null"/> if it could not be completed.</returns>
    public Projector? Swap(LogStamp stamp)
    {
        Projector? shown = null;
        Try(() =>
        {
            _projector!.Complete(_includes ?? stamp.RebuildRequests);
            readModel.SwapToNext();
            (shown, _projector) = (_projector, null);
            ForgetFailure();
            logger.LogInformation("The read model has been recomputed");
        });
        return shown;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _join?.Dispose();
        _bulk?.Dispose();
        _projector?.Dispose();
    }

    private void BeginBulk(LogStamp stamp)
    {
        _bulk = new BulkRebuild(log, readModel.CreateNext(stamp), project, logger, partSize);
        logger.LogInformation("The read model is being recomputed");
    }

    private void EndJoin()
    {
        using var join = _join!;
        _join = null;
        if (join.Path is not { } path)
        {
            BeginBulk(_stamp);
            return;
        }

        readModel.AdoptNext(path);
        _projector = project(readModel.OpenNext(), reader);

        // What was requested since concerns deliveries that the snapshot has already.
        _includes = _projector.Checkpoint.RebuildRequests;
        logger.LogInformation("The read model was taken from a snapshot up to delivery {DeliveryId}; it follows the log from there", _projector.DeliveryId);
    }

    private void EndBulk()
    {
        _bulk!.ThrowIfFailed();
        _bulk.Dispose();
        _bulk = null;
        _projector = project(readModel.OpenNext(), reader);
    }

    // A bulk that could not read the log does not go on, while the reader of the caller does so later.
    private void Try(Action work)
    {
        try
        {
            work();
        }
        catch (Exception error) when (error is not LogReadException || _bulk is not null)
        {
            faults.Report(StoragePart.Rebuild, error);
            _wait = _failedAt is null ? ShortestWait : TimeSpan.FromTicks(Math.Min(2 * _wait.Ticks, LongestWait.Ticks));
            (Error, _failedAt) = (error.Message, time.GetTimestamp());
            Abandon();
        }
    }

    // The unfinished file may be the one that fills the disk.
    private void Abandon()
    {
        Dispose();
        (_join, _bulk, _projector, _includes) = (null, null, null, null);
        try
        {
            readModel.DiscardNext();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning("The unfinished read model cannot be deleted: {Reason}", error.Message);
        }
    }
}
