using System.Text.Json;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Projections.Analytics;
using Superfone.Dashboard.Projections.Calls;
using Superfone.Dashboard.Projections.Contacts;
using Superfone.Dashboard.Projections.Deliveries;
using Superfone.Dashboard.Projections.FollowUps;
using Superfone.Dashboard.Projections.Numbers;
using Superfone.Dashboard.Projections.Search;
using Superfone.Dashboard.Projections.Summaries;
using Superfone.Dashboard.Projections.Tasks;
using Superfone.Dashboard.Storage.Changes;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Primary;
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
    private readonly ReadModelWriter _readModel;
    private readonly IEventLogReader _log;
    private readonly ILogger _logger;
    private readonly Checkpoint _checkpoint;
    private readonly Isolation _isolation;
    private readonly ContactProjection _contacts;
    private readonly TaskProjection _tasks;
    private readonly SummaryProjection _summaries;
    private readonly MarkProjection _marks;
    private readonly CallProjection _calls;
    private readonly FollowUpProjection _followUps;
    private readonly RollupProjection _rollups;
    private readonly TextProjection _texts;

    /// <summary>Creates a projector that continues from the file's checkpoint.</summary>
    /// <param name="readModel">The file; disposed with the projector.</param>
    /// <param name="log">The log; not disposed.</param>
    /// <param name="phones">Converts phone numbers to keys.</param>
    /// <param name="calendar">The business's days.</param>
    /// <param name="logger">Receives the errors of failing deliveries.</param>
    /// <exception cref="System.Data.Common.DbException">The file cannot be read; it is disposed.</exception>
    public Projector(ReadModelWriter readModel, IEventLogReader log, PhoneBook phones, BusinessCalendar calendar, ILogger logger)
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
        _contacts = new(readModel, phones);
        _tasks = new(readModel, _contacts, calendar);
        _summaries = new(readModel, phones);
        _marks = new(readModel);
        _calls = new(readModel, log, new CallFold(phones), _contacts, _marks, _summaries);
        _followUps = new(readModel, _marks, _isolation);
        _rollups = new(readModel, calendar, _isolation);
        _texts = new(readModel, phones, _isolation);
    }

    /// <summary>The file's checkpoint.</summary>
    public Checkpoint Checkpoint => _checkpoint;

    /// <summary>The last delivery that is projected.</summary>
    public long DeliveryId => _checkpoint.DeliveryId;

    /// <summary>The last decision that is projected.</summary>
    public long DecisionId => _checkpoint.DecisionId;

    /// <summary>The number of the rebuild that made the file.</summary>
    public long RebuildNumber => _checkpoint.RebuildNumber;

    /// <summary>The number of subjects other than deliveries that are set aside.</summary>
    public long SetAside => _isolation.Count;

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
        try
        {
            return Save(piece, Fold);
        }
        catch (Exception error) when (!Isolation.IsStorage(error))
        {
            // An unforeseen failure must not block the deliveries behind it.
            _logger.LogWarning(error, "A batch cannot be projected as a whole; it is tried piece by piece");
            HashSet<Change> changes = [];
            foreach (var single in piece.Split())
                changes.UnionWith(SaveOrSetAside(single));
            return changes;
        }
    }

    /// <summary>Marks the read model in the file as complete, so that it may be shown.</summary>
    /// <param name="rebuildRequests">The number of the last rebuild request that it includes.</param>
    public void Complete(long rebuildRequests = 0)
    {
        _checkpoint.IsComplete = true;
        _checkpoint.RebuildRequests = rebuildRequests;
        _readModel.Checkpoints.Save(_checkpoint);
    }

    /// <inheritdoc/>
    public void Dispose() => _readModel.Dispose();

    private IReadOnlyCollection<Change> Save(LogBatch piece, Action<LogBatch, Batch> fold)
    {
        var batch = new Batch();
        var (deliveryId, decisionId) = (DeliveryId, DecisionId);
        _readModel.Begin();
        try
        {
            fold(piece, batch);
            ReceiptProjection.Apply(_readModel, piece.Entries);
            _followUps.Finish(batch);
            _rollups.Finish(batch);
            _texts.Finish(batch);
            _checkpoint.LogHash = _log.HashOf(DeliveryId, DecisionId);
            _readModel.Checkpoints.Save(_checkpoint);
            _readModel.Commit();
            return batch.Changes;
        }
        catch
        {
            (_checkpoint.DeliveryId, _checkpoint.DecisionId) = (deliveryId, decisionId);
            _readModel.RollBack();
            _texts.RolledBack();
            throw;
        }
    }

    private IReadOnlyCollection<Change> SaveOrSetAside(LogBatch single)
    {
        try
        {
            return Save(single, Fold);
        }
        catch (Exception error) when (!Isolation.IsStorage(error))
        {
            return Save(single, (_, batch) => Skip(single, error, batch));
        }
    }

    private void Skip(LogBatch single, Exception error, Batch batch)
    {
        foreach (var decision in single.Decisions)
        {
            _isolation.SetAside(ProjectionStep.Decision, decision.Id, DeliveryId, error);
            _checkpoint.DecisionId = decision.Id;
        }

        foreach (var entry in single.Entries)
        {
            Skip(entry, error);
            Passed(entry, batch);
        }
    }

    private void Fold(LogBatch piece, Batch batch)
    {
        var decisions = new Queue<Decision>(piece.Decisions);
        foreach (var entry in piece.Entries)
        {
            while (decisions.TryPeek(out var decision) && decision.AfterDeliveryId < entry.Id)
                Apply(decisions.Dequeue(), batch);

            // A body that cannot be projected leaves only its error, and never blocks the ones behind it.
            if (entry.Body is { } body && _isolation.Try(batch, () => Read(entry, body, batch)) is { } error)
                Skip(entry, error);
            Passed(entry, batch);
        }

        while (decisions.TryDequeue(out var decision))
            Apply(decision, batch);
    }

    private void Passed(LogEntry entry, Batch batch)
    {
        batch.Changed(ChangeKind.Delivery, entry.Id);
        _checkpoint.DeliveryId = batch.LastDeliveryId = entry.Id;
    }

    private void Skip(LogEntry entry, Exception error)
    {
        _readModel.DeliveryFailures.Save(new DeliveryFailure { DeliveryId = entry.Id, Error = error.Message });
        if (error is EventFormatException or JsonException)
            _logger.LogWarning("Delivery {DeliveryId} cannot be read: {Reason}", entry.Id, error.Message);
        else
            _logger.LogError(error, "Delivery {DeliveryId} cannot be projected", entry.Id);
    }

    private void Read(LogEntry entry, byte[] body, Batch batch)
    {
        var notes = new ReadingNotes();
        Apply(entry, EventReader.Read(body, entry.ReceivedUtc, notes), batch);
        if (notes.Texts is { Count: > 0 } texts)
            _readModel.DeliveryNotes.Save(new DeliveryNotes { DeliveryId = entry.Id, Notes = [.. texts.Select(RecordingUrl.WithoutSignatures)] });
    }

    private void Apply(LogEntry entry, SuperfoneEvent happened, Batch batch)
    {
        var definition = EventRegistry.Of(happened.Kind);
        if (entry.RepeatsEarlier && definition.IsIdempotent)
            return;
        Action apply = definition.Subject switch
        {
            EventSubject.Call => () => _calls.Apply(entry, (CallEvent)happened, batch),
            EventSubject.Summary => () => _summaries.Apply(entry, (SummaryEvent)happened, batch),
            EventSubject.Contact => () => _contacts.Apply(entry, (ContactEvent)happened, batch),
            EventSubject.Task => () => _tasks.Apply(entry, (TaskEvent)happened, batch),
        };
        apply();
    }

    private void Apply(Decision decision, Batch batch)
    {
        var isToFold = batch.FollowUpsToFold.TryGetValue(decision.Subject, out var earliest);
        var isFoldedIn = _isolation.Try(ProjectionStep.Decision, batch, decision.Id, () => FoldIn(decision, batch));

        // The follow-ups that the batch affected before still need to be recomputed.
        if (!isFoldedIn && isToFold)
            batch.FollowUpStepChanged(decision.Subject, earliest);
        _checkpoint.DecisionId = decision.Id;
    }

    private void FoldIn(Decision decision, Batch batch)
    {
        if (!Enum.IsDefined(decision.Kind))
            throw new NotSupportedException($"Decisions of kind {(int)decision.Kind} are not known here.");
        Action apply = decision.Kind switch
        {
            DecisionKind.CloseFollowUp or DecisionKind.ReopenFollowUp => () => _followUps.Apply(decision, batch),
            DecisionKind.LinkSummary or DecisionKind.UnlinkSummary => () => _summaries.Apply(decision, batch),
            DecisionKind.MarkNumber => () => _marks.Mark(decision, batch),
            DecisionKind.SetStaff => () => _marks.SetStaff(decision, batch),
        };
        apply();
    }
}
