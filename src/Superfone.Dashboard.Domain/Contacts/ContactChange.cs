using System.Text.Encodings.Web;
using System.Text.Json;
using Superfone.Events;
using Superfone.Events.Reading;

namespace Superfone.Dashboard.Domain.Contacts;

/// <summary>The contact fields that a change event can name in <c>updated_key</c>.</summary>
public static class ContactChange
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The current value of a field, in the form of <c>updated_value</c>; <see langword="null"/> if it has none.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="key">The field's <c>updated_key</c>; any other name is that of a custom field.</param>
    public static string? ValueOf(Contact contact, string key) => key switch
    {
        "first_name" => Text(contact.FirstName),
        "last_name" => Text(contact.LastName),
        "source" => Text(contact.Source),
        "source_type" => Text(contact.SourceType),
        "city" => Text(contact.City),
        "phones" => Text(contact.Phones),
        "labels" => Text(contact.Labels),
        "lead_stage" => Titled(contact.StageId, contact.StageTitle),
        "lead_group" => Titled(contact.GroupId, contact.GroupTitle),
        "assignee_user" => Titled(contact.AssigneeUserId, null),
        _ => contact.CustomFields.GetValueOrDefault(key),
    };

    /// <summary>The team member that a change assigns the contact to; <see langword="null"/> for other changes.</summary>
    public static Titled? AssigneeOf(FieldChange change)
    {
        if (change.Key != "assignee_user" || !change.HasValue)
            return null;
        return new WireValue(change.Value, new FieldPath(change.Key), new ReadingNotes()).Titled().Value;
    }

    /// <summary>Sets a changed field to its new value, unless the payload also carries the matching <c>contact_*</c> field.</summary>
    internal static void Apply(Contact contact, ContactFields fields, FieldChange change)
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

    private static string? Titled(long? id, string? title) => id is null && title is null ? null : Text(new { id, title });

    private static string? Text<T>(T? value) => value is null ? null : JsonSerializer.Serialize(value, Json);
}
