using Superfone.Events;

namespace Superfone.Simulation;

/// <summary>A customer, and the CRM's record of them.</summary>
internal sealed class Lead
{
    /// <summary>The stages through which a lead moves.</summary>
    public static readonly IReadOnlyList<Titled> Stages =
        [new(9, "New Lead"), new(10, "Contacted"), new(11, "Qualified"), new(12, "Site visit done"), new(13, "Quotation sent"), new(14, "Won"), new(15, "Lost")];

    /// <summary>The lead group of private customers.</summary>
    public static readonly Titled Homes = new(3, "Homes");

    /// <summary>The lead group of businesses.</summary>
    public static readonly Titled Offices = new(4, "Offices");

    /// <summary>Superfone's id; <see langword="null"/> until they become a contact.</summary>
    public long? ContactId { get; set; }

    /// <summary>The ordinal number of the customer, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>First name; known even before they become a contact.</summary>
    public required Name First { get; init; }

    /// <summary>Last name.</summary>
    public required Name Last { get; init; }

    /// <summary>Their phone number.</summary>
    public required string Phone { get; init; }

    /// <summary>The Superfone number that they call.</summary>
    public required string Account { get; init; }

    /// <summary>The product that they are interested in.</summary>
    public required Name Product { get; init; }

    /// <summary>Their city.</summary>
    public required Name City { get; init; }

    /// <summary>Their language.</summary>
    public required Language Language { get; init; }

    /// <summary>Their business; <see langword="null"/> for a private customer.</summary>
    public string? BusinessName { get; init; }

    /// <summary>Their email address; <see langword="null"/> if it is not known.</summary>
    public string? Email { get; init; }

    /// <summary>Whether the CRM writes their name in Devanagari.</summary>
    public bool IsWrittenInHindi { get; init; }

    /// <summary>The wire value of their source.</summary>
    public string Source { get; set; } = "call";

    /// <summary>The wire value of their source type.</summary>
    public string SourceType { get; set; } = "OTHERS";

    /// <summary>Their stage, as an index into <see cref="Stages"/>.</summary>
    public int Stage { get; set; }

    /// <summary>The team member to whom they are assigned.</summary>
    public long? AssigneeUserId { get; set; }

    /// <summary>Their lead group.</summary>
    public required Titled Group { get; set; }

    /// <summary>A second number; <see langword="null"/> for none.</summary>
    public string? OtherPhone { get; set; }

    /// <summary>Labels.</summary>
    public List<Titled> Labels { get; } = [];

    /// <summary>Custom fields by label.</summary>
    public Dictionary<string, string> CustomFields { get; } = new(StringComparer.Ordinal);

    /// <summary>The fields that were edited, by the number of their case in <see cref="Crm"/>.</summary>
    public HashSet<int> Edited { get; } = [];

    /// <summary>The contact fields of a payload; empty if they are not a contact.</summary>
    public ContactFields Fields() => ContactId is not { } id ? new ContactFields() : Names(id) with
    {
        Source = new(Source),
        SourceType = new(SourceType),
        StageId = new(Stages[Stage].Id),
        StageTitle = new(Stages[Stage].Title),
        GroupId = new(Group.Id),
        GroupTitle = new(Group.Title),
        Labels = new([.. Labels]),
        Products = new([new Titled(100 + Product.English.Length, Product.English)]),
        AssigneeUserId = new(AssigneeUserId),
        BusinessName = new(BusinessName),
        AdditionalInfo = new(Stage > 1 || Source == "website-form" ? $"Wants a {Product.English} in {City.English}" : null),
        Emails = new(Email is null ? null : [Email]),
        CustomFields = new(CustomFields.ToDictionary(field => field.Key, field => $"\"{System.Text.Json.JsonEncodedText.Encode(field.Value)}\"")),
    };

    /// <summary>Id, name and numbers.</summary>
    public ContactFields Names(long id) => new()
    {
        ContactId = id,
        FirstName = new(First.In(IsWrittenInHindi ? Language.Hindi : Language.English)),
        LastName = new(Last.In(IsWrittenInHindi ? Language.Hindi : Language.English)),
        Phones = new(Numbers()),
    };

    /// <summary>All numbers of the contact.</summary>
    public IReadOnlyList<ContactPhone> Numbers() =>
        OtherPhone is null ? [new ContactPhone(Phone, ContactId)] : [new ContactPhone(Phone, ContactId), new ContactPhone(OtherPhone, ContactId)];
}
