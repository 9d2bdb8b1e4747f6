using System.Text.Json;
using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Storage.Truth;
using Superfone.Dashboard.Storage.Views;
using Superfone.Events;

namespace Superfone.Dashboard.Projection;

/// <summary>
/// Folds the log into one views file, a batch at a time: state and checkpoint are committed together, so that a kill at any moment
/// leaves views that are true up to their checkpoint. Not thread-safe.
/// </summary>
internal sealed class Projector : IDisposable
{
    private readonly ViewsWriter _views;
    private readonly LogReader _log;
    private readonly ILogger _logger;
    private readonly Checkpoint _checkpoint;
    private readonly ContactProjection _contacts;
    private readonly TaskProjection _tasks;
    private readonly SummaryProjection _summaries;
    private readonly CallProjection _calls;
    private readonly FollowUpProjection _followUps;
    private readonly InsightProjection _insights;
    private readonly RollupProjection _rollups;
    private readonly SearchIndex _search;

    /// <summary>A projector that goes on where the file's checkpoint stands.</summary>
    /// <param name="views">The file; disposed with the projector.</param>
    /// <param name="log">The log; not disposed.</param>
    /// <param name="phones">Turns numbers into keys.</param>
    /// <param name="calendar">The business's days.</param>
    /// <param name="logger">Where failing deliveries are reported.</param>
    public Projector(ViewsWriter views, LogReader log, PhoneBook phones, BusinessCalendar calendar, ILogger logger)
    {
        _views = views;
        _log = log;
        _logger = logger;
        _checkpoint = views.Checkpoints.Find(Checkpoint.OnlyId)!;
        _contacts = new(views, phones);
        _tasks = new(views, _contacts);
        _summaries = new(views, phones);
        _calls = new(views, log, new CallFold(phones), _contacts, _summaries);
        _followUps = new(views);
        _insights = new(views);
        _rollups = new(views, calendar);
        _search = new(views, phones);
    }

    /// <summary>The last delivery that is folded in.</summary>
    public long DeliveryId => _checkpoint.DeliveryId;

    /// <summary>The last decision that is folded in.</summary>
    public long DecisionId => _checkpoint.DecisionId;

    /// <summary>Which rebuild made the file.</summary>
    public long Generation => _checkpoint.Generation;

    /// <summary>Which edition of the log it folds.</summary>
    public long LogEdition => _checkpoint.LogEdition;

    /// <summary>Folds in the next piece of the log.</summary>
    /// <param name="limit">How many deliveries at most.</param>
    /// <returns>What changed; <see langword="null"/> where there was nothing to fold in.</returns>
    /// <exception cref="SqliteException">The batch could not be saved; nothing of it is.</exception>
    public IReadOnlyCollection<Change>? ProjectBatch(int limit)
    {
        var piece = _log.Read(DeliveryId, DecisionId, limit);
        if (piece.IsEmpty)
            return null;

        var batch = new Batch();
        var (deliveryId, decisionId) = (DeliveryId, DecisionId);
        _views.Execute("BEGIN IMMEDIATE");
        try
        {
            Fold(piece, batch);
            ReceiptProjection.Apply(_views, piece.Entries);
            _followUps.Finish(batch);
            _rollups.Finish(batch);
            Index(batch);
            _views.Checkpoints.Save(_checkpoint);
            _views.Execute("COMMIT");
            return batch.Changes;
        }
        catch
        {
            (_checkpoint.DeliveryId, _checkpoint.DecisionId) = (deliveryId, decisionId);
            _views.Execute("ROLLBACK");
            _search.RolledBack();
            throw;
        }
    }

    /// <summary>Says in the file that its views may be shown.</summary>
    public void Complete()
    {
        _checkpoint.IsComplete = true;
        _views.Checkpoints.Save(_checkpoint);
    }

    /// <inheritdoc/>
    public void Dispose() => _views.Dispose();

    // Once per batch for whatever it has touched. What only a failed delivery told of is not there.
    private void Index(Batch batch)
    {
        foreach (var contact in batch.ContactsToIndex.Select(contactId => _views.Contacts.Find(contactId)).OfType<Contact>())
            _search.Index(contact, batch.NewContacts.Contains(contact.ContactId));
        foreach (var call in batch.CallsToIndex.Select(cdrId => _views.Calls.Find(cdrId)).OfType<Call>())
        {
            var summary = call.SummaryUuid is { } uuid ? _views.Summaries.Find(uuid) : null;
            var isNew = batch.NewCalls.Contains(call.CdrId);
            _insights.Save(call, summary, isNew);
            _search.Index(call, summary, isNew);
        }
    }

    private void Fold(LogBatch piece, Batch batch)
    {
        var decisions = new Queue<Decision>(piece.Decisions);
        foreach (var entry in piece.Entries)
        {
            while (decisions.TryPeek(out var decision) && decision.AfterDeliveryId < entry.Id)
                Apply(decisions.Dequeue(), batch);
            if (entry.Body is not null)
                TryApply(entry, batch);
            batch.Changed(ChangeKind.Delivery, entry.Id);
            _checkpoint.DeliveryId = entry.Id;
        }

        while (decisions.TryDequeue(out var decision))
            Apply(decision, batch);
    }

    // A body that cannot be folded in leaves no trace but its error, and never holds up the ones behind it.
    private void TryApply(LogEntry entry, Batch batch)
    {
        var mark = batch.Rollups.Mark;
        _views.Execute("SAVEPOINT delivery");
        try
        {
            Apply(entry, EventReader.Read(entry.Body), batch);
        }
        catch (Exception error) when (!IsStorage(error))
        {
            _views.Execute("ROLLBACK TO delivery");
            batch.Rollups.BackTo(mark);
            _views.DeliveryFailures.Save(new DeliveryFailure { DeliveryId = entry.Id, Error = error.Message });
            if (error is EventFormatException or JsonException)
                _logger.LogWarning("Delivery {DeliveryId} cannot be read: {Reason}", entry.Id, error.Message);
            else
                _logger.LogError(error, "Delivery {DeliveryId} cannot be projected", entry.Id);
        }

        _views.Execute("RELEASE delivery");
    }

    // Locked, out of memory, read-only, I/O, corrupt, full, cannot open: not the delivery's fault, and the batch is tried again.
    private static bool IsStorage(Exception error) => error is SqliteException { SqliteErrorCode: 5 or 6 or 7 or 8 or 10 or 11 or 13 or 14 };

    private void Apply(LogEntry entry, SuperfoneEvent happened, Batch batch)
    {
        switch (happened)
        {
            // Beyond the duplicate window the same call, or the same creation, is still the same one.
            case CallEvent or { Kind: EventKind.CustomerCreate or EventKind.TaskCreate } when entry.RepeatsEarlier:
                break;
            case CallEvent call:
                _calls.Apply(entry, call, batch);
                break;
            case SummaryEvent summary:
                _summaries.Apply(entry, summary, batch);
                break;
            case ContactEvent contact:
                _contacts.Apply(entry, contact, batch);
                break;
            case TaskEvent task:
                _tasks.Apply(entry, task, batch);
                break;
        }
    }

    private void Apply(Decision decision, Batch batch)
    {
        if (decision.Kind is DecisionKind.CloseFollowUp or DecisionKind.ReopenFollowUp)
            _followUps.Apply(decision, batch);
        else
            _summaries.Apply(decision, batch);
        _checkpoint.DecisionId = decision.Id;
    }
}
