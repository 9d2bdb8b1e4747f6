using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Queries.Items;
using Superfone.Dashboard.Storage.Views;

namespace Superfone.Dashboard.Queries;

/// <summary>Reads what happened to a contact.</summary>
public sealed class TimelineQueries(IDbContextFactory<ViewsContext> contexts, CallItems items)
{
    /// <summary>Lists a contact's calls, changes and tasks, newest first; <see langword="null"/> where the contact is not known.</summary>
    /// <param name="contactId">The contact.</param>
    /// <param name="cursor">Where to begin: the previous part's <see cref="Page{T}.NextCursor"/>.</param>
    /// <param name="limit">How many at most, 1 to <see cref="PageSize.Max"/>.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="CursorFormatException">The cursor does not come from this list.</exception>
    public async Task<Page<TimelineItem>?> ListAsync(
        long contactId, string? cursor = null, int limit = PageSize.Default, CancellationToken cancellation = default)
    {
        var place = Place.Read(cursor);
        await using var views = await contexts.CreateDbContextAsync(cancellation);
        if (!await views.Contacts.AnyAsync(contact => contact.ContactId == contactId, cancellation))
            return null;

        var calls = await views.Calls.AsNoTracking()
            .Where(call => call.ContactId == contactId && call.SortKey < place.CallsBefore)
            .OrderByDescending(call => call.SortKey).Take(limit + 1).WithContext(views).ToListAsync(cancellation);
        var entries = await views.TimelineEntries.AsNoTracking()
            .Where(entry => entry.ContactId == contactId && entry.AtUtc <= place.EntriesUntil
                && (entry.AtUtc < place.EntriesUntil || entry.DeliveryId < place.DeliveriesBefore))
            .OrderByDescending(entry => entry.AtUtc).ThenByDescending(entry => entry.DeliveryId).Take(limit + 1).ToListAsync(cancellation);

        var callItems = await items.OfAsync(calls, cancellation);
        var rows = Enumerable.Concat(
                entries.Select(entry => (Item: ToItem(entry), Place: Place.After(entry))),
                calls.Zip(callItems, (row, item) => (Item: ToItem(item), Place: Place.After(row.Call))))
            .OrderByDescending(row => row.Item.AtUtc).Take(limit + 1).ToList(); // The sort is stable: entries before calls.
        return rows.Count <= limit
            ? new Page<TimelineItem>([.. rows.Select(row => row.Item)], null)
            : new Page<TimelineItem>([.. rows.Take(limit).Select(row => row.Item)], rows[limit - 1].Place.Write());
    }

    private static TimelineItem ToItem(CallItem call) => new()
    {
        Kind = TimelineKind.Call,
        AtUtc = SortKey.InstantOf(call.SortKey),
        Call = call,
    };

    private static TimelineItem ToItem(TimelineEntry entry) => new()
    {
        Kind = entry.Kind,
        AtUtc = entry.AtUtc,
        Key = entry.Key,
        Value = entry.Value is null ? null : JsonElement.Parse(entry.Value),
        TaskId = entry.TaskId,
        DeliveryId = entry.DeliveryId,
    };

    // Newest first; of the same millisecond entries come before calls.
    private readonly record struct Place(long CallsBefore, DateTime EntriesUntil, long DeliveriesBefore)
    {
        public static Place After(TimelineEntry entry) => new(SortKey.Last(entry.AtUtc) + 1, entry.AtUtc, entry.DeliveryId);

        public static Place After(Call call) => new(call.SortKey, SortKey.InstantOf(call.SortKey), 0);

        public static Place Read(string? cursor)
        {
            if (Cursor.Read(ListKind.Timeline, cursor, 3) is not { } numbers)
                return new Place(long.MaxValue, SortKey.InstantOf(long.MaxValue), long.MaxValue);
            return numbers[1] is >= 0 and < long.MaxValue >> 20
                ? new Place(numbers[0], Storage.UtcMilliseconds.ToInstant(numbers[1]), numbers[2])
                : throw new CursorFormatException();
        }

        public string Write() => Cursor.Write(ListKind.Timeline, CallsBefore, Storage.UtcMilliseconds.Of(EntriesUntil), DeliveriesBefore);
    }
}
