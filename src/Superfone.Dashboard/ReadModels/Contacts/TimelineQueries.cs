using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.People;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>Reads the timeline of a contact or a number.</summary>
public sealed class TimelineQueries(IDbContextFactory<ReadModelContext> contexts, CallItems items, UserNames users)
{
    /// <summary>Lists a contact's calls, changes, tasks and what users did about it, newest first; <see langword="null"/> if the contact is not known.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="contactId">The contact.</param>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the previous page; <see langword="null"/> for the first one.</param>
    /// <param name="limit">The maximum number of items, 1 to <see cref="PageSize.Max"/>.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="CursorFormatException">The cursor does not come from this list.</exception>
    public Task<Page<TimelineItem>?> ListAsync(
        Visibility visibility, long contactId, string? cursor = null, int limit = PageSize.Default, CancellationToken cancellation = default) =>
        ListAsync(visibility, contactId, TimelineScope.All, cursor, limit, cancellation);

    /// <summary>Lists a part of a contact's timeline, newest first; <see langword="null"/> if the contact is not known.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="contactId">The contact.</param>
    /// <param name="scope">The part.</param>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the previous page; <see langword="null"/> for the first one.</param>
    /// <param name="limit">The maximum number of items, 1 to <see cref="PageSize.Max"/>.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="CursorFormatException">The cursor does not come from this list.</exception>
    public async Task<Page<TimelineItem>?> ListAsync(
        Visibility visibility, long contactId, TimelineScope scope, string? cursor = null, int limit = PageSize.Default, CancellationToken cancellation = default)
    {
        var place = TimelinePosition.Read(cursor);
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        if (!await readModel.Contacts.AnyAsync(contact => contact.ContactId == contactId, cancellation))
            return null;

        var ofContact = readModel.Calls.Where(call => call.ContactId == contactId);
        var calls = scope is TimelineScope.All or TimelineScope.Calls ? await CallsAsync(readModel, ofContact, place, limit, cancellation) : [];
        var entries = scope == TimelineScope.Calls
            ? []
            : await WithTasks(
                readModel,
                Of(readModel.TimelineEntries.AsNoTracking(), scope)
                    .Where(entry => entry.ContactId == contactId && entry.AtUtc <= place.Until
                        && (entry.AtUtc < place.Until || entry.DeliveryId < place.DeliveriesBefore))
                    .OrderByDescending(entry => entry.AtUtc).ThenByDescending(entry => entry.DeliveryId).Take(limit + 1)).ToListAsync(cancellation);

        var numbers = readModel.ContactPhoneKeys.Where(key => key.ContactId == contactId).Select(key => key.PhoneKey);
        var decisions = scope == TimelineScope.All
            ? await DecisionsAsync(readModel, readModel.FollowUpDecisions.Where(row => numbers.Contains(row.PhoneKey)), ofContact, place, limit, cancellation)
            : [];
        var names = await AssigneeNames.ForAsync(readModel, entries.Select(row => row.Entry.Key), cancellation);
        return Cut(
            [
                .. entries.Select(row => (ToItem(row) with { Names = AssigneeNames.Concern(row.Entry.Key) ? names : AssigneeNames.None }, TimelinePosition.After(row.Entry))),
                .. decisions,
                .. calls,
            ],
            limit);
    }

    /// <summary>Lists the calls with a number and what users did about it, newest first.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="phoneKey">The number in E.164.</param>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the previous page; <see langword="null"/> for the first one.</param>
    /// <param name="limit">The maximum number of items, 1 to <see cref="PageSize.Max"/>.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="CursorFormatException">The cursor does not come from this list.</exception>
    public async Task<Page<TimelineItem>> OfNumberAsync(
        Visibility visibility, string phoneKey, string? cursor = null, int limit = PageSize.Default, CancellationToken cancellation = default)
    {
        var place = TimelinePosition.Read(cursor);
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var ofNumber = readModel.Calls.Where(call => call.PhoneKey == phoneKey);
        return Cut(
            [
                .. await DecisionsAsync(readModel, readModel.FollowUpDecisions.Where(row => row.PhoneKey == phoneKey), ofNumber, place, limit, cancellation),
                .. await CallsAsync(readModel, ofNumber, place, limit, cancellation),
            ],
            limit);
    }

