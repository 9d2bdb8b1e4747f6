using Superfone.Events;

namespace Superfone.Dashboard.Domain.Contacts;

/// <summary>Folds payloads into contacts: a field that is absent keeps its value, one that is <c>null</c> clears it.</summary>
public static class ContactFold
{
    /// <summary>Extends the contact's first and last activity to an instant.</summary>
    /// <param name="contact">The contact to change.</param>
    /// <param name="instant">The time of the activity, UTC.</param>
    public static void See(Contact contact, DateTime instant)
    {
        if (contact.FirstSeenUtc == default || instant < contact.FirstSeenUtc)
            contact.FirstSeenUtc = instant;
        if (instant > contact.LastActivityUtc)
            contact.LastActivityUtc = instant;
    }

    /// <summary>Applies the <c>contact_*</c> fields of a payload.</summary>
    public static void Apply(Contact contact, ContactFields fields)
    {
        contact.FirstName = fields.FirstName.Or(contact.FirstName);
        contact.LastName = fields.LastName.Or(contact.LastName);
        contact.Phones = fields.Phones.Or(contact.Phones) ?? [];
        contact.Emails = fields.Emails.Or(contact.Emails) ?? [];
        contact.BusinessName = fields.BusinessName.Or(contact.BusinessName);
        contact.Source = fields.Source.Or(contact.Source);
        contact.SourceType = fields.SourceType.Or(contact.SourceType);
        contact.StageId = fields.StageId.Or(contact.StageId);
        contact.StageTitle = fields.StageTitle.Or(contact.StageTitle);
        contact.GroupId = fields.GroupId.Or(contact.GroupId);
        contact.GroupTitle = fields.GroupTitle.Or(contact.GroupTitle);
        contact.Labels = fields.Labels.Or(contact.Labels) ?? [];
        contact.Products = fields.Products.Or(contact.Products) ?? [];
        contact.AssigneeUserId = fields.AssigneeUserId.Or(contact.AssigneeUserId);
        contact.AdditionalInfo = fields.AdditionalInfo.Or(contact.AdditionalInfo);
        contact.CustomFields = fields.CustomFields.Or(contact.CustomFields) ?? new Dictionary<string, string>();
        Derive(contact);
    }

    /// <summary>
    /// Applies a change from <c>updated_value</c>, unless the payload also carries the matching <c>contact_*</c> field, which
    /// <see cref="Apply(Contact, ContactFields)"/> applies. A value that is absent, or cannot be read as its field, changes nothing.
    /// </summary>
    public static void Apply(Contact contact, ContactFields fields, FieldChange change)
    {
        if (!change.HasValue)
            return;
        ContactChange.Apply(contact, fields, change);
        Derive(contact);
    }

    private static void Derive(Contact contact)
    {
        contact.Name = Names.Join(contact.FirstName, contact.LastName) ?? Names.Join(contact.BusinessName, null);
        contact.Origin = Texts.Filled(contact.Source) ?? Texts.Filled(contact.SourceType) ?? "";
    }
}
