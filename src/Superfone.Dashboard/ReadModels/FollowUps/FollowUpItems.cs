using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.People;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.ReadModels.FollowUps;

/// <summary>Creates items of follow-ups, with who works on them now.</summary>
public sealed class FollowUpItems(UserNames users, TimeProvider time)
{
    /// <summary>The current time, at which claims and times until which follow-ups are put off have passed or not, UTC.</summary>
    internal DateTime NowUtc => time.GetUtcNow().UtcDateTime;

    /// <summary>Loads follow-ups as items; their order is kept.</summary>
    internal async Task<IReadOnlyList<FollowUpItem>> LoadAsync(ReadModelContext readModel, IQueryable<FollowUp> followUps, CancellationToken cancellation)
    {
        var rows = await (
            from followUp in followUps
            join call in readModel.Calls on followUp.LastMissedKey equals call.SortKey into calls
            from call in calls.DefaultIfEmpty()
            join contact in readModel.Contacts on call.ContactId equals (long?)contact.ContactId into contacts
            from contact in contacts.DefaultIfEmpty()
            select new { FollowUp = followUp, call.ContactId, contact.Name, contact.BusinessName, contact.Labels }).ToListAsync(cancellation);
        var summaries = await LastSummaries.OfAsync(readModel, rows.Select(row => (row.ContactId, row.FollowUp.PhoneKey)), cancellation);
        var notes = await NotesAsync(readModel, rows.Select(row => row.FollowUp), cancellation);
        var now = NowUtc;
        var isWorkedOn = notes.Count > 0 || rows.Any(row => row.FollowUp.AssigneeUserId is not null || row.FollowUp.ClaimedUntilUtc > now);
        var names = isWorkedOn ? await users.ReadAsync(cancellation) : NamesOfUsers.None;
        return
        [
            .. rows.Select((row, index) => ToItem(row.FollowUp, notes.GetValueOrDefault(row.FollowUp.Id, []), names, now) with
            {
                Contact = ContactReference.Of(row.ContactId, row.Name, row.BusinessName, row.Labels),
                LastSummary = summaries[index],
            }),
        ];
    }

    private static FollowUpItem ToItem(FollowUp followUp, IReadOnlyList<FollowUpDecision> notes, NamesOfUsers names, DateTime now)
    {
        var isClaimed = followUp.ClaimedUntilUtc > now;
        return new FollowUpItem
        {
            Id = followUp.Id,
            Phone = followUp.Phone ?? followUp.PhoneKey,
            Contact = null,
            MissedCount = followUp.MissedCount,
            FirstMissedUtc = followUp.FirstMissedUtc,
            LastMissedUtc = followUp.LastMissedUtc,
            Attempts = followUp.Attempts,
            State = followUp.State,
            Mark = followUp.Mark,
            ReturnedUtc = followUp.ReturnedUtc,
            SecondsToReturn = followUp.SecondsToReturn,
            ClosedUtc = followUp.ClosedUtc,
            ClosedBy = followUp.ClosedBy,
            Note = followUp.Note,
            ClaimedBy = isClaimed ? followUp.ClaimedBy : null,
            ClaimedByName = isClaimed ? names.OfEmail(followUp.ClaimedBy!) : null,
            ClaimedUntilUtc = isClaimed ? followUp.ClaimedUntilUtc : null,
            SnoozedUntilUtc = followUp.SnoozedUntilUtc > now ? followUp.SnoozedUntilUtc : null,
            Assignee = followUp.AssigneeUserId is { } userId ? new AssigneeReference(userId, names.OfId(userId)) : null,
            Notes = [.. notes.Select(note => ToNote(note, names))],
            LastAgent = followUp.LastAgent,
            LastTriedUtc = followUp.LastTriedUtc,
            ReturnDirection = followUp.ReturnDirection,
            LastMissedKey = followUp.LastMissedKey,
            LastStepKey = followUp.LastStepKey,
        };
    }

    private static NoteItem ToNote(FollowUpDecision decision, NamesOfUsers names)
    {
        var read = decision.Action == FollowUpAction.Attempt ? AttemptNote.Read(decision.Note ?? "") : new AttemptNote(null, decision.Note);
        return new NoteItem(decision.AtUtc, decision.By, read.Text) { Outcome = read.Outcome, ByName = names.OfEmail(decision.By), Id = decision.DecisionId };
    }

    // A note belongs to the last follow-up of its number that opened before it.
    private static async Task<Dictionary<long, List<FollowUpDecision>>> NotesAsync(ReadModelContext readModel, IEnumerable<FollowUp> followUps, CancellationToken cancellation)
    {
        var keys = followUps.Select(followUp => followUp.PhoneKey).Distinct().ToList();
        if (keys.Count == 0)
            return [];
        var notes = await (
            from decision in readModel.FollowUpDecisions.AsNoTracking()
            where EF.Parameter(keys).Contains(decision.PhoneKey) && (decision.Action == FollowUpAction.Note || decision.Action == FollowUpAction.Attempt)
            orderby decision.DecisionId
            select new
            {
                Decision = decision,
                FollowUpId = readModel.FollowUps.Where(row => row.PhoneKey == decision.PhoneKey && row.Id <= decision.SortKey).Max(row => (long?)row.Id),
            }).ToListAsync(cancellation);
        return notes.Where(note => note.FollowUpId is not null).GroupBy(note => note.FollowUpId!.Value, note => note.Decision)
            .ToDictionary(group => group.Key, group => group.ToList());
    }
}