    /// <summary>The history of a task, newest first, at most <see cref="PageSize.Max"/>.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="taskId">The task.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<IReadOnlyList<TimelineItem>> OfTaskAsync(Visibility visibility, long taskId, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var entries = readModel.TimelineEntries.AsNoTracking().Where(entry => entry.TaskId == taskId)
            .OrderByDescending(entry => entry.DeliveryId).Take(PageSize.Max);
        return [.. (await WithTasks(readModel, entries).ToListAsync(cancellation)).Select(ToItem)];
    }

    private async Task<IReadOnlyList<(TimelineItem Item, TimelinePosition Position)>> CallsAsync(
        ReadModelContext readModel, IQueryable<Call> calls, TimelinePosition place, int limit, CancellationToken cancellation)
    {
        var rows = await calls.AsNoTracking().Where(call => call.SortKey < place.CallsBefore)
            .OrderByDescending(call => call.SortKey).Take(limit + 1).WithContext(readModel).ToListAsync(cancellation);
        return [.. rows.Zip(await items.OfAsync(readModel.Visibility, rows, cancellation), (row, item) => (ToItem(item), TimelinePosition.After(row.Call)))];
    }

    private async Task<IReadOnlyList<(TimelineItem Item, TimelinePosition Position)>> DecisionsAsync(
        ReadModelContext readModel, IQueryable<FollowUpDecision> followUps, IQueryable<Call> calls, TimelinePosition place, int limit, CancellationToken cancellation)
    {
        var ofCalls = readModel.CallDecisions.Where(row => calls.Any(call => call.CdrId == row.CdrId));
        var decisions = await TimelineDecisions.OfAsync(users, followUps, ofCalls, place.Until, place.DecisionsBefore, limit + 1, cancellation);
        return [.. decisions.Select(item => (item, TimelinePosition.After(item)))];
    }

    // Of the same millisecond, the sort keeps the order: entries before decisions before calls.
    private static Page<TimelineItem> Cut(IEnumerable<(TimelineItem Item, TimelinePosition Position)> found, int limit)
    {
        var rows = found.OrderByDescending(row => row.Item.AtUtc).Take(limit + 1).ToList();
        return rows.Count <= limit
            ? new Page<TimelineItem>([.. rows.Select(row => row.Item)], null)
            : new Page<TimelineItem>([.. rows.Take(limit).Select(row => row.Item)], rows[limit - 1].Position.Write());
    }

    private static IQueryable<TimelineEntry> Of(IQueryable<TimelineEntry> entries, TimelineScope scope) => scope switch
    {
        TimelineScope.Changes => entries.Where(entry => entry.TaskId == null),
        TimelineScope.Tasks => entries.Where(entry => entry.TaskId != null),
        TimelineScope.All or TimelineScope.Calls => entries,
    };

    private static IQueryable<EntryRow> WithTasks(ReadModelContext readModel, IQueryable<TimelineEntry> entries) =>
        from entry in entries
        join task in readModel.Tasks on entry.TaskId equals (long?)task.TaskId into tasks
        from task in tasks.DefaultIfEmpty()
        select new EntryRow(entry, task.Type);

    private static TimelineItem ToItem(CallItem call) => new()
    {
        Kind = TimelineKind.Call,
        AtUtc = SortKey.InstantOf(call.SortKey),
        Call = call,
    };

    private static TimelineItem ToItem(EntryRow row) => new()
    {
        Kind = row.Entry.Kind,
        AtUtc = row.Entry.AtUtc,
        Key = row.Entry.Key,
        Value = Parse(row.Entry.Value),
        Before = Parse(row.Entry.Before),
        TaskId = row.Entry.TaskId,
        TaskType = row.TaskType,
        DeliveryId = row.Entry.DeliveryId,
    };

    private static JsonElement? Parse(string? json) => json is null ? null : JsonElement.Parse(json);

    private sealed record EntryRow(TimelineEntry Entry, string? TaskType);
}
