using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.FollowUps;

/// <summary>Reads follow-ups.</summary>
public sealed class FollowUpQueries(IDbContextFactory<ReadModelContext> contexts, PhoneBook phones)
{
    /// <summary>The number of callers among whom those who wait too long are found.</summary>
    public const int MostWaiting = 2000;

    /// <summary>Lists follow-ups, the one with the newest first missed call first.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the previous page; <see langword="null"/> for the first one.</param>
    /// <param name="limit">The maximum number of items, 1 to <see cref="PageSize.Max"/>.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="CursorFormatException">The cursor does not come from this list.</exception>
    public async Task<Page<FollowUpItem>> ListAsync(
        Visibility visibility, FollowUpFilter filter, string? cursor = null, int limit = PageSize.Default, CancellationToken cancellation = default)
    {
        var before = Cursor.Read(ListKind.FollowUps, cursor)?[0] ?? long.MaxValue;
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var followUps = readModel.FollowUps.AsNoTracking().Where(followUp => followUp.Id < before);
        if (filter.State is { } state)
            followUps = followUps.Where(followUp => followUp.State == state);
        var items = await LoadAsync(readModel, followUps.OrderByDescending(followUp => followUp.Id).Take(limit + 1), cancellation);
        return Cursor.Cut(ListKind.FollowUps, items, limit, followUp => followUp.Id);
    }

    /// <summary>Lists follow-ups in working order: open ones last missed first, the others latest ended first.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the previous page; <see langword="null"/> for the first one.</param>
    /// <param name="limit">The maximum number of items, 1 to <see cref="PageSize.Max"/>.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="CursorFormatException">The cursor does not come from this list.</exception>
    public async Task<Page<FollowUpItem>> WorkListAsync(
        Visibility visibility, WorkListFilter filter, string? cursor = null, int limit = PageSize.Default, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var followUps = InOrderOfWork(await ApplyFilterAsync(readModel.FollowUps.AsNoTracking(), filter, phones, cancellation), filter.State, cursor).Take(limit + 1);
        var rows = await LoadAsync(readModel, followUps, cancellation);
        return Cursor.Cut(ListKind.WorkList, rows, limit, row => [filter.State == FollowUpState.Open ? row.LastMissedKey : row.LastStepKey, row.Id]);
    }

