using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Changes;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Projections.Runtime;

/// <summary>
/// Folds the log into the read model that are shown. An error of storage closes them for a moment and leaves their file alone; a file that is
/// damaged or gone stays closed until a rebuild takes its place. Not thread-safe.
/// </summary>
internal sealed class CurrentReadModel(ReadModelFile readModel, LogReader log, Func<ReadModelWriter, Projector> project, TimeProvider time, ILogger logger) : IDisposable
{
    private const string Damaged = "The read model is damaged and is being recomputed.";
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private Projector? _projector;
    private long? _failedAt;

    /// <summary>How far the read model is; the last that is known where they are closed.</summary>
    public Checkpoint Checkpoint { get; private set; } = new();

    /// <summary>How much in them is set aside.</summary>
    public long SetAside => _projector?.SetAside ?? 0;

    /// <summary>Whether only a rebuild can help.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>What keeps them from following the log; <see langword="null"/> while nothing does.</summary>
    public string? Error { get; private set; }

    /// <summary>Whether they are not those that the log's people ask for.</summary>
    public bool IsOutdated(LogStamp stamp) =>
        IsDamaged || (_projector is not null && (Checkpoint.LogEpoch != stamp.Epoch || Checkpoint.RebuildRequests < stamp.RebuildRequests));

    /// <summary>Folds in the next piece of the log.</summary>
    /// <param name="limit">How many deliveries at most.</param>
    /// <returns>What changed; <see langword="null"/> where there was nothing to fold in, or it cannot be folded in now.</returns>
    /// <exception cref="LogReadException">The log cannot be read.</exception>
    public IReadOnlyCollection<Change>? ProjectBatch(int limit)
    {
        try
        {
            if (readModel.IsDamaged)
                Fail(Damaged, isDamaged: true);
            if (_projector is null && !Open())
                return null;
            var changes = _projector!.ProjectBatch(limit);
            Error = null;
            return changes;
        }
        catch (Exception error) when (error is not LogReadException)
        {
            var isDamaged = SqliteErrors.IsDamage(error);
            if (Error != (isDamaged ? Damaged : error.Message))
                logger.LogError(error, "The read model cannot follow the log");
            Fail(isDamaged ? Damaged : error.Message, isDamaged);
            return null;
        }
    }

    /// <summary>Goes on with rebuilt read model, which are shown now.</summary>
    public void Replace(Projector rebuilt)
    {
        _projector?.Dispose();
        (_projector, Checkpoint, IsDamaged, Error, _failedAt) = (rebuilt, rebuilt.Checkpoint, false, null, null);
    }

    /// <inheritdoc/>
    public void Dispose() => _projector?.Dispose();

    private bool Open()
    {
        if (IsDamaged || (_failedAt is { } failedAt && time.GetElapsedTime(failedAt) < RetryDelay))
            return false;
        if (!readModel.IsOpen)
            readModel.Open(log.Stamp, log.Holds);
        var opened = project(readModel.OpenWriter());
        if (!log.Holds(opened.Checkpoint))
        {
            // The log was exchanged while it could not be read: what these read model show is not in it.
            opened.Dispose();
            readModel.StartOver(log.Stamp);
            opened = project(readModel.OpenWriter());
        }

        (_projector, Checkpoint) = (opened, opened.Checkpoint);
        return true;
    }

    private void Fail(string error, bool isDamaged)
    {
        _projector?.Dispose();
        (_projector, Error, _failedAt) = (null, error, time.GetTimestamp());
        IsDamaged |= isDamaged;
    }
}
