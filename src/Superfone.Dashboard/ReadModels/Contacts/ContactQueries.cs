using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.Search;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>Reads contacts.</summary>
public sealed class ContactQueries(IDbContextFactory<ReadModelContext> contexts, PhoneBook phones)
{
    /// <summary>Lists contacts, highest id first.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the previous page; <see langword="null"/> for the first one.</param>
    /// <param name="limit">The maximum number of items, 1 to <see cref="PageSize.Max"/>.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="CursorFormatException">The cursor does not come from this list.</exception>
    public async Task<Page<ContactItem>> ListAsync(
        Visibility visibility, ContactFilter filter, string? cursor = null, int limit = PageSize.Default, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var contacts = await readModel.ApplyFilterAsync(filter, phones, cancellation);
        if (!string.IsNullOrWhiteSpace(filter.Q))
            return await SearchAsync(readModel, contacts, filter.Q, cursor, limit, cancellation);
        var before = Cursor.Read(ListKind.Contacts, cursor)?[0] ?? long.MaxValue;
        var rows = await contacts.Where(contact => contact.ContactId < before)
            .OrderByDescending(contact => contact.ContactId).Take(limit + 1).ToListAsync(cancellation);
        return Cursor.Cut(ListKind.Contacts, [.. rows.Select(ToItem)], limit, contact => contact.ContactId);
    }

    /// <summary>
    /// Lists contacts, the most recently active first; search results highest id first, because that is the order in which they are found.
    /// </summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the previous page; <see langword="null"/> for the first one.</param>
    /// <param name="limit">The maximum number of items, 1 to <see cref="PageSize.Max"/>.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="CursorFormatException">The cursor does not come from this list.</exception>
    public async Task<Page<ContactItem>> ListByActivityAsync(
        Visibility visibility, ContactFilter filter, string? cursor = null, int limit = PageSize.Default, CancellationToken cancellation = default)
    {
        if (!string.IsNullOrWhiteSpace(filter.Q))
            return await ListAsync(visibility, filter, cursor, limit, cancellation);
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var contacts = ByActivity(await readModel.ApplyFilterAsync(filter, phones, cancellation), cursor);
        var rows = await contacts.Take(limit + 1).ToListAsync(cancellation);
        return Cursor.Cut(
            ListKind.ContactsByActivity, [.. rows.Select(ToItem)], limit, contact => [UtcMilliseconds.Of(contact.LastActivityUtc), contact.ContactId]);
    }

    /// <summary>
    /// Lists contacts by the time at which they were first seen, newest first; search results highest id first, because that is the order
    /// in which they are found.
    /// </summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="arrival">The range of time in which they were new, and their source.</param>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the previous page; <see langword="null"/> for the first one.</param>
    /// <param name="limit">The maximum number of items, 1 to <see cref="PageSize.Max"/>.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="CursorFormatException">The cursor does not come from this list.</exception>
    public async Task<Page<ContactItem>> ListByArrivalAsync(
        Visibility visibility, ContactFilter filter, ContactArrival arrival, string? cursor = null, int limit = PageSize.Default, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var contacts = await readModel.ArrivedAsync(filter, arrival, phones, cancellation);
        if (!string.IsNullOrWhiteSpace(filter.Q))
            return await SearchAsync(readModel, contacts, filter.Q, cursor, limit, cancellation);
        var rows = await ByArrival(contacts, cursor).Take(limit + 1).ToListAsync(cancellation);
        return Cursor.Cut(
            ListKind.ContactsByArrival, [.. rows.Select(ToItem)], limit, contact => [UtcMilliseconds.Of(contact.FirstSeenUtc), contact.ContactId]);
    }

    /// <summary>
    /// Lists contacts by their history in a lead stage, the latest first; search results highest id first, because that is the order in
    /// which they are found.
    /// </summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="history">The history.</param>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the previous page; <see langword="null"/> for the first one.</param>
    /// <param name="limit">The maximum number of items, 1 to <see cref="PageSize.Max"/>.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="CursorFormatException">The cursor does not come from this list.</exception>
    public async Task<Page<ContactItem>> ListByStageAsync(
        Visibility visibility, ContactFilter filter, StageHistory history, string? cursor = null, int limit = PageSize.Default, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var contacts = await readModel.ApplyFilterAsync(filter, phones, cancellation);
        if (!string.IsNullOrWhiteSpace(filter.Q))
        {
            var stays = readModel.StaysOf(history);
            var staged = contacts.Where(contact => stays.Any(stay => stay.ContactId == contact.ContactId));
            return await SearchAsync(readModel, staged, filter.Q, cursor, limit, cancellation);
        }

        var rows = await contacts.InStage(readModel, history, cursor).Take(limit + 1).ToListAsync(cancellation);
        var page = Cursor.Cut(ListKind.ContactsByStage, rows, limit, row => [UtcMilliseconds.Of(row.AtUtc), row.ContactId]);
        return new Page<ContactItem>([.. page.Items.Select(row => ToItem(row.Contact))], page.NextCursor);
    }

