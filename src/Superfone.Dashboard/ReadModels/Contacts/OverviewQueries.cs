using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Numbers;
using Superfone.Dashboard.ReadModels.Tasks;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>Reads the facts about a contact or a number to know before a call.</summary>
public sealed class OverviewQueries(
    IDbContextFactory<ReadModelContext> contexts, ContactQueries contacts, FollowUpQueries followUps, TimeProvider time)
{
    private const int Most = 10;

    private const string Totals =
        """
        SELECT COUNT(*) AS Calls, COALESCE(SUM(Outcome = 1), 0) AS Answered, COALESCE(SUM(Missed), 0) AS Missed,
            COALESCE(SUM(DurationSeconds) FILTER (WHERE Outcome = 1), 0) AS TalkSeconds, MAX(SortKey) FILTER (WHERE Outcome = 1) AS LastTalkKey
        FROM Calls
        """;

    /// <summary>A contact; <see langword="null"/> if there is none.</summary>
    public async Task<ContactOverview?> OfContactAsync(Visibility visibility, long contactId, CancellationToken cancellation = default)
    {
        if (await contacts.FindAsync(visibility, contactId, cancellation) is not { } contact)
            return null;
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var name = await readModel.TeamMembers.Where(member => member.UserId == contact.AssigneeUserId).Select(member => member.Name).FirstOrDefaultAsync(cancellation);
        return new ContactOverview(
            contact,
            await TotalsAsync(TotalsOfContact(readModel, contactId), cancellation),
            await LastSummaryAsync(readModel, call => call.ContactId == contactId, cancellation),
            await OpenTasksAsync(readModel, contactId, cancellation),
            name)
        {
            FollowUps = await followUps.OfContactAsync(visibility, contactId, Most, cancellation),
            Marks = await NumberQueries.MarksAsync(
                readModel, await readModel.ContactPhoneKeys.Where(key => key.ContactId == contactId).Select(key => key.PhoneKey).ToListAsync(cancellation), cancellation),
        };
    }

    /// <summary>A number, whether or not any event is about it.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="phoneKey">The number in E.164.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<NumberOverview> OfNumberAsync(Visibility visibility, string phoneKey, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        return new NumberOverview(
            phoneKey,
            await TotalsAsync(TotalsOfNumber(readModel, phoneKey), cancellation),
            await LastSummaryAsync(readModel, call => call.PhoneKey == phoneKey, cancellation),
            await followUps.OfNumberAsync(visibility, phoneKey, Most, cancellation),
            await WithNumberAsync(readModel, phoneKey, cancellation))
        {
            Mark = (await NumberQueries.MarksAsync(readModel, [phoneKey], cancellation)).TryGetValue(phoneKey, out var mark) ? mark : null,
        };
    }

    /// <summary>The contacts that have a number; of many, the first few.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="phoneKey">The number in E.164.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<IReadOnlyList<ContactReference>> ContactsOfAsync(Visibility visibility, string phoneKey, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        return await WithNumberAsync(readModel, phoneKey, cancellation);
    }

    private static async Task<IReadOnlyList<ContactReference>> WithNumberAsync(ReadModelContext readModel, string phoneKey, CancellationToken cancellation)
    {
        var owners = await (
            from key in readModel.ContactPhoneKeys
            join contact in readModel.Contacts on key.ContactId equals contact.ContactId
            where key.PhoneKey == phoneKey
            orderby contact.ContactId
            select new { contact.ContactId, contact.Name, contact.BusinessName }).Take(Most).ToListAsync(cancellation);
        return [.. owners.Select(owner => new ContactReference(owner.ContactId, owner.Name) { BusinessName = owner.BusinessName })];
    }

    /// <summary>The sums over a contact's calls.</summary>
    internal static IQueryable<Sums> TotalsOfContact(ReadModelContext readModel, long contactId) =>
        readModel.Database.SqlQueryRaw<Sums>($"{Totals} WHERE ContactId = {{0}}", contactId);

    /// <summary>The sums over a number's calls.</summary>
    internal static IQueryable<Sums> TotalsOfNumber(ReadModelContext readModel, string phoneKey) =>
        readModel.Database.SqlQueryRaw<Sums>($"{Totals} WHERE PhoneKey = {{0}}", phoneKey);

    /// <summary>The calls with a summary among those of a contact or a number, newest first.</summary>
    internal static IQueryable<Call> Summarised(ReadModelContext readModel, Expression<Func<Call, bool>> ofWhom) =>
        readModel.Calls.AsNoTracking().Where(ofWhom).Where(call => call.SummaryUuid != null).OrderByDescending(call => call.SortKey);

    private static async Task<PersonTotals> TotalsAsync(IQueryable<Sums> query, CancellationToken cancellation)
    {
        var sums = (await query.ToListAsync(cancellation))[0];
        return new PersonTotals(
            sums.Calls, sums.Answered, sums.Missed, sums.TalkSeconds, sums.LastTalkKey is { } key ? SortKey.InstantOf(key) : null);
    }

    private static async Task<LastSummary?> LastSummaryAsync(ReadModelContext readModel, Expression<Func<Call, bool>> ofWhom, CancellationToken cancellation)
    {
        var row = await (
            from call in Summarised(readModel, ofWhom).Take(1)
            join summary in readModel.Summaries on call.SummaryUuid equals summary.CdrUuid
            select new { call.CdrId, call.SortKey, summary.Text }).FirstOrDefaultAsync(cancellation);
        return row is null ? null : new LastSummary(row.CdrId, SortKey.InstantOf(row.SortKey), row.Text);
    }

    private async Task<IReadOnlyList<TaskListItem>> OpenTasksAsync(ReadModelContext readModel, long contactId, CancellationToken cancellation)
    {
        var tasks = readModel.Tasks.AsNoTracking().Where(task => task.ContactId == contactId && !task.IsDone)
            .OrderBy(task => task.DueUtc == null).ThenBy(task => task.DueUtc).ThenBy(task => task.TaskId).Take(ContactOverview.MostTasks);
        return await TaskQueries.LoadAsync(readModel, tasks, time.GetUtcNow().UtcDateTime, cancellation);
    }

    /// <summary>Sums over calls.</summary>
    internal sealed record Sums(int Calls, int Answered, int Missed, long TalkSeconds, long? LastTalkKey);
}
