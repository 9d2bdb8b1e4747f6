using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>Applies a <see cref="ContactFilter"/>, each condition in the form that an index answers.</summary>
internal static class ContactFiltering
{
    // A label of few contacts is followed from the label; one of many is met often enough among the newest contacts.
    private const int SelectiveContacts = 2000;

    /// <summary>The contacts that the filter lets pass, its search text apart.</summary>
    public static Task<IQueryable<Contact>> ApplyFilterAsync(
        this ReadModelContext readModel, ContactFilter filter, PhoneBook phones, CancellationToken cancellation) =>
        readModel.Contacts.AsNoTracking().ApplyFilterAsync(readModel, filter, phones, cancellation);

    /// <summary>Those of them that were new in some time, or came from somewhere.</summary>
    public static async Task<IQueryable<Contact>> ArrivedAsync(
        this ReadModelContext readModel, ContactFilter filter, ContactArrival arrival, PhoneBook phones, CancellationToken cancellation)
    {
        // SQLite by itself would take the index of a stage, a group or an assignee, and sort all that it holds.
        var isOrdered = filter is { Q: null, Phone: null, Label: null } && arrival is { From: not null, Source: null };
        var contacts = isOrdered
            ? readModel.Contacts.FromSql($"SELECT * FROM Contacts INDEXED BY IX_Contacts_FirstSeenUtc WHERE FirstSeenUtc >= {UtcMilliseconds.Of(arrival.From!.Value)}")
            : readModel.Contacts;
        contacts = await contacts.AsNoTracking().ApplyFilterAsync(readModel, filter, phones, cancellation);
        if (arrival.Source is { } source)
        {
            var origin = source == ContactArrival.NoSource ? "" : source;
            contacts = contacts.Where(contact => contact.Origin == origin);
        }

        if (arrival.From is { } from)
            contacts = contacts.Where(contact => contact.FirstSeenUtc >= from);
        if (arrival.To is { } to)
            contacts = contacts.Where(contact => contact.FirstSeenUtc < to);
        return contacts;
    }

    private static async Task<IQueryable<Contact>> ApplyFilterAsync(
        this IQueryable<Contact> contacts, ReadModelContext readModel, ContactFilter filter, PhoneBook phones, CancellationToken cancellation)
    {
        if (phones.SoughtKey(filter.Phone) is { } phone)
        {
            var owners = readModel.ContactPhoneKeys.Where(row => row.PhoneKey == phone).Select(row => row.ContactId);
            contacts = contacts.Where(contact => owners.Contains(contact.ContactId));
        }

        if (filter.Label is { } label)
            contacts = await contacts.LabelledAsync(readModel, Labels.KeyOf(label), cancellation);
        if (filter.Stage is { } stage)
            contacts = await contacts.TitledAsync(readModel, stage, id => contact => contact.StageId == id, contact => contact.StageTitle == stage.Trim(), cancellation);
        if (filter.Group is { } group)
            contacts = await contacts.TitledAsync(readModel, group, id => contact => contact.GroupId == id, contact => contact.GroupTitle == group.Trim(), cancellation);
        if (filter.AssigneeUserId is { } assignee)
            contacts = contacts.Where(contact => contact.AssigneeUserId == assignee);
        return contacts;
    }

    private static async Task<IQueryable<Contact>> LabelledAsync(
        this IQueryable<Contact> contacts, ReadModelContext readModel, string label, CancellationToken cancellation)
    {
        var bearers = readModel.ContactLabels.Where(row => row.Label == label).Select(row => row.ContactId);
        return await Selectivity.AreAsync(bearers, SelectiveContacts, cancellation)
            ? contacts.Where(contact => bearers.Contains(contact.ContactId))
            : contacts.Where(contact => readModel.ContactLabels.Any(row => row.Label == label && row.ContactId == contact.ContactId));
    }

    // A whole number is an id where some contact has that id, else a title: one condition at a time, so that one index answers it.
    private static async Task<IQueryable<Contact>> TitledAsync(
        this IQueryable<Contact> contacts,
        ReadModelContext readModel,
        string idOrTitle,
        Func<long, Expression<Func<Contact, bool>>> hasId,
        Expression<Func<Contact, bool>> hasTitle,
        CancellationToken cancellation) =>
        long.TryParse(idOrTitle, CultureInfo.InvariantCulture, out var id) && await readModel.Contacts.AnyAsync(hasId(id), cancellation)
            ? contacts.Where(hasId(id))
            : contacts.Where(hasTitle);
}