    /// <summary>The latest follow-ups of a number, newest first.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="phoneKey">The number in E.164.</param>
    /// <param name="limit">The maximum number of items.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<IReadOnlyList<FollowUpItem>> OfNumberAsync(Visibility visibility, string phoneKey, int limit, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        return await LoadAsync(
            readModel,
            readModel.FollowUps.AsNoTracking().Where(followUp => followUp.PhoneKey == phoneKey).OrderByDescending(followUp => followUp.Id).Take(limit),
            cancellation);
    }

    /// <summary>Finds a follow-up; <see langword="null"/> if there is none.</summary>
    public async Task<FollowUpItem?> FindAsync(Visibility visibility, long id, CancellationToken cancellation = default) =>
        (await ByIdsAsync(visibility, [id], cancellation)).SingleOrDefault();

    /// <summary>Finds several follow-ups at once, in any order; those that do not exist are left out.</summary>
    public async Task<IReadOnlyList<FollowUpItem>> ByIdsAsync(Visibility visibility, IReadOnlyCollection<long> ids, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        return await LoadAsync(
            readModel, readModel.FollowUps.AsNoTracking().Where(followUp => EF.Parameter(ids).Contains(followUp.Id)), cancellation);
    }

    /// <summary>The number of callers who wait for a call back, and the time since which the first one waits.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="account">Only those who called this Superfone number, in any written form.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<OpenFollowUps> OpenAsync(Visibility visibility, string? account = null, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var open = (await ApplyFilterAsync(readModel.FollowUps, new WorkListFilter { Account = account }, phones, cancellation)).Where(followUp => followUp.State == FollowUpState.Open);
        var oldest = await open.OrderBy(followUp => followUp.Id).Select(followUp => (DateTime?)followUp.FirstMissedUtc).FirstOrDefaultAsync(cancellation);
        return new OpenFollowUps(await open.CountAsync(cancellation), oldest);
    }

    /// <summary>The callers who wait for a call back, the last missed first: only what tells for how long. At most <see cref="MostWaiting"/>.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<IReadOnlyList<WaitingCaller>> WaitingAsync(Visibility visibility, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        return await InOrderOfWork(readModel.FollowUps.AsNoTracking(), FollowUpState.Open, null).Take(MostWaiting)
            .Select(followUp => new WaitingCaller(followUp.Id, followUp.FirstMissedUtc)).ToListAsync(cancellation);
    }

    /// <summary>The follow-ups that pass the filter, except for its state.</summary>
    internal static ValueTask<IQueryable<FollowUp>> ApplyFilterAsync(
        IQueryable<FollowUp> followUps, WorkListFilter filter, PhoneBook phones, CancellationToken cancellation) =>
        WorkListConditions.All.ApplyAsync(followUps, filter, phones, cancellation);

    /// <summary>Follow-ups of a state in working order, from a cursor on.</summary>
    internal static IQueryable<FollowUp> InOrderOfWork(IQueryable<FollowUp> followUps, FollowUpState state, string? cursor)
    {
        var place = Cursor.Read(ListKind.WorkList, cursor, 2);
        var (key, id) = place is null ? (0, 0) : (place[0], place[1]);
        followUps = followUps.Where(followUp => followUp.State == state);
        if (state == FollowUpState.Returned)
            followUps = followUps.Where(followUp => followUp.Mark == null); // As in the figures that link here.
        if (state == FollowUpState.Open)
            return (place is null ? followUps : followUps.Where(followUp => followUp.LastMissedKey < key)).OrderByDescending(followUp => followUp.LastMissedKey);
        if (place is not null)
            followUps = followUps.Where(followUp => followUp.LastStepKey <= key && (followUp.LastStepKey < key || followUp.Id < id));
        return followUps.OrderByDescending(followUp => followUp.LastStepKey).ThenByDescending(followUp => followUp.Id);
    }

    /// <summary>Loads follow-ups as items; their order is kept.</summary>
    internal static async Task<IReadOnlyList<FollowUpItem>> LoadAsync(
        ReadModelContext readModel, IQueryable<FollowUp> followUps, CancellationToken cancellation)
    {
        var rows = await (
            from followUp in followUps
            join call in readModel.Calls on followUp.LastMissedKey equals call.SortKey into calls
            from call in calls.DefaultIfEmpty()
            join contact in readModel.Contacts on call.ContactId equals (long?)contact.ContactId into contacts
            from contact in contacts.DefaultIfEmpty()
            select new { FollowUp = followUp, call.ContactId, contact.Name, contact.BusinessName, contact.Labels }).ToListAsync(cancellation);
        var summaries = await LastSummaries.OfAsync(readModel, rows.Select(row => (row.ContactId, row.FollowUp.PhoneKey)), cancellation);
        return [.. rows.Select((row, index) => new FollowUpItem
        {
            Id = row.FollowUp.Id,
            Phone = row.FollowUp.Phone ?? row.FollowUp.PhoneKey,
            Contact = ContactReference.Of(row.ContactId, row.Name, row.BusinessName, row.Labels),
            MissedCount = row.FollowUp.MissedCount,
            FirstMissedUtc = row.FollowUp.FirstMissedUtc,
            LastMissedUtc = row.FollowUp.LastMissedUtc,
            Attempts = row.FollowUp.Attempts,
            State = row.FollowUp.State,
            Mark = row.FollowUp.Mark,
            ReturnedUtc = row.FollowUp.ReturnedUtc,
            SecondsToReturn = row.FollowUp.SecondsToReturn,
            ClosedUtc = row.FollowUp.ClosedUtc,
            ClosedBy = row.FollowUp.ClosedBy,
            Note = row.FollowUp.Note,
            LastAgent = row.FollowUp.LastAgent,
            LastTriedUtc = row.FollowUp.LastTriedUtc,
            ReturnDirection = row.FollowUp.ReturnDirection,
            LastSummary = summaries[index],
            LastMissedKey = row.FollowUp.LastMissedKey,
            LastStepKey = row.FollowUp.LastStepKey,
        })];
    }
}
