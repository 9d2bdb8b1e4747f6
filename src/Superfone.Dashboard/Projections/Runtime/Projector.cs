using System.Text.Json;
using Superfone.Dashboard.Projections.Deliveries;
using Superfone.Dashboard.Projections.Search;
using Superfone.Dashboard.Storage.Changes;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;
using Superfone.Events;

namespace Superfone.Dashboard.Projections.Runtime;

/// <summary>
/// Projects the log into one read model file, a batch at a time. State and checkpoint are committed together, so that a kill at any moment
/// leaves a read model that is correct up to its checkpoint. Not thread-safe.
/// </summary>
internal sealed class Projector : IDisposable
{
    private const int MostFollowUps = 250_000;
    private const int PerTransaction = 10_000;
    private const int ContactsOfPart = 2_000;

    private readonly ReadModelWriter _readModel;
    private readonly IEventLogReader _log;
    private readonly ILogger _logger;
    private readonly Checkpoint _checkpoint;
    private readonly Isolation _isolation;
    private readonly LogFold _fold;
    private Batch? _bulk;

    /// <summary>Creates a projector that continues from the file's checkpoint.</summary>
    /// <param name="readModel">The file; disposed with the projector.</param>
    /// <param name="log">The log; not disposed.</param>
    /// <param name="logger">Receives the errors of failing deliveries.</param>
    /// <exception cref="System.Data.Common.DbException">The file cannot be read; it is disposed.</exception>
    public Projector(ReadModelWriter readModel, IEventLogReader log, ILogger logger)
    {
        _readModel = readModel;
        _log = log;
        _logger = logger;
        try
        {
            _checkpoint = readModel.Checkpoints.Find(Checkpoint.OnlyId) ?? throw new InvalidDataException("The read model has no checkpoint.");
        }
        catch
        {
            readModel.Dispose();
            throw;
        }

        _isolation = new(readModel, logger);
        _fold = new(readModel, log, readModel.Basis.Phones, readModel.Basis.Calendar, _checkpoint, _isolation);
    }

    /// <summary>The file's checkpoint.</summary>
    public Checkpoint Checkpoint => _checkpoint;

    /// <summary>The last delivery that is projected.</summary>
    public long DeliveryId => _checkpoint.DeliveryId;

    /// <summary>The last decision that is projected.</summary>
    public long DecisionId => _checkpoint.DecisionId;

    /// <summary>The number of the rebuild that made the file.</summary>
    public long RebuildNumber => _checkpoint.RebuildNumber;

    /// <summary>The number of deliveries and other subjects that are set aside.</summary>
    public long SetAside => _isolation.Count;

    // The one batch of a bulk rebuild. Once it has begun, everything belongs to it.
    private Batch Bulk => _bulk ??= new Batch(isBulk: true);

    /// <summary>Projects the next batch of the log.</summary>
    /// <param name="limit">The maximum number of deliveries.</param>
    /// <returns>The changes; <see langword="null"/> if there was nothing to project.</returns>
    /// <exception cref="System.Data.Common.DbException">The batch could not be saved; it was rolled back.</exception>
    /// <exception cref="LogReadException">The log could not be read; nothing is saved.</exception>
    public IReadOnlyCollection<Change>? ProjectBatch(int limit)
    {
        var piece = _log.Read(DeliveryId, DecisionId, limit);
        if (piece.IsEmpty)
            return null;
        return Project(ParsedBatch.Of(piece));
    }

    /// <summary>
    /// Projects a part of the log in bulk: follow-ups are left to <see cref="FinishBulk"/>, and the texts must be indexed that <see cref="TakeTexts"/> returns.
    /// </summary>
    public void ProjectInBulk(ParsedBatch read, CancellationToken cancellation)
    {
        var bulk = Bulk;
        Project(read);
        if (bulk.FollowUpsToFold.Count > MostFollowUps)
            FinishFollowUps(bulk, cancellation);
    }

    /// <summary>Computes what was left out in bulk.</summary>
    public void FinishBulk(CancellationToken cancellation) => FinishFollowUps(Bulk, cancellation);

    /// <summary>Takes the texts that were changed in bulk and have to be indexed.</summary>
    /// <param name="moved">The sort keys of calls whose text must be indexed again.</param>
    public TextBatch TakeTexts(IReadOnlyList<long> moved)
    {
        TextBatch? texts = null;
        InTransaction(Bulk, () => texts = _fold.TakeTexts(Bulk, moved));
        return texts!;
    }

