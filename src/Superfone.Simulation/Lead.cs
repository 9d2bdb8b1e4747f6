using Superfone.Events;

namespace Superfone.Simulation;

/// <summary>Somebody who calls the business or is called, and what its CRM knows of them.</summary>
internal sealed class Lead
{
    /// <summary>The stages that a lead moves through.</summary>
    public static readonly IReadOnlyList<Titled> Stages =
        [new(9, "New Lead"), new(10, "Contacted"), new(11, "Qualified"), new(12, "Site visit done"), new(13, "Quotation sent"), new(14, "Won"), new(15, "Lost")];

    /// <summary>The group of private customers.</summary>
    public static readonly Titled Homes = new(3, "Homes");

    /// <summary>The group of businesses.</summary>
    public static readonly Titled Offices = new(4, "Offices");

    /// <summary>Superfone's id once they are a contact; <see langword="null"/> before.</summary>
    public long? ContactId { get; set; }

    /// <summary>Which of all customers they are, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>First name; they have one before anybody has noted it down.</summary>
    public required Name First { get; init; }

    /// <summary>Last name.</summary>
    public required Name Last { get; init; }

    /// <summary>The number that they call from.</summary>
    public required string Phone { get; init; }

    /// <summary>Which of the business's numbers they call.</summary>
    public required string Account { get; init; }

    /// <summary>What they want.</summary>
    public required Name Product { get; init; }

    /// <summary>Where they live.</summary>
    public required Name City { get; init; }

    /// <summary>What they speak.</summary>
    public required Language Language { get; init; }

    /// <summary>Their business; <see langword="null"/> for a private customer.</summary>
    public string? BusinessName { get; init; }

    /// <summary>Their email; <see langword="null"/> where nobody asked.</summary>
    public string? Email { get; init; }

    /// <summary>Whether the CRM writes their name in Devanagari.</summary>
    public bool IsWrittenInHindi { get; init; }

    /// <summary>Where they came from.</summary>
    public string Source { get; set; } = "call";

    /// <summary>Source type on the wire.</summary>
    public string SourceType { get; set; } = "OTHERS";

    /// <summary>How far they are, as an index of <see cref="Stages"/>.</summary>
    public int Stage { get; set; }

    /// <summary>Who looks after them.</summary>
    public long? AssigneeUserId { get; set; }

    /// <summary>Which group they are in.</summary>
    public required Titled Group { get; set; }

    /// <summary>A second number; <see langword="null"/> where nobody noted one.</summary>
    public string? OtherPhone { get; set; }

    /// <summary>Labels.</summary>
    public List<Titled> Labels { get; } = [];

    /// <summary>Custom fields: label to value.</summary>
    public Dictionary<string, string> CustomFields { get; } = new(StringComparer.Ordinal);

    /// <summary>Which of their fields were edited, by the number of the field's case.</summary>
    public HashSet<int> Edited { get; } = [];

    /// <summary>The contact as a payload carries it now; without an id for somebody who is none.</summary>
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

    /// <summary>Id, name and numbers: all that the smaller payloads carry.</summary>
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
