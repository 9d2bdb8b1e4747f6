using System.Text.Json;
using Superfone.Events;
using Superfone.Events.Reading;

namespace Superfone.Dashboard.Domain.Contacts;

/// <summary>Folds payloads into contacts: a field that is absent keeps its value, one that is <c>null</c> clears it.</summary>
public static class ContactFold
{
    /// <summary>Widens the time in which the contact is known to have been active.</summary>
    /// <param name="contact">The contact to change.</param>
    /// <param name="instant">When something of theirs happened, UTC.</param>
    public static void See(Contact contact, DateTime instant)
    {
        if (contact.FirstSeenUtc == default || instant < contact.FirstSeenUtc)
            contact.FirstSeenUtc = instant;
        if (instant > contact.LastActivityUtc)
            contact.LastActivityUtc = instant;
    }

    /// <summary>Takes over the <c>contact_*</c> fields that a payload carries.</summary>
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
    /// Takes over a changed field from <c>updated_value</c>, unless the payload carries the matching <c>contact_*</c> field, which
    /// <see cref="Apply(Contact, ContactFields)"/> took over. A value that is absent, or cannot be read as its field, leaves the field as it is.
    /// </summary>
    public static void Apply(Contact contact, ContactFields fields, FieldChange change)
    {
        if (!change.HasValue)
            return;
        ApplyValue(contact, fields, change);
        Derive(contact);
    }

    /// <summary>Who a change assigns the contact to, with id and name; <see langword="null"/> where it tells nobody's.</summary>
    public static Titled? AssigneeOf(FieldChange change)
    {
        if (change.Key != "assignee_user" || !change.HasValue)
            return null;
        return new WireValue(change.Value, new FieldPath(change.Key), new ReadingNotes()).Titled().Value;
    }

    private static void Derive(Contact contact)
    {
        contact.Name = Names.Join(contact.FirstName, contact.LastName) ?? Names.Join(contact.BusinessName, null);
        contact.Origin = Texts.Filled(contact.Source) ?? Texts.Filled(contact.SourceType) ?? "";
    }

    private static void ApplyValue(Contact contact, ContactFields fields, FieldChange change)
    {
        switch (change.Key)
        {
            case "first_name" when !fields.FirstName.IsPresent:
                contact.FirstName = change.Wire.TextOrTitle().Or(contact.FirstName);
                break;
            case "last_name" when !fields.LastName.IsPresent:
                contact.LastName = change.Wire.TextOrTitle().Or(contact.LastName);
                break;
            case "phones" when !fields.Phones.IsPresent:
                contact.Phones = change.Wire.List(item => item.Phone()).Or(contact.Phones) ?? [];
                break;
            case "labels" when !fields.Labels.IsPresent:
                contact.Labels = change.Wire.List(item => item.Titled()).Or(contact.Labels) ?? [];
                break;
            case "source" when !fields.Source.IsPresent:
                contact.Source = change.Wire.TextOrTitle().Or(contact.Source);
                break;
            case "source_type" when !fields.SourceType.IsPresent:
                contact.SourceType = change.Wire.TextOrTitle().Or(contact.SourceType);
                break;
            case "assignee_user" when !fields.AssigneeUserId.IsPresent:
                if (change.Wire.Titled() is { IsPresent: true } user)
                    contact.AssigneeUserId = user.Value?.Id ?? WholeNumber(user.Value?.Title);
                break;
            case "lead_stage" when !fields.StageId.IsPresent || !fields.StageTitle.IsPresent:
                if (change.Wire.Titled() is { IsPresent: true } stage)
                {
                    contact.StageId = fields.StageId.IsPresent ? contact.StageId : stage.Value?.Id;
                    contact.StageTitle = fields.StageTitle.IsPresent ? contact.StageTitle : stage.Value?.Title;
                }

                break;
            case "lead_group" when !fields.GroupId.IsPresent || !fields.GroupTitle.IsPresent:
                if (change.Wire.Titled() is { IsPresent: true } group)
                {
                    contact.GroupId = fields.GroupId.IsPresent ? contact.GroupId : group.Value?.Id;
                    contact.GroupTitle = fields.GroupTitle.IsPresent ? contact.GroupTitle : group.Value?.Title;
                }

                break;
            case "city":
                contact.City = change.Wire.TextOrTitle().Or(contact.City);
                break;
            case "first_name" or "last_name" or "phones" or "labels" or "source" or "source_type" or "assignee_user" or "lead_stage" or "lead_group":
                break;
            default:
                ApplyCustomField(contact, fields, change);
                break;
        }
    }

    private static void ApplyCustomField(Contact contact, ContactFields fields, FieldChange change)
    {
        if (fields.CustomFields.Value?.ContainsKey(change.Key) == true)
            return;
        var custom = new Dictionary<string, string>(contact.CustomFields, StringComparer.Ordinal);
        if (change.Value.ValueKind == JsonValueKind.Null)
            custom.Remove(change.Key);
        else
            custom[change.Key] = CanonicalJson.Text(change.Value);
        contact.CustomFields = custom;
    }

    private static long? WholeNumber(string? text) => long.TryParse(text, out var number) ? number : null;
}
