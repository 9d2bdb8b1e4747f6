using System.Text.Json;

namespace Superfone.Events;

/// <summary>
/// Writes the <c>contact_*</c> fields of an event: an absent field is left out, a <c>null</c> field is written as <c>null</c>.
/// </summary>
internal static class ContactFieldsWriter
{
    /// <summary>Writes all fields that are present.</summary>
    public static void Write(Utf8JsonWriter writer, ContactFields contact)
    {
        if (contact.ContactId is { } id)
            writer.WriteNumber("contact_id", id);
        Write(writer, "contact_first_name", contact.FirstName);
        Write(writer, "contact_last_name", contact.LastName);
        WriteList(writer, "contact_phones", contact.Phones, WritePhone);
        Write(writer, "contact_source", contact.Source);
        Write(writer, "contact_source_type", contact.SourceType);
        Write(writer, "contact_lead_stage_id", contact.StageId);
        Write(writer, "contact_lead_stage_name", contact.StageTitle);
        Write(writer, "contact_lead_group_id", contact.GroupId);
        Write(writer, "contact_lead_group_name", contact.GroupTitle);
        WriteList(writer, "contact_labels", contact.Labels, WriteTitled);
        WriteList(writer, "contact_products", contact.Products, WriteTitled);
        Write(writer, "contact_assignee_user_id", contact.AssigneeUserId);
        Write(writer, "contact_business_name", contact.BusinessName);
        Write(writer, "contact_additional_info", contact.AdditionalInfo);
        WriteList(writer, "contact_emails", contact.Emails, static (output, email) => output.WriteStringValue(email));
        WriteCustomFields(writer, contact.CustomFields);
    }

    /// <summary>Writes a list of texts.</summary>
    public static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, string name, Optional<string> text)
    {
        if (text.IsPresent)
            writer.WriteString(name, text.Value);
    }

    private static void Write(Utf8JsonWriter writer, string name, Optional<long?> number)
    {
        if (number is { IsPresent: true, Value: { } value })
            writer.WriteNumber(name, value);
        else if (number.IsPresent)
            writer.WriteNull(name);
    }

    private static void WriteList<T>(Utf8JsonWriter writer, string name, Optional<IReadOnlyList<T>> list, Action<Utf8JsonWriter, T> write)
    {
        if (!list.IsPresent)
            return;
        if (list.Value is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartArray(name);
        foreach (var item in list.Value)
            write(writer, item);
        writer.WriteEndArray();
    }

    private static void WriteCustomFields(Utf8JsonWriter writer, Optional<IReadOnlyDictionary<string, string>> fields)
    {
        if (!fields.IsPresent)
            return;
        if (fields.Value is null)
        {
            writer.WriteNull("contact_custom_fields");
            return;
        }

        writer.WriteStartObject("contact_custom_fields");
        foreach (var (label, json) in fields.Value)
        {
            writer.WritePropertyName(label);
            writer.WriteRawValue(json);
        }

        writer.WriteEndObject();
    }

    private static void WritePhone(Utf8JsonWriter writer, ContactPhone phone)
    {
        writer.WriteStartObject();
        writer.WriteString("phone", phone.Phone);
        if (phone.CustomerId is { } owner)
            writer.WriteNumber("customer_id", owner);
        else
            writer.WriteNull("customer_id");
        writer.WriteEndObject();
    }

    private static void WriteTitled(Utf8JsonWriter writer, Titled titled)
    {
        writer.WriteStartObject();
        if (titled.Id is { } id)
            writer.WriteNumber("id", id);
        else
            writer.WriteNull("id");
        writer.WriteString("title", titled.Title);
        writer.WriteEndObject();
    }
}
