namespace Superfone.Events;

/// <summary>
/// The <c>contact_*</c> fields of a payload (the reference's "Contact fields"). Every field except the id distinguishes absent from
/// <c>null</c>.
/// </summary>
public sealed record ContactFields
{
    /// <summary>
    /// Superfone's key of the contact; <see langword="null"/> if the payload contains none; wire field <c>contact_id</c>.
    /// </summary>
    public long? ContactId { get; init; }

    /// <summary>First name; wire field <c>contact_first_name</c>.</summary>
    public Optional<string> FirstName { get; init; }

    /// <summary>Last name; wire field <c>contact_last_name</c>.</summary>
    public Optional<string> LastName { get; init; }

    /// <summary>All numbers of the contact; wire field <c>contact_phones</c>.</summary>
    public Optional<IReadOnlyList<ContactPhone>> Phones { get; init; }

    /// <summary>Free-form source, such as <c>website-form</c>; wire field <c>contact_source</c>.</summary>
    public Optional<string> Source { get; init; }

    /// <summary>Source type, such as <c>OTHERS</c> or <c>WHATSAPP_INTEGRATION</c>; wire field <c>contact_source_type</c>.</summary>
    public Optional<string> SourceType { get; init; }

    /// <summary>Id of the lead stage; wire field <c>contact_lead_stage_id</c>.</summary>
    public Optional<long?> StageId { get; init; }

    /// <summary>Title of the lead stage; wire field <c>contact_lead_stage_name</c>.</summary>
    public Optional<string> StageTitle { get; init; }

    /// <summary>Id of the lead group; wire field <c>contact_lead_group_id</c>.</summary>
    public Optional<long?> GroupId { get; init; }

    /// <summary>Title of the lead group; wire field <c>contact_lead_group_name</c>.</summary>
    public Optional<string> GroupTitle { get; init; }

    /// <summary>Labels; wire field <c>contact_labels</c>.</summary>
    public Optional<IReadOnlyList<Titled>> Labels { get; init; }

    /// <summary>Products; wire field <c>contact_products</c>.</summary>
    public Optional<IReadOnlyList<Titled>> Products { get; init; }

    /// <summary>Id of the assigned team member; wire field <c>contact_assignee_user_id</c>.</summary>
    public Optional<long?> AssigneeUserId { get; init; }

    /// <summary>Business name; wire field <c>contact_business_name</c>.</summary>
    public Optional<string> BusinessName { get; init; }

    /// <summary>Free-form notes; wire field <c>contact_additional_info</c>.</summary>
    public Optional<string> AdditionalInfo { get; init; }

    /// <summary>Email addresses; wire field <c>contact_emails</c>.</summary>
    public Optional<IReadOnlyList<string>> Emails { get; init; }

    /// <summary>
    /// Custom fields by the account's labels; values are any JSON, stored as canonical text; wire field <c>contact_custom_fields</c>.
    /// </summary>
    public Optional<IReadOnlyDictionary<string, string>> CustomFields { get; init; }
}

/// <summary>A contact's number; an item of <c>contact_phones</c>.</summary>
/// <param name="Phone">The number as received; wire field <c>phone</c>.</param>
/// <param name="CustomerId">Superfone's id of the owner; wire field <c>customer_id</c>.</param>
public sealed record ContactPhone(string Phone, long? CustomerId);

/// <summary>An entity with an id and a title: a label, a product, a lead stage or group.</summary>
/// <param name="Id">Superfone's id; <see langword="null"/> if only the title was received.</param>
/// <param name="Title">The title to show.</param>
public sealed record Titled(long? Id, string? Title);
