using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.People;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Calls.Details;

/// <summary>Reads users' notes on calls.</summary>
internal static class CallNotes
{
    /// <summary>The notes on some calls, each call's oldest first.</summary>
    public static async Task<ILookup<long, NoteItem>> OfAsync(
        ReadModelContext readModel, UserNames users, IReadOnlyCollection<long> cdrIds, CancellationToken cancellation)
    {
        var notes = await readModel.CallDecisions.AsNoTracking().Where(decision => EF.Parameter(cdrIds).Contains(decision.CdrId) && decision.Action == CallAction.Note)
            .OrderBy(decision => decision.DecisionId).ToListAsync(cancellation);
        var names = notes.Count == 0 ? NamesOfUsers.None : await users.ReadAsync(cancellation);
        return notes.ToLookup(note => note.CdrId, note => new NoteItem(note.AtUtc, note.By, note.Note) { ByName = names.OfEmail(note.By), Id = note.DecisionId });
    }
}
