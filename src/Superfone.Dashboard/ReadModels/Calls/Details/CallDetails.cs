using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.People;
using Superfone.Dashboard.ReadModels.Summaries;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Calls.Details;

/// <summary>Completes calls by what lists do not show: transcripts, keys pressed, notes and deliveries.</summary>
internal static class CallDetails
{
    /// <summary>The calls in full detail, in the same order; those that do not exist any more are left out.</summary>
    /// <param name="readModel">The read model.</param>
    /// <param name="users">The names of users.</param>
    /// <param name="items">The calls as lists show them.</param>
    /// <param name="calls">The same calls as they are stored, in any order.</param>
    /// <param name="cancellation">Stops the query.</param>
    public static async Task<IReadOnlyList<CallDetail>> OfAsync(
        ReadModelContext readModel, UserNames users, IReadOnlyList<CallItem> items, IReadOnlyList<Call> calls, CancellationToken cancellation)
    {
        var ids = items.Select(item => item.CdrId).ToList();
        var rows = calls.ToDictionary(call => call.CdrId);
        var transcripts = await CallTranscripts.OfAsync(readModel, items, cancellation);
        var notes = await CallNotes.OfAsync(readModel, users, ids, cancellation);
        var deliveries = (await readModel.CallDeliveries.Where(link => EF.Parameter(ids).Contains(link.CdrId)).OrderBy(link => link.DeliveryId)
            .Select(link => new { link.CdrId, link.DeliveryId }).ToListAsync(cancellation)).ToLookup(link => link.CdrId, link => link.DeliveryId);
        return
        [
            .. items.Where(item => rows.ContainsKey(item.CdrId)).Select(item => (Item: item, Row: rows[item.CdrId])).Select(call => new CallDetail(call.Item)
            {
                Transcript = transcripts.GetValueOrDefault(call.Item.CdrId, []),
                IvrInputs = call.Row.IvrInputs,
                DtmfDigits = call.Row.DtmfDigits,
                CdrUuid = call.Row.CdrUuid ?? call.Row.SummaryUuid,
                DeliveryIds = [.. deliveries[call.Item.CdrId]],
                Notes = [.. notes[call.Item.CdrId]],
            }),
        ];
    }
}