    /// <summary>Takes the texts of calls whose contacts have changed, once all parts are projected.</summary>
    public IEnumerable<TextBatch> TakeLastTexts()
    {
        foreach (var contacts in Bulk.RenamedContacts.Chunk(ContactsOfPart))
        {
            foreach (var cdrId in contacts.SelectMany(_readModel.Calls.OfContact))
                Bulk.CallTextChanged(cdrId);
            yield return TakeTexts([]);
        }
    }

    /// <summary>Saves the checkpoint.</summary>
    public void SaveCheckpoint() => _readModel.Checkpoints.Save(_checkpoint);

    /// <summary>Marks the read model in the file as complete, so that it may be shown.</summary>
    /// <param name="rebuildRequests">The number of the last rebuild request that it includes.</param>
    public void Complete(long rebuildRequests = 0)
    {
        _checkpoint.IsComplete = true;
        _checkpoint.RebuildRequests = rebuildRequests;
        SaveCheckpoint();
    }

    /// <inheritdoc/>
    public void Dispose() => _readModel.Dispose();

    private void FinishFollowUps(Batch bulk, CancellationToken cancellation)
    {
        while (bulk.FollowUpsToFold.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            InTransaction(bulk, () => _fold.FinishFollowUps(bulk, PerTransaction));
        }
    }

    // What fails is set aside at once: the batch could not be computed again from its part of the log.
    private void InTransaction(Batch bulk, Action work)
    {
        _isolation.IsOn = true;
        try
        {
            InTransaction(work);
        }
        finally
        {
            _isolation.IsOn = false;
            bulk.EndTransaction();
        }
    }

    private void InTransaction(Action work)
    {
        _readModel.Begin();
        try
        {
            work();
            _readModel.Commit();
        }
        catch
        {
            _readModel.RollBack();
            _fold.RolledBack();
            throw;
        }
    }

    private IReadOnlyCollection<Change> Project(ParsedBatch read)
    {
        try
        {
            return Save(read, _fold.Fold);
        }
        catch (Exception error) when (!Isolation.IsStorage(error))
        {
            return ProjectIsolated(ParsedBatch.Of(read.Part));
        }
    }

    // Something in the batch fails: now each subject is rolled back alone.
    private IReadOnlyCollection<Change> ProjectIsolated(ParsedBatch read)
    {
        _isolation.IsOn = true;
        try
        {
            return Save(read, _fold.Fold);
        }
        catch (Exception error) when (!Isolation.IsStorage(error))
        {
            // An unforeseen failure must not block the deliveries behind it.
            _logger.LogWarning(error, "A batch cannot be projected as a whole; it is tried piece by piece");
            HashSet<Change> changes = [];
            foreach (var single in read.Part.Split())
                changes.UnionWith(SaveOrSetAside(ParsedBatch.Of(single)));
            return changes;
        }
        finally
        {
            _isolation.IsOn = false;
        }
    }

    private IReadOnlyCollection<Change> Save(ParsedBatch read, Action<ParsedBatch, Batch> fold)
    {
        var batch = _bulk ?? new Batch();
        var (deliveryId, decisionId) = (DeliveryId, DecisionId);
        try
        {
            InTransaction(() =>
            {
                fold(read, batch);
                ReceiptProjection.Apply(_readModel, read.Part.Entries);
                _fold.Finish(batch);
                _checkpoint.LogHash = _log.HashOf(DeliveryId, DecisionId);
                SaveCheckpoint();
            });
            LogSkipped(batch);
            return batch.Changes;
        }
        catch
        {
            (_checkpoint.DeliveryId, _checkpoint.DecisionId) = (deliveryId, decisionId);
            batch.RollBack();
            throw;
        }
        finally
        {
            if (batch.IsBulk)
                batch.EndTransaction();
        }
    }

    private IReadOnlyCollection<Change> SaveOrSetAside(ParsedBatch single)
    {
        try
        {
            return Save(single, _fold.Fold);
        }
        catch (Exception error) when (!Isolation.IsStorage(error))
        {
            return Save(single, (_, batch) => _fold.Skip(single.Part, error, batch));
        }
    }

    private void LogSkipped(Batch batch)
    {
        foreach (var (deliveryId, error) in batch.Skipped)
        {
            if (error is EventFormatException or JsonException)
                _logger.LogWarning("Delivery {DeliveryId} cannot be read: {Reason}", deliveryId, error.Message);
            else
                _logger.LogError(error, "Delivery {DeliveryId} cannot be projected", deliveryId);
        }
    }
}
