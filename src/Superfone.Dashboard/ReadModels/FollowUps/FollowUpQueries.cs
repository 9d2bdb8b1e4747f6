using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.FollowUps;

/// <summary>Reads follow-ups.</summary>
public sealed class FollowUpQueries(IDbContextFactory<ReadModelContext> contexts, FollowUpItems items, PhoneBook phones)
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
        if (filter.Assignee is { } assignee)
            followUps = followUps.Where(followUp => followUp.AssigneeUserId == assignee);
        var rows = await items.LoadAsync(readModel, followUps.OrderByDescending(followUp => followUp.Id).Take(limit + 1), cancellation);
        return Cursor.Cut(ListKind.FollowUps, rows, limit, followUp => followUp.Id);
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
        var followUps = await ApplyFilterAsync(readModel.FollowUps.AsNoTracking(), filter, phones, cancellation);
        if (filter.State == FollowUpState.Open)
            followUps = Waiting(followUps, items.NowUtc);
        followUps = InOrderOfWork(followUps, filter.State, cursor).Take(limit + 1);
        var rows = await items.LoadAsync(readModel, followUps, cancellation);
        return Cursor.Cut(ListKind.WorkList, rows, limit, row => [filter.State == FollowUpState.Open ? row.LastMissedKey : row.LastStepKey, row.Id]);
    }

    /// <summary>Lists open follow-ups that are put off, the one that comes back first first.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="limit">The maximum number of items.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<IReadOnlyList<FollowUpItem>> SnoozedAsync(
        Visibility visibility, WorkListFilter filter, int limit = PageSize.Max, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var snoozed = Snoozed(await ApplyFilterAsync(readModel.FollowUps.AsNoTracking(), filter, phones, cancellation), items.NowUtc);
        return await items.LoadAsync(readModel, snoozed.OrderBy(followUp => followUp.SnoozedUntilUtc).Take(limit), cancellation);
    }

    /// <summary>The latest follow-ups of a number, newest first.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="phoneKey">The number in E.164.</param>
    /// <param name="limit">The maximum number of items.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<IReadOnlyList<FollowUpItem>> OfNumberAsync(Visibility visibility, string phoneKey, int limit, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        return await items.LoadAsync(
            readModel,
            readModel.FollowUps.AsNoTracking().Where(followUp => followUp.PhoneKey == phoneKey).OrderByDescending(followUp => followUp.Id).Take(limit),
            cancellation);
    }

    /// <summary>The latest follow-ups of all numbers of a contact, newest first.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="contactId">The contact.</param>
    /// <param name="limit">The maximum number of items.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<IReadOnlyList<FollowUpItem>> OfContactAsync(Visibility visibility, long contactId, int limit, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var numbers = readModel.ContactPhoneKeys.Where(key => key.ContactId == contactId).Select(key => key.PhoneKey);
        return await items.LoadAsync(
            readModel,
            readModel.FollowUps.AsNoTracking().Where(followUp => numbers.Contains(followUp.PhoneKey)).OrderByDescending(followUp => followUp.Id).Take(limit),
            cancellation);
    }

    /// <summary>Finds a follow-up; <see langword="null"/> if there is none.</summary>
    public async Task<FollowUpItem?> FindAsync(Visibility visibility, long id, CancellationToken cancellation = default) =>
        (await ByIdsAsync(visibility, [id], cancellation)).SingleOrDefault();

    /// <summary>Finds several follow-ups at once, in any order; those that do not exist are left out.</summary>
    public async Task<IReadOnlyList<FollowUpItem>> ByIdsAsync(Visibility visibility, IReadOnlyCollection<long> ids, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        return await items.LoadAsync(
            readModel, readModel.FollowUps.AsNoTracking().Where(followUp => EF.Parameter(ids).Contains(followUp.Id)), cancellation);
    }

    /// <summary>The number of callers who wait for a call back now, and the time since which the first one waits.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="account">Only those who called this Superfone number, in any written form.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<OpenFollowUps> OpenAsync(Visibility visibility, string? account = null, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var ofAccount = await ApplyFilterAsync(readModel.FollowUps, new WorkListFilter { Account = account }, phones, cancellation);
        var open = ofAccount.Where(followUp => followUp.State == FollowUpState.Open);
        var oldest = await Waiting(open, items.NowUtc).OrderBy(followUp => followUp.Id).Select(followUp => (DateTime?)followUp.FirstMissedUtc).FirstOrDefaultAsync(cancellation);

        // Both counts are read from indexes alone.
        var snoozed = await Snoozed(ofAccount, items.NowUtc).CountAsync(cancellation);
        return new OpenFollowUps(await open.CountAsync(cancellation) - snoozed, oldest) { Snoozed = snoozed };
    }

    /// <summary>The callers whom nobody has talked to yet, the last missed first: only what tells for how long they wait. At most <see cref="MostWaiting"/>.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<IReadOnlyList<WaitingCaller>> WaitingAsync(Visibility visibility, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        return await InOrderOfWork(readModel.FollowUps.AsNoTracking(), FollowUpState.Open, null).Take(MostWaiting)
            .Select(followUp => new WaitingCaller(followUp.Id, followUp.FirstMissedUtc, followUp.SnoozedUntilUtc, followUp.ClaimedUntilUtc)).ToListAsync(cancellation);
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

    /// <summary>Open follow-ups that are put off. One that has ended never is, so that its state is not asked for, which would choose another index.</summary>
    internal static IQueryable<FollowUp> Snoozed(IQueryable<FollowUp> followUps, DateTime now) => followUps.Where(followUp => followUp.SnoozedUntilUtc > now);

    private static IQueryable<FollowUp> Waiting(IQueryable<FollowUp> open, DateTime now) =>
        open.Where(followUp => followUp.SnoozedUntilUtc == null || followUp.SnoozedUntilUtc <= now);
}
