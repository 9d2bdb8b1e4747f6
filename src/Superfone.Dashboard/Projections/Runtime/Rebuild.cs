using Superfone.Dashboard.Storage.Changes;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Projections.Runtime;

/// <summary>
/// Computes a read model from the log beside the current one, a batch at a time. If that fails, the unfinished file is deleted and the rebuild
/// starts again later; the current one stays in use. Not thread-safe.
/// </summary>
internal sealed class Rebuild(ReadModelFile readModel, Func<ReadModelWriter, Projector> project, TimeProvider time, ILogger logger) : IDisposable
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private Projector? _projector;
    private TimeSpan _wait = ShortestWait;
    private long? _failedAt;

    /// <summary>The last delivery that is projected; <see langword="null"/> if no rebuild is running.</summary>
    public long? DeliveryId => _projector?.DeliveryId;

    /// <summary>Whether a rebuild is running.</summary>
    public bool IsRunning => _projector is not null;

    /// <summary>The reason why the last attempt failed; <see langword="null"/> once one has succeeded.</summary>
    public string? Error { get; private set; }

    /// <summary>
    /// Starts a rebuild, unless one is running or the last one has just failed. If the log has lost deliveries since, the rebuild starts
    /// again.
    /// </summary>
    public void Begin(LogStamp log)
    {
        if (_projector?.Checkpoint.LogEpoch == log.Epoch || (_failedAt is { } failedAt && time.GetElapsedTime(failedAt) < _wait))
            return;
        Try(() =>
        {
            Abandon();
            _projector = project(readModel.CreateNext(log));
            logger.LogInformation("The read model is being recomputed");
        });
    }

    /// <summary>Projects the next batch of the log.</summary>
    /// <returns>Whether it has caught up with the log.</returns>
    public bool ProjectBatch(int limit)
    {
        IReadOnlyCollection<Change>? changes = [];
        Try(() => changes = _projector?.ProjectBatch(limit));
        return IsRunning && changes is null;
    }

    /// <summary>Makes the rebuilt read model current.</summary>
    /// <param name="log">The current state of the log.</param>
    /// <returns>The projector of the read model that is now current; <see langword="null"/> if it could not be completed.</returns>
    public Projector? Swap(LogStamp log)
    {
        Projector? shown = null;
        Try(() =>
        {
            _projector!.Complete(log.RebuildRequests);
            readModel.SwapToNext();
            (shown, _projector, Error, _failedAt, _wait) = (_projector, null, null, null, ShortestWait);
            logger.LogInformation("The read model has been recomputed");
        });
        return shown;
    }

    /// <inheritdoc/>
    public void Dispose() => _projector?.Dispose();

    private void Try(Action work)
    {
        try
        {
            work();
        }
        catch (Exception error) when (error is not LogReadException)
        {
            if (Error != error.Message)
                logger.LogError(error, "The read model cannot be recomputed and is tried again later");
            _wait = _failedAt is null ? ShortestWait : TimeSpan.FromTicks(Math.Min(2 * _wait.Ticks, LongestWait.Ticks));
            (Error, _failedAt) = (error.Message, time.GetTimestamp());
            Abandon();
        }
    }

    // The unfinished file may be the one that fills the disk.
    private void Abandon()
    {
        _projector?.Dispose();
        _projector = null;
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
