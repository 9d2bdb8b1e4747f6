using System.Text.Json;

namespace Superfone.Events;

/// <summary>Reads the <c>contact_*</c> fields of a payload.</summary>
internal static class ContactFieldsReader
{
    public static ContactFields Read(JsonElement payload) => new()
    {
        ContactId = LenientJson.WholeNumber(LenientJson.Field(payload, "contact_id"), "contact_id"),
        FirstName = Optional(payload, "contact_first_name", LenientJson.Text),
        LastName = Optional(payload, "contact_last_name", LenientJson.Text),
        Phones = Optional(payload, "contact_phones", Phones),
        Source = Optional(payload, "contact_source", LenientJson.Text),
        SourceType = Optional(payload, "contact_source_type", LenientJson.Text),
        StageId = Optional(payload, "contact_lead_stage_id", LenientJson.WholeNumber),
        StageTitle = Optional(payload, "contact_lead_stage_name", LenientJson.Text),
        GroupId = Optional(payload, "contact_lead_group_id", LenientJson.WholeNumber),
        GroupTitle = Optional(payload, "contact_lead_group_name", LenientJson.Text),
        Labels = Optional(payload, "contact_labels", Titles),
        Products = Optional(payload, "contact_products", Titles),
        AssigneeUserId = Optional(payload, "contact_assignee_user_id", LenientJson.WholeNumber),
        BusinessName = Optional(payload, "contact_business_name", LenientJson.Text),
        AdditionalInfo = Optional(payload, "contact_additional_info", LenientJson.Text),
        Emails = Optional(payload, "contact_emails", Texts),
        CustomFields = Optional(payload, "contact_custom_fields", CustomFields),
    };

    /// <summary>Tells apart a field that is absent from one that is <c>null</c>.</summary>
    public static Optional<T> Optional<T>(JsonElement payload, string name, Func<JsonElement, string, T?> read) =>
        payload.TryGetProperty(name, out var value) ? new Optional<T>(read(value, name)) : default;

    private static IReadOnlyList<ContactPhone>? Phones(JsonElement value, string name) =>
        LenientJson.List(value, name, LenientJson.Phone);

    private static IReadOnlyList<Titled>? Titles(JsonElement value, string name) =>
        LenientJson.List(value, name, (item, field) => LenientJson.Titled(item, field)!);

    private static IReadOnlyList<string>? Texts(JsonElement value, string name) =>
        LenientJson.List(value, name, (item, field) => LenientJson.Text(item, field)!);

    private static IReadOnlyDictionary<string, string>? CustomFields(JsonElement value, string name)
    {
        // {} or {"Budget": "50k", "Visits": 3}; senders in PHP write an empty object as [].
        if (value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0)
            return new Dictionary<string, string>();
        if (value.ValueKind != JsonValueKind.Object)
            throw LenientJson.Unreadable(value, name, "an object");

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
            fields[property.Name] = CanonicalJson.Text(property.Value);
        return fields;
    }
}
