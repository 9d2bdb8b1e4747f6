using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.People;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>Reads what users did about the follow-ups and calls of a contact or a number, as entries of its timeline.</summary>
internal static class TimelineDecisions
{
    /// <summary>The latest entries until a position, newest first.</summary>
    /// <param name="users">Names users.</param>
    /// <param name="followUps">What users did about their follow-ups.</param>
    /// <param name="calls">What users did about their calls.</param>
    /// <param name="until">The time of the last entry, UTC.</param>
    /// <param name="before">Of that time, the decision before which entries are read.</param>
    /// <param name="limit">The maximum number of entries.</param>
    /// <param name="cancellation">Stops the query.</param>
    public static async Task<IReadOnlyList<TimelineItem>> OfAsync(
        UserNames users, IQueryable<FollowUpDecision> followUps, IQueryable<CallDecision> calls, DateTime until, long before, int limit, CancellationToken cancellation)
    {
        var ofNumbers = await followUps.AsNoTracking()
            .Where(row => row.AtUtc <= until && (row.AtUtc < until || row.DecisionId < before))
            .OrderByDescending(row => row.AtUtc).ThenByDescending(row => row.DecisionId).Take(limit).ToListAsync(cancellation);
        var ofCalls = await calls.AsNoTracking()
            .Where(row => row.AtUtc <= until && (row.AtUtc < until || row.DecisionId < before))
            .OrderByDescending(row => row.AtUtc).ThenByDescending(row => row.DecisionId).Take(limit).ToListAsync(cancellation);
        if (ofNumbers.Count + ofCalls.Count == 0)
            return [];
        var names = await users.ReadAsync(cancellation);
        return
        [
            .. ofNumbers.Select(row => ToItem(row, names)).Concat(ofCalls.Select(row => ToItem(row, names)))
                .OrderByDescending(item => item.AtUtc).ThenByDescending(item => item.DecisionId).Take(limit),
        ];
    }

    private static TimelineItem ToItem(FollowUpDecision row, NamesOfUsers names)
    {
        var item = new TimelineItem
        {
            Kind = TimelineKind.FollowUp,
            AtUtc = row.AtUtc,
            Action = row.Action,
            By = row.By,
            ByName = names.OfEmail(row.By),
            DecisionId = row.DecisionId,
        };
        return row.Action switch
        {
            FollowUpAction.Close or FollowUpAction.Note => item with { Text = row.Note },
            FollowUpAction.Attempt when AttemptNote.Read(row.Note ?? "") is var attempt => item with { Text = attempt.Text, Outcome = attempt.Outcome },
            FollowUpAction.Snooze => item with { UntilUtc = SnoozeTime.Read(row.Note) },
            FollowUpAction.Assign when row.Note is { } userId => item with { Assignee = new AssigneeReference(userId, names.OfId(userId)) },
            FollowUpAction.Claim or FollowUpAction.Release or FollowUpAction.Assign or FollowUpAction.Attempt => item,
        };
    }

    private static TimelineItem ToItem(CallDecision row, NamesOfUsers names) => new()
    {
        Kind = row.Action switch
        {
            CallAction.Note => TimelineKind.CallNote,
            CallAction.Tags => TimelineKind.CallTags,
        },
        AtUtc = row.AtUtc,
        By = row.By,
        ByName = names.OfEmail(row.By),
        Text = row.Note,
        CdrId = row.CdrId,
        DecisionId = row.DecisionId,
    };
}
