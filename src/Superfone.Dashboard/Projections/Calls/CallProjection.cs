using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Projections.Contacts;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.Projections.Search;
using Superfone.Dashboard.Projections.Summaries;
using Superfone.Dashboard.Storage.Changes;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;
using Superfone.Events;

namespace Superfone.Dashboard.Projections.Calls;

/// <summary>Folds calls: each anew from all its payloads, so that their order does not matter.</summary>
internal sealed class CallProjection(
    ReadModelWriter readModel, LogReader log, CallFold fold, ContactProjection contacts, SummaryProjection summaries)
{
    /// <summary>Folds in an event of a call.</summary>
    public void Apply(LogEntry entry, CallEvent happened, Batch batch)
    {
        contacts.Apply(happened.Contact, entry, batch, happened.StartUtc);

        var earlier = readModel.CallDeliveries.Where("WHERE CdrId = $0", happened.CdrId).Select(row => ReadAgain(row.DeliveryId)).ToList();
        readModel.CallDeliveries.Save(new CallDelivery { DeliveryId = entry.Id, CdrId = happened.CdrId });
        var before = earlier.Count == 0 ? null : readModel.Calls.Find(happened.CdrId);

        var call = fold.Fold([.. earlier, new CallPayload(entry.Id, entry.ReceivedUtc, happened)]);
        call.SummaryUuid = before?.SummaryUuid;
        call.ContactId ??= contacts.OwnerOf(call.PhoneKey);
        call.SortKey = FreeSortKey(call);
        readModel.Calls.Save(call);

        contacts.CallMoved(before?.ContactId, call, batch);
        NoteSteps(before, call, batch);
        NoteFirst(before, call, batch);
        batch.Rollups.CallChanged(before, call);
        SaveIvrKeys(before, call);
        if (before is null)
            batch.NewCalls.Add(call.CdrId);
        else if (before.SortKey != call.SortKey)
            SearchIndex.RemoveCall(readModel, before.SortKey);
        batch.CallsToIndex.Add(call.CdrId);
        batch.Changed(ChangeKind.Call, call.CdrId);
        summaries.CallChanged(before, call, SaveUuids(happened), batch);
    }

    private CallPayload ReadAgain(long deliveryId)
    {
        var (receivedUtc, body) = log.ReadBody(deliveryId);
        return new CallPayload(deliveryId, receivedUtc, (CallEvent)EventReader.Read(body, receivedUtc));
    }

    // Two calls may start in the same millisecond and end in the same 20 bits: the next free place will do.
    private long FreeSortKey(Call call)
    {
        var key = call.SortKey;
        while (readModel.Scalar("SELECT CdrId FROM Calls WHERE SortKey = $0", key) is long taken && taken != call.CdrId)
            key++;
        return key;
    }

    // Another call of the number may be the first now, or be so no longer.
    private void NoteFirst(Call? before, Call call, Batch batch)
    {
        if (before is not null && (before.PhoneKey, before.SortKey) == (call.PhoneKey, call.SortKey))
            return;
        foreach (var known in new[] { before, call })
        {
            if (known?.PhoneKey is null || readModel.Scalar("SELECT 1 FROM Calls WHERE PhoneKey = $0 AND SortKey < $1 LIMIT 1", known.PhoneKey, known.SortKey) is not null)
                continue;
            if (readModel.Scalar("SELECT CdrId FROM Calls WHERE PhoneKey = $0 AND SortKey > $1 ORDER BY SortKey LIMIT 1", known.PhoneKey, known.SortKey) is long next)
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

    private List<string> SaveUuids(CallEvent happened)
    {
        List<string> uuids = [];
        if (happened.CdrUuid is { } named)
        {
            readModel.Execute(
                "INSERT INTO CallUuids (Uuid, CdrId, IsNamed) VALUES ($0, $1, 1) ON CONFLICT DO UPDATE SET IsNamed = 1", named, happened.CdrId);
            uuids.Add(named);
        }

        foreach (var uuid in RecordingUrl.UuidsIn(happened.RecordingUrl ?? ""))
        {
            readModel.Execute("INSERT INTO CallUuids (Uuid, CdrId, IsNamed) VALUES ($0, $1, 0) ON CONFLICT DO NOTHING", uuid, happened.CdrId);
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
