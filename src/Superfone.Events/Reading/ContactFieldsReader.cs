using System.Text.Json;

namespace Superfone.Events.Reading;

/// <summary>Reads the <c>contact_*</c> fields of a payload.</summary>
internal static class ContactFieldsReader
{
    /// <summary>The paths of the fields, in the form used by <see cref="DocumentedFields"/>.</summary>
    public static readonly string[] Fields =
    [
        "contact_id", "contact_first_name", "contact_last_name", "contact_phones", "contact_phones[].phone", "contact_phones[].customer_id",
        "contact_source", "contact_source_type", "contact_lead_stage_id", "contact_lead_stage_name", "contact_lead_group_id",
        "contact_lead_group_name", "contact_labels", "contact_labels[].id", "contact_labels[].title", "contact_products",
        "contact_products[].id", "contact_products[].title", "contact_assignee_user_id", "contact_business_name",
        "contact_additional_info", "contact_emails", "contact_custom_fields",
    ];

    /// <summary>Reads the fields.</summary>
    public static ContactFields Read(WireValue payload) => new()
    {
        ContactId = payload["contact_id"].WholeNumber().Value,
        FirstName = payload["contact_first_name"].Text(),
        LastName = payload["contact_last_name"].Text(),
        Phones = payload["contact_phones"].List(item => item.Phone()),
        Source = payload["contact_source"].Text(),
        SourceType = payload["contact_source_type"].Text(),
        StageId = payload["contact_lead_stage_id"].WholeNumber(),
        StageTitle = payload["contact_lead_stage_name"].Text(),
        GroupId = payload["contact_lead_group_id"].WholeNumber(),
        GroupTitle = payload["contact_lead_group_name"].Text(),
        Labels = payload["contact_labels"].List(item => item.Titled()),
        Products = payload["contact_products"].List(item => item.Titled()),
        AssigneeUserId = payload["contact_assignee_user_id"].WholeNumber(),
        BusinessName = payload["contact_business_name"].Text(),
        AdditionalInfo = payload["contact_additional_info"].Text(),
        Emails = payload["contact_emails"].List(item => item.Text()),
        CustomFields = CustomFields(payload["contact_custom_fields"]),
    };

    private static Optional<IReadOnlyDictionary<string, string>> CustomFields(WireValue wire)
    {
        // {} or {"Budget": "50k", "Visits": 3}; senders in PHP write an empty object as [].
        var value = wire.Element;
        if (!wire.Exists)
            return default;
        if (value.ValueKind == JsonValueKind.Null)
            return new(null);
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0)
            return new(new Dictionary<string, string>());
        if (value.ValueKind != JsonValueKind.Object)
            return wire.Odd<IReadOnlyDictionary<string, string>>("is not an object");

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            if (wire.Own(property).Free().Value is { } free)
                fields[property.Name] = CanonicalJson.Text(free);
        }

        return new(fields);
    }
}