    /// <summary>
    /// Lists contacts in the order of their page: by their history in a stage, by the time at which they were new, or else by activity.
    /// </summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="query">The query of the page.</param>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the previous page; <see langword="null"/> for the first one.</param>
    /// <param name="limit">The maximum number of items.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="CursorFormatException">The cursor does not come from this list.</exception>
    public Task<Page<ContactItem>> PageAsync(Visibility visibility, ContactsQuery query, string? cursor = null, int limit = PageSize.Default, CancellationToken cancellation = default) => query switch
    {
        { History: { } history } => ListByStageAsync(visibility, query.Filter, history, cursor, limit, cancellation),
        { Arrival: { } arrival } => ListByArrivalAsync(visibility, query.Filter, arrival, cursor, limit, cancellation),
        _ => ListByActivityAsync(visibility, query.Filter, cursor, limit, cancellation),
    };

    /// <summary>Contacts from a cursor on, the most recently first seen first.</summary>
    internal static IQueryable<Contact> ByArrival(IQueryable<Contact> contacts, string? cursor)
    {
        if (Cursor.Read(ListKind.ContactsByArrival, cursor, 2) is [var milliseconds, var id])
        {
            var at = Cursor.InstantOf(milliseconds);
            contacts = contacts.Where(contact => contact.FirstSeenUtc <= at && (contact.FirstSeenUtc < at || contact.ContactId < id));
        }

        return contacts.OrderByDescending(contact => contact.FirstSeenUtc).ThenByDescending(contact => contact.ContactId);
    }

    /// <summary>Contacts from a cursor on, the most recently active first.</summary>
    internal static IQueryable<Contact> ByActivity(IQueryable<Contact> contacts, string? cursor)
    {
        if (Cursor.Read(ListKind.ContactsByActivity, cursor, 2) is [var milliseconds, var id])
        {
            var at = Cursor.InstantOf(milliseconds);
            contacts = contacts.Where(contact => contact.LastActivityUtc <= at && (contact.LastActivityUtc < at || contact.ContactId < id));
        }

        return contacts.OrderByDescending(contact => contact.LastActivityUtc).ThenByDescending(contact => contact.ContactId);
    }

    /// <summary>Finds a contact; <see langword="null"/> if there is none.</summary>
    public async Task<ContactItem?> FindAsync(Visibility visibility, long contactId, CancellationToken cancellation = default) =>
        (await ByIdsAsync(visibility, [contactId], cancellation)).SingleOrDefault();

    /// <summary>Finds several contacts at once, in any order; those that do not exist are left out.</summary>
    public async Task<IReadOnlyList<ContactItem>> ByIdsAsync(Visibility visibility, IReadOnlyCollection<long> contactIds, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var contacts = await readModel.Contacts.AsNoTracking()
            .Where(contact => EF.Parameter(contactIds).Contains(contact.ContactId)).ToListAsync(cancellation);
        return [.. contacts.Select(ToItem)];
    }

    private async Task<Page<ContactItem>> SearchAsync(
        ReadModelContext readModel, IQueryable<Contact> contacts, string text, string? cursor, int limit, CancellationToken cancellation)
    {
        var position = SearchPosition.Read(ListKind.Contacts, ListKind.ContactsBySound, cursor);
        var found = await FullText.OfContacts.FindAsync(
            readModel, SearchTerms.Parse(text, phones), long.MinValue, position, FullText.Any, limit + 1, LoadAsync, cancellation);
        return SearchPosition.Cut(ListKind.Contacts, ListKind.ContactsBySound, [.. found.Rows.Select(ToItem)], found.TypedCount, limit, contact => contact.ContactId);

        Task<List<Contact>> LoadAsync(IReadOnlyList<long> ids) =>
            contacts.Where(contact => EF.Parameter(ids).Contains(contact.ContactId))
                .OrderByDescending(contact => contact.ContactId).Take(limit + 1).ToListAsync(cancellation);
    }

    private static ContactItem ToItem(Contact contact) => new()
    {
        ContactId = contact.ContactId,
        FirstName = contact.FirstName,
        LastName = contact.LastName,
        Name = contact.Name,
        Phones = contact.Phones,
        Emails = contact.Emails,
        BusinessName = contact.BusinessName,
        Source = contact.Source,
        SourceType = contact.SourceType,
        Stage = TitledOf(contact.StageId, contact.StageTitle),
        Group = TitledOf(contact.GroupId, contact.GroupTitle),
        Labels = contact.Labels,
        Products = contact.Products,
        AssigneeUserId = contact.AssigneeUserId,
        AdditionalInfo = contact.AdditionalInfo,
        City = contact.City,
        CustomFields = contact.CustomFields.ToDictionary(field => field.Key, field => JsonElement.Parse(field.Value), StringComparer.Ordinal),
        CreatedUtc = contact.CreatedUtc,
        FirstSeenUtc = contact.FirstSeenUtc,
        LastActivityUtc = contact.LastActivityUtc,
        CallCount = contact.CallCount,
    };

    private static Titled? TitledOf(long? id, string? title) => id is null && title is null ? null : new Titled(id, title);
}
