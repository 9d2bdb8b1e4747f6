using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Projections.Analytics;
using Superfone.Dashboard.Projections.Calls;
using Superfone.Dashboard.Projections.Contacts;
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
/// Folds deliveries and decisions, in log order, into the rows of a read model: passes each to the projection of its subject, and moves the
/// checkpoint. Runs in a transaction of the projector. Not thread-safe.
/// </summary>
internal sealed class LogFold
{
    private readonly ReadModelWriter _readModel;
    private readonly Checkpoint _checkpoint;
    private readonly Isolation _isolation;
    private readonly ContactProjection _contacts;
    private readonly TaskProjection _tasks;
    private readonly SummaryProjection _summaries;
    private readonly MarkProjection _marks;
    private readonly CallProjection _calls;
    private readonly CallDecisionProjection _callDecisions;
    private readonly FollowUpProjection _followUps;
    private readonly RollupProjection _rollups;
    private readonly TextProjection _texts;

    /// <summary>Creates the projections.</summary>
    /// <param name="readModel">The file.</param>
    /// <param name="log">The log, from which earlier deliveries of a call are read again.</param>
    /// <param name="phones">Converts phone numbers to keys.</param>
    /// <param name="calendar">The business's days.</param>
    /// <param name="checkpoint">The position, which moves with each delivery and decision.</param>
    /// <param name="isolation">Keeps what fails from blocking the rest.</param>
    public LogFold(ReadModelWriter readModel, IEventLogReader log, PhoneBook phones, BusinessCalendar calendar, Checkpoint checkpoint, Isolation isolation)
    {
        (_readModel, _checkpoint, _isolation) = (readModel, checkpoint, isolation);
        _contacts = new(readModel, phones);
        _tasks = new(readModel, _contacts, calendar);
        _summaries = new(readModel, phones);
        _marks = new(readModel);
        _calls = new(readModel, log, new CallFold(phones), _contacts, _marks, _summaries);
        _callDecisions = new(readModel);
        _followUps = new(readModel, _marks, isolation);
        _rollups = new(readModel, calendar, isolation);
        _texts = new(readModel, phones, isolation);
    }

    /// <summary>Folds a part of the log.</summary>
    public void Fold(ParsedBatch read, Batch batch)
    {
        var decisions = new Queue<Decision>(read.Part.Decisions);
        foreach (var delivery in read.Deliveries)
        {
            while (decisions.TryPeek(out var decision) && decision.AfterDeliveryId < delivery.Entry.Id)
                Apply(decisions.Dequeue(), batch);

            // A body that cannot be projected leaves only its error, and never blocks the ones behind it.
            if ((delivery.Error ?? _isolation.Try(batch, () => Apply(delivery, batch))) is { } error)
                Skip(delivery.Entry, error, batch);
            Passed(delivery.Entry, batch);
        }

        while (decisions.TryDequeue(out var decision))
            Apply(decision, batch);
    }

    /// <summary>Finishes a batch: what is computed once for all its deliveries.</summary>
    public void Finish(Batch batch)
    {
        if (!batch.IsBulk)
            _followUps.Finish(batch);
        _rollups.Finish(batch);
        if (!batch.IsBulk)
            _texts.Finish(batch);
    }

    /// <summary>Finishes follow-ups of a bulk rebuild.</summary>
    /// <param name="batch">The batch of the rebuild.</param>
    /// <param name="limit">The maximum number of phone numbers; the others stay in the batch.</param>
    public void FinishFollowUps(Batch batch, int limit)
    {
        _followUps.Finish(batch, limit);
        _rollups.Finish(batch);
    }

    /// <summary>See <see cref="TextProjection.Take"/>.</summary>
    public TextBatch TakeTexts(Batch batch, IEnumerable<long> moved) => _texts.Take(batch, moved);

    /// <summary>Passes over a part that fails as a whole.</summary>
    public void Skip(LogBatch single, Exception error, Batch batch)
    {
        foreach (var decision in single.Decisions)
        {
            _isolation.SetAside(ProjectionStep.Decision, decision.Id, _checkpoint.DeliveryId, error);
            _checkpoint.DecisionId = decision.Id;
        }

        foreach (var entry in single.Entries)
        {
            Skip(entry, error, batch);
            Passed(entry, batch);
        }
    }

    /// <summary>Must be called after a rollback.</summary>
    public void RolledBack()
    {
        _texts.RolledBack();
        _calls.RolledBack();
    }

    private void Passed(LogEntry entry, Batch batch)
    {
        batch.Changed(ChangeKind.Delivery, entry.Id);
        _checkpoint.DeliveryId = batch.LastDeliveryId = entry.Id;
    }

    private void Skip(LogEntry entry, Exception error, Batch batch)
    {
        _isolation.SetAside(entry.Id, error);
        batch.Skipped.Add((entry.Id, error));
    }

    private void Apply(ParsedDelivery delivery, Batch batch)
    {
        if (delivery.Happened is { } happened)
            Apply(delivery.Entry, happened, batch);
        if (delivery.Notes.Texts is { Count: > 0 } texts)
            _readModel.DeliveryNotes.Save(new DeliveryNotes { DeliveryId = delivery.Entry.Id, Notes = [.. texts.Select(RecordingUrl.WithoutSignatures)] });
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
            DecisionKind.CloseFollowUp => () => _followUps.Apply(decision, FollowUpAction.Close, batch),
            DecisionKind.ReopenFollowUp => () => _followUps.Apply(decision, null, batch),
            DecisionKind.ClaimFollowUp => () => _followUps.Apply(decision, FollowUpAction.Claim, batch),
            DecisionKind.ReleaseFollowUp => () => _followUps.Apply(decision, FollowUpAction.Release, batch),
            DecisionKind.SnoozeFollowUp => () => _followUps.Apply(decision, FollowUpAction.Snooze, batch),
            DecisionKind.AssignFollowUp => () => _followUps.Apply(decision, FollowUpAction.Assign, batch),
            DecisionKind.NoteFollowUp => () => _followUps.Apply(decision, FollowUpAction.Note, batch),
            DecisionKind.RecordAttempt => () => _followUps.Apply(decision, FollowUpAction.Attempt, batch),
            DecisionKind.NoteCall => () => _callDecisions.Apply(decision, CallAction.Note, batch),
            DecisionKind.TagCall => () => _callDecisions.Apply(decision, CallAction.Tags, batch),
            DecisionKind.LinkSummary or DecisionKind.UnlinkSummary => () => _summaries.Apply(decision, batch),
            DecisionKind.MarkNumber => () => _marks.Mark(decision, batch),
            DecisionKind.SetStaff => () => _marks.SetStaff(decision, batch),
        };
        apply();
    }
}
