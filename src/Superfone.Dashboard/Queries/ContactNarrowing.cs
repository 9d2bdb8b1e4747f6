using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage.Views;

namespace Superfone.Dashboard.Queries;

/// <summary>Applies a <see cref="ContactFilter"/>, each condition in the form that an index answers.</summary>
internal static class ContactNarrowing
{
    /// <summary>The contacts that the filter lets pass, its search text apart.</summary>
    public static async Task<IQueryable<Contact>> NarrowAsync(
        this ViewsContext views, ContactFilter filter, PhoneBook phones, CancellationToken cancellation)
    {
        var contacts = views.Contacts.AsNoTracking();
        if (phones.KeyOf(filter.Phone) is { } phone)
            contacts = contacts.Where(contact => views.ContactPhoneKeys.Any(row => row.PhoneKey == phone && row.ContactId == contact.ContactId));
        if (filter.Label is { } label)
        {
            var key = Labels.KeyOf(label);
            contacts = contacts.Where(contact => views.ContactLabels.Any(row => row.Label == key && row.ContactId == contact.ContactId));
        }

        if (filter.Stage is { } stage)
            contacts = await contacts.TitledAsync(views, stage, id => contact => contact.StageId == id, contact => contact.StageTitle == stage.Trim(), cancellation);
        if (filter.Group is { } group)
            contacts = await contacts.TitledAsync(views, group, id => contact => contact.GroupId == id, contact => contact.GroupTitle == group.Trim(), cancellation);
        if (filter.AssigneeUserId is { } assignee)
            contacts = contacts.Where(contact => contact.AssigneeUserId == assignee);
        return contacts;
    }

    // A whole number is an id where some contact has that id, else a title: one condition at a time, so that one index answers it.
    private static async Task<IQueryable<Contact>> TitledAsync(
        this IQueryable<Contact> contacts,
        ViewsContext views,
        string idOrTitle,
        Func<long, Expression<Func<Contact, bool>>> hasId,
        Expression<Func<Contact, bool>> hasTitle,
        CancellationToken cancellation) =>
        long.TryParse(idOrTitle, CultureInfo.InvariantCulture, out var id) && await views.Contacts.AnyAsync(hasId(id), cancellation)
            ? contacts.Where(hasId(id))
            : contacts.Where(hasTitle);
}
