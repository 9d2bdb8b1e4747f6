using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.ReadModels.Filters;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>The conditions of a <see cref="ContactFilter"/>, in a form that an index supports.</summary>
internal sealed class ContactConditions : FilterDefinition<ContactFilter, Contact, ReadModelScope>
{
    // A label of few contacts is followed from the label. One of many contacts occurs often enough among the newest contacts.
    private const int SelectiveContacts = 2000;

    private ContactConditions()
    {
        // Queries run over the hits of a search; see ContactQueries.
        Add(FilterParameter.Of((ContactFilter filter) => filter.Q), (contacts, _, _, _) => new(contacts));
        Add(FilterParameter.Of((ContactFilter filter) => filter.Phone), WithPhone);
        Add(FilterParameter.Of((ContactFilter filter) => filter.Label), LabelledAsync);
        Add(
            FilterParameter.Of((ContactFilter filter) => filter.Stage),
            (contacts, filter, scope, cancellation) => TitledAsync(
                contacts, scope.ReadModel, filter.Stage!, id => contact => contact.StageId == id, title => contact => contact.StageTitle == title, cancellation));
        Add(
            FilterParameter.Of((ContactFilter filter) => filter.Group),
            (contacts, filter, scope, cancellation) => TitledAsync(
                contacts, scope.ReadModel, filter.Group!, id => contact => contact.GroupId == id, title => contact => contact.GroupTitle == title, cancellation));
        AddRows(filter => filter.AssigneeUserId, assignee => contact => contact.AssigneeUserId == assignee);
    }

    /// <summary>The conditions.</summary>
    public static ContactConditions All { get; } = new();

    private static ValueTask<IQueryable<Contact>> WithPhone(IQueryable<Contact> contacts, ContactFilter filter, ReadModelScope scope, CancellationToken cancellation)
    {
        if (scope.Phones.SoughtKey(filter.Phone) is not { } phone)
            return new(contacts);
        var owners = scope.ReadModel.ContactPhoneKeys.Where(row => row.PhoneKey == phone).Select(row => row.ContactId);
        return new(contacts.Where(contact => owners.Contains(contact.ContactId)));
    }

    private static async ValueTask<IQueryable<Contact>> LabelledAsync(
        IQueryable<Contact> contacts, ContactFilter filter, ReadModelScope scope, CancellationToken cancellation)
    {
        var label = Labels.KeyOf(filter.Label!);
        var labelled = scope.ReadModel.ContactLabels.Where(row => row.Label == label).Select(row => row.ContactId);
        return await Selectivity.AreAsync(labelled, SelectiveContacts, cancellation)
            ? contacts.Where(contact => labelled.Contains(contact.ContactId))
            : contacts.Where(contact => scope.ReadModel.ContactLabels.Any(row => row.Label == label && row.ContactId == contact.ContactId));
    }

    // A whole number is an id if some contact has that id, otherwise a title: one condition at a time, so that one index supports it.
    private static async ValueTask<IQueryable<Contact>> TitledAsync(
        IQueryable<Contact> contacts,
        ReadModelContext readModel,
        string idOrTitle,
        Func<long, Expression<Func<Contact, bool>>> hasId,
        Func<string, Expression<Func<Contact, bool>>> hasTitle,
        CancellationToken cancellation) =>
        long.TryParse(idOrTitle, CultureInfo.InvariantCulture, out var id) && await readModel.Contacts.AnyAsync(hasId(id), cancellation)
            ? contacts.Where(hasId(id))
            : contacts.Where(hasTitle(idOrTitle.Trim()));
}
