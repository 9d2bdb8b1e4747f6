using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Projections.Contacts;
using Superfone.Dashboard.Projections.Numbers;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.Projections.Search;
using Superfone.Dashboard.Projections.Summaries;
using Superfone.Dashboard.Storage.Changes;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;
using Superfone.Events;

namespace Superfone.Dashboard.Projections.Calls;

/// <summary>Projects calls. Each call is recomputed from all its payloads, so that their order does not matter.</summary>
internal sealed class CallProjection(
    ReadModelWriter readModel, IEventLogReader log, CallFold fold, ContactProjection contacts, MarkProjection marks, SummaryProjection summaries)
{
    private const int MostKept = 4_000;

    // A call's deliveries mostly come soon after each other.
    private readonly Dictionary<long, IReadOnlyList<CallPayload>> _payloads = [];

    /// <summary>Must be called after a rollback of projected calls.</summary>
    public void RolledBack() => _payloads.Clear();

    /// <summary>Applies a call event.</summary>
    public void Apply(LogEntry entry, CallEvent happened, Batch batch)
    {
        contacts.Apply(happened.Contact, entry, batch, happened.StartUtc);

        var earlier = _payloads.GetValueOrDefault(happened.CdrId) ?? [.. readModel.CallDeliveries.OfCall(happened.CdrId).Select(row => ReadAgain(row.DeliveryId))];
        readModel.CallDeliveries.Save(new CallDelivery { DeliveryId = entry.Id, CdrId = happened.CdrId });
        var before = earlier.Count == 0 ? null : readModel.Calls.Find(happened.CdrId);

        IReadOnlyList<CallPayload> payloads = [.. earlier, new CallPayload(entry.Id, entry.ReceivedUtc, happened)];
        var call = fold.Fold(payloads);
        call.SummaryUuid = before?.SummaryUuid;
        call.Tags = before?.Tags;
        call.ContactId ??= contacts.OwnerOf(call.PhoneKey);
        call.Mark = marks.Of(call.PhoneKey)?.Mark;
        call.SortKey = FreeSortKey(call);
        readModel.Calls.Save(call);

        contacts.CallMoved(before?.ContactId, call, batch);
        NoteSteps(before, call, batch);
        NoteFirst(before, call, batch);
        batch.Rollups.CallChanged(before, call);
        SaveIvrKeys(before, call);
        MoveTags(before, call);
        if (before is not null && before.SortKey != call.SortKey)
            Free(before.SortKey, batch);
        batch.CallTextChanged(call.CdrId, isNew: before is null);
        batch.Changed(ChangeKind.Call, call.CdrId);
        summaries.CallChanged(before, call, SaveUuids(happened, before, call), batch);
        Keep(happened.CdrId, payloads);
    }

    private void Free(long sortKey, Batch batch)
    {
        if (batch.IsBulk)
            batch.SortKeyFreed(sortKey);
        else
            TextIndex.Delete(readModel, sortKey);
    }

    private void Keep(long cdrId, IReadOnlyList<CallPayload> payloads)
    {
        if (_payloads.Count >= MostKept)
            _payloads.Clear();
        _payloads[cdrId] = payloads;
    }

    private CallPayload ReadAgain(long deliveryId)
    {
        var (receivedUtc, body) = log.ReadBody(deliveryId);
        return new CallPayload(deliveryId, receivedUtc, (CallEvent)EventReader.Read(body, receivedUtc));
    }

    // Two calls may start in the same millisecond and have ids with the same last 20 bits. The later one gets the next free key.
    private long FreeSortKey(Call call)
    {
        var key = call.SortKey;
        while (readModel.Calls.IdAt(key) is { } taken && taken != call.CdrId)
            key++;
        return key;
    }

    // Another call of the number may have become the first one, or may no longer be it.
    private void NoteFirst(Call? before, Call call, Batch batch)
    {
        if (batch.IsBulk || (before is not null && (before.PhoneKey, before.SortKey) == (call.PhoneKey, call.SortKey)))
            return;
        foreach (var known in new[] { before, call })
        {
            if (known?.PhoneKey is not null && readModel.Calls.NextIfFirst(known.PhoneKey, known.SortKey) is { } next)
                batch.Changed(ChangeKind.Call, next);
        }
    }

    private void SaveIvrKeys(Call? before, Call call)
    {
        foreach (var old in before is null ? [] : IvrKey.Of(before))
            readModel.CallIvrKeys.Delete(old.ToString(), before!.SortKey);
        foreach (var pressed in IvrKey.Of(call))
            readModel.CallIvrKeys.Save(new CallIvrKey { Key = pressed.ToString(), SortKey = call.SortKey });
    }

    private void MoveTags(Call? before, Call call)
    {
        if (before?.Tags is null || before.SortKey == call.SortKey)
            return;
        CallDecisionProjection.DeleteTags(readModel, before);
        CallDecisionProjection.SaveTags(readModel, call);
    }

    private List<string> SaveUuids(CallEvent happened, Call? before, Call call)
    {
        List<string> uuids = [];
        if (happened.CdrUuid is { } named)
        {
            readModel.CallUuids.AddNamed(named, before, call);
            uuids.Add(named);
        }

        foreach (var uuid in RecordingUrl.UuidsIn(happened.RecordingUrl ?? ""))
        {
            readModel.CallUuids.AddFromUrl(uuid, happened.CdrId);
            uuids.Add(uuid);
        }

        return uuids;
    }

    private static void NoteSteps(Call? before, Call call, Batch batch)
    {
        foreach (var known in new[] { before, call })
        {
            if (known?.PhoneKey is not null && FollowUpStep.Of(known) is not null)
                batch.FollowUpStepChanged(known.PhoneKey, known.SortKey);
        }
    }
}
