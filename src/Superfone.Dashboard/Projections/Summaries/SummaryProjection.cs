using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.Storage.Changes;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;
using Superfone.Dashboard.Storage.ReadModel.Tables;
using Superfone.Events;

namespace Superfone.Dashboard.Projections.Summaries;

/// <summary>
/// Projects summaries and finds the call of each: by UUID, by the recording's URL, by inference, or by a user's decision.
/// </summary>
internal sealed class SummaryProjection(ReadModelWriter readModel, PhoneBook phones)
{
    private readonly SummaryInference _inference = new(readModel);

    // Calls that may now be the only candidate of a waiting summary. A queue, because each match may make the next one possible.
    private readonly Queue<long> _toRecheck = new();

    /// <summary>Applies a summary event.</summary>
    public void Apply(LogEntry entry, SummaryEvent happened, Batch batch)
    {
        var summary = readModel.Summaries.Find(happened.CdrUuid)
            ?? new Summary { CdrUuid = happened.CdrUuid, DeliveryId = entry.Id, ReceivedUtc = entry.ReceivedUtc };
        summary.Apply(happened);
        summary.AccountKey = phones.KeyOf(summary.Account);
        readModel.Summaries.Save(summary);
        if (summary.CdrId is { } cdrId)
            Changed(cdrId, batch);
        Match(summary, batch);
        Recheck(batch);
    }

    /// <summary>Applies the decision to link or unlink a summary. A decision about an unknown summary or call is ignored.</summary>
    public void Apply(Decision decision, Batch batch)
    {
        if (readModel.Summaries.Find(decision.Subject) is not { } summary || decision.CdrId is not { } cdrId || readModel.Calls.Find(cdrId) is not { } call)
            return;
        if (decision.Kind == DecisionKind.LinkSummary)
        {
            readModel.SummaryRejections.Delete(summary.CdrUuid, cdrId);
            Link(summary, call, MatchedBy.Manual, batch);
        }
        else if (summary.CdrId == cdrId && summary.MatchedBy is MatchedBy.Inferred or MatchedBy.Manual)
        {
            Unlink(summary, call, batch);
        }

        Recheck(batch);
    }

    /// <summary>Matches waiting summaries again after a call was added or changed.</summary>
    /// <param name="before">The previous call; <see langword="null"/> for a new one.</param>
    /// <param name="call">The call.</param>
    /// <param name="uuids">The UUIDs in its latest payload.</param>
    /// <param name="batch">Collects the changes.</param>
    public void CallChanged(Call? before, Call call, IReadOnlyList<string> uuids, Batch batch)
    {
        foreach (var uuid in uuids)
        {
            if (readModel.Summaries.Find(uuid) is { } summary)
                Match(summary, batch);
        }

        if (before is not null && CallEnd.Of(before) is { } old && old != CallEnd.Of(call))
            RecheckNeighbours(old);
        if (call.Outcome == Outcome.Answered)
            _toRecheck.Enqueue(call.CdrId);
        Recheck(batch);
    }

    private void Match(Summary summary, Batch batch)
    {
        foreach (var named in readModel.CallUuids.CallsOf(summary.CdrUuid))
        {
            var way = named.IsNamed ? MatchedBy.CdrUuid : MatchedBy.RecordingUrl;
            if (summary.MatchedBy >= way)
                return;
            if (readModel.Calls.Find(named.CdrId) is { } call && IsOpenTo(call, summary, way))
            {
                Link(summary, call, way, batch);
                return;
            }
        }

        if (summary.CdrId is null && _inference.OnlyCallOf(summary) is { } only)
            Link(summary, readModel.Calls.Find(only)!, MatchedBy.Inferred, batch);
    }

    private bool IsOpenTo(Call call, Summary summary, MatchedBy way) =>
        call.SummaryUuid is null
        || call.SummaryUuid == summary.CdrUuid
        || readModel.Summaries.Find(call.SummaryUuid)!.MatchedBy < way;

    private void Link(Summary summary, Call call, MatchedBy way, Batch batch)
    {
        var freed = summary.CdrId is { } old && old != call.CdrId ? readModel.Calls.Find(old) : null;
        var displaced = call.SummaryUuid is { } other && other != summary.CdrUuid ? readModel.Summaries.Find(other) : null;

        if (freed is not null)
        {
            freed.SummaryUuid = null;
            readModel.Calls.Save(freed);
            Changed(freed.CdrId, batch);
        }

        if (displaced is not null)
        {
            displaced.CdrId = null;
            displaced.MatchedBy = null;
            readModel.Summaries.Save(displaced);
        }

        summary.CdrId = call.CdrId;
        summary.MatchedBy = way;
        readModel.Summaries.Save(summary);
        call.SummaryUuid = summary.CdrUuid;
        readModel.Calls.Save(call);
        Changed(call.CdrId, batch);

        if (displaced is not null)
            Match(displaced, batch);
        if (CallEnd.Of(call) is { } end)
            RecheckNeighbours(end);
        if (freed is not null)
            Offer(freed, batch);
    }

    private void Unlink(Summary summary, Call call, Batch batch)
    {
        readModel.SummaryRejections.Save(new SummaryRejection { CdrUuid = summary.CdrUuid, CdrId = call.CdrId });
        summary.CdrId = null;
        summary.MatchedBy = null;
        readModel.Summaries.Save(summary);
        call.SummaryUuid = null;
        readModel.Calls.Save(call);
        Changed(call.CdrId, batch);

        Match(summary, batch);
        Offer(call, batch);
    }

    // A call that has lost its summary may be the candidate for another one.
    private void Offer(Call freed, Batch batch)
    {
        foreach (var uuid in readModel.CallUuids.OfCall(freed))
        {
            if (readModel.Summaries.Find(uuid) is { } waiting)
                Match(waiting, batch);
        }

        _toRecheck.Enqueue(freed.CdrId);
    }

    private void RecheckNeighbours(CallEnd end)
    {
        foreach (var neighbour in _inference.NeighboursOf(end))
            _toRecheck.Enqueue(neighbour);
    }

    private void Recheck(Batch batch)
    {
        while (_toRecheck.TryDequeue(out var cdrId))
        {
            // The queue may hold a call of a failed delivery, which does not exist.
            if (readModel.Calls.Find(cdrId) is { } call && _inference.SummaryOf(call) is { } uuid)
                Link(readModel.Summaries.Find(uuid)!, call, MatchedBy.Inferred, batch);
        }
    }

    private static void Changed(long cdrId, Batch batch)
    {
        batch.Changed(ChangeKind.Call, cdrId);
        batch.CallTextChanged(cdrId);
    }
}
