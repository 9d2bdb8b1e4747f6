using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.People;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>Reads the timeline of a contact.</summary>
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
        var place = Position.Read(cursor);
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        if (!await readModel.Contacts.AnyAsync(contact => contact.ContactId == contactId, cancellation))
            return null;

        var calls = scope is TimelineScope.All or TimelineScope.Calls
            ? await readModel.Calls.AsNoTracking()
                .Where(call => call.ContactId == contactId && call.SortKey < place.CallsBefore)
                .OrderByDescending(call => call.SortKey).Take(limit + 1).WithContext(readModel).ToListAsync(cancellation)
            : [];
        var entries = scope == TimelineScope.Calls
            ? []
            : await WithTasks(
                readModel,
                Of(readModel.TimelineEntries.AsNoTracking(), scope)
                    .Where(entry => entry.ContactId == contactId && entry.AtUtc <= place.Until
                        && (entry.AtUtc < place.Until || entry.DeliveryId < place.DeliveriesBefore))
                    .OrderByDescending(entry => entry.AtUtc).ThenByDescending(entry => entry.DeliveryId).Take(limit + 1)).ToListAsync(cancellation);

        IReadOnlyList<TimelineItem> decisions = scope == TimelineScope.All
            ? await TimelineDecisions.OfAsync(readModel, users, contactId, place.Until, place.DecisionsBefore, limit + 1, cancellation)
            : [];
        var callItems = await items.OfAsync(readModel.Visibility, calls, cancellation);
        var names = await AssigneeNames.ForAsync(readModel, entries.Select(row => row.Entry.Key), cancellation);
        var rows = Enumerable.Concat(
                entries.Select(row => (Item: ToItem(row) with { Names = AssigneeNames.Concern(row.Entry.Key) ? names : AssigneeNames.None }, Position: Position.After(row.Entry))),
                decisions.Select(item => (Item: item, Position: Position.After(item)))).Concat(
                calls.Zip(callItems, (row, item) => (Item: ToItem(item), Position: Position.After(row.Call))))
            .OrderByDescending(row => row.Item.AtUtc).Take(limit + 1).ToList(); // The sort is stable: entries before decisions before calls.
        return rows.Count <= limit
            ? new Page<TimelineItem>([.. rows.Select(row => row.Item)], null)
            : new Page<TimelineItem>([.. rows.Take(limit).Select(row => row.Item)], rows[limit - 1].Position.Write());
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

    // Newest first; within a millisecond, entries come before decisions, and these before calls.
    private readonly record struct Position(long CallsBefore, DateTime Until, long DeliveriesBefore, long DecisionsBefore)
    {
        public static Position After(TimelineEntry entry) => new(SortKey.Last(entry.AtUtc) + 1, entry.AtUtc, entry.DeliveryId, long.MaxValue);

        public static Position After(TimelineItem decision) => new(SortKey.Last(decision.AtUtc) + 1, decision.AtUtc, 0, decision.DecisionId!.Value);

        public static Position After(Call call) => new(call.SortKey, SortKey.InstantOf(call.SortKey), 0, 0);

        public static Position Read(string? cursor)
        {
            if (Cursor.Read(ListKind.Timeline, cursor, 4) is not { } numbers)
                return new Position(long.MaxValue, SortKey.InstantOf(long.MaxValue), long.MaxValue, long.MaxValue);
            return new Position(numbers[0], Cursor.InstantOf(numbers[1]), numbers[2], numbers[3]);
        }

        public string Write() => Cursor.Write(ListKind.Timeline, CallsBefore, Storage.UtcMilliseconds.Of(Until), DeliveriesBefore, DecisionsBefore);
    }
}
