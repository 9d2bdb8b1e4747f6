using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Changes;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Faults;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Projections.Runtime;

/// <summary>
/// Projects the log into the current read model. After a storage error the file is closed and opened again; if it is damaged or
/// missing, it stays closed until a rebuild replaces it. Not thread-safe.
/// </summary>
internal sealed class CurrentReadModel(ReadModelFile readModel, IEventLogReader log, Func<ReadModelWriter, IEventLogReader, Projector> project, TimeProvider time, StorageFaults faults) : IDisposable
{
    private const string Damaged = "The read model is damaged and is being recomputed.";
    // An empty read model of a longer log is computed sooner in bulk.
    private const int MostFromEmpty = 5_000;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private Projector? _projector;
    private long? _failedAt;

    /// <summary>The checkpoint of the read model; the last known one while the file is closed.</summary>
    public Checkpoint Checkpoint { get; private set; } = new();

    /// <summary>The number of subjects that are set aside.</summary>
    public long SetAside => _projector?.SetAside ?? 0;

    /// <summary>Whether only a rebuild can repair it.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>The error that keeps it from following the log; <see langword="null"/> if there is none.</summary>
    public string? Error { get; private set; }

    /// <summary>Whether it is empty and waits for a rebuild, because the log is long.</summary>
    public bool AwaitsRebuild { get; set; }

    /// <summary>Whether it began empty and does not include the log yet.</summary>
    public bool IsIncomplete { get; private set; }

    /// <summary>Whether a rebuild was requested that this read model does not include, or it was computed for another time zone or region.</summary>
    public bool IsOutdated(LogStamp stamp) =>
        IsDamaged || AwaitsRebuild || (_projector is not null
            && (Checkpoint.LogEpoch != stamp.Epoch || Checkpoint.RebuildRequests < stamp.RebuildRequests || Checkpoint.MadeFor != readModel.Wanted.Stamp));

    /// <summary>Projects the next batch of the log.</summary>
    /// <param name="limit">The maximum number of deliveries.</param>
    /// <returns>The changes; <see langword="null"/> if there was nothing to project, or if it cannot be projected now.</returns>
    /// <exception cref="LogReadException">The log cannot be read.</exception>
    public IReadOnlyCollection<Change>? ProjectBatch(int limit)
    {
        try
        {
            if (readModel.IsDamaged && !IsDamaged)
                Fail(readModel.IsMissing ? new FileNotFoundException(Damaged) : new InvalidDataException(Damaged), isDamaged: true);
            if (_projector is null && !Open())
                return null;
            if (AwaitsRebuild)
                return null;
            var changes = _projector!.ProjectBatch(limit);
            Error = null;
            IsIncomplete &= changes is not null;
            faults.Clear(StoragePart.Projection);
            return changes;
        }
        catch (Exception error) when (error is not LogReadException)
        {
            Fail(error, SqliteErrors.IsDamage(error));
            return null;
        }
    }

    /// <summary>Continues with a rebuilt read model, which is now the current one.</summary>
    public void Replace(Projector rebuilt)
    {
        _projector?.Dispose();
        (_projector, Checkpoint, IsDamaged, Error, _failedAt) = (rebuilt, rebuilt.Checkpoint, false, null, null);
        (AwaitsRebuild, IsIncomplete) = (false, false);
        faults.Clear(StoragePart.Projection);
        faults.Clear(StoragePart.ReadModel);
    }

    /// <inheritdoc/>
    public void Dispose() => _projector?.Dispose();

    private bool Open()
    {
        if (IsDamaged || (_failedAt is { } failedAt && time.GetElapsedTime(failedAt) < RetryDelay))
            return false;
        if (!readModel.IsOpen)
            readModel.Open(log.Stamp, log.Holds);
        var opened = project(readModel.OpenWriter(), log);
        if (!log.Holds(opened.Checkpoint))
        {
            // The log was replaced while it could not be read, and does not contain deliveries that this read model includes.
            opened.Dispose();
            readModel.StartOver(log.Stamp);
            opened = project(readModel.OpenWriter(), log);
        }

        (_projector, Checkpoint) = (opened, opened.Checkpoint);
        var isEmpty = (opened.DeliveryId, opened.DecisionId) == (0, 0);
        (AwaitsRebuild, IsIncomplete) = (isEmpty && log.LastDeliveryId > MostFromEmpty, isEmpty && log.LastDeliveryId > 0);
        return true;
    }

    private void Fail(Exception error, bool isDamaged)
    {
        faults.Report(isDamaged ? StoragePart.ReadModel : StoragePart.Projection, error);
        _projector?.Dispose();
        (_projector, Error, _failedAt) = (null, isDamaged ? Damaged : error.Message, time.GetTimestamp());
        IsDamaged |= isDamaged;
    }
}
