using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.People;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>Reads users' notes on calls.</summary>
internal static class CallNotes
{
    /// <summary>The notes on a call, oldest first.</summary>
    public static async Task<IReadOnlyList<NoteItem>> OfAsync(ReadModelContext readModel, UserNames users, long cdrId, CancellationToken cancellation)
    {
        var notes = await readModel.CallDecisions.AsNoTracking().Where(decision => decision.CdrId == cdrId && decision.Action == CallAction.Note)
            .OrderBy(decision => decision.DecisionId).ToListAsync(cancellation);
        if (notes.Count == 0)
            return [];
        var names = await users.ReadAsync(cancellation);
        return [.. notes.Select(note => new NoteItem(note.AtUtc, note.By, note.Note) { ByName = names.OfEmail(note.By), Id = note.DecisionId })];
    }
}
