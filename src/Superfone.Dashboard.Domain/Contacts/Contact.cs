using Superfone.Events;

namespace Superfone.Dashboard.Domain.Contacts;

/// <summary>A contact.</summary>
public sealed class Contact
{
    /// <summary>Superfone's key of the contact.</summary>
    public required long ContactId { get; init; }

    /// <summary>First name.</summary>
    public string? FirstName { get; set; }

    /// <summary>Last name.</summary>
    public string? LastName { get; set; }

    /// <summary>The name to show: first and last name, or else the business's name; <see langword="null"/> if neither is known.</summary>
    public string? Name { get; set; }

    /// <summary>All numbers, as received.</summary>
    public IReadOnlyList<ContactPhone> Phones { get; set; } = [];

    /// <summary>Email addresses.</summary>
    public IReadOnlyList<string> Emails { get; set; } = [];

    /// <summary>Business name.</summary>
    public string? BusinessName { get; set; }

    /// <summary>Free-form source.</summary>
    public string? Source { get; set; }

    /// <summary>Source type.</summary>
    public string? SourceType { get; set; }

    /// <summary>The source, or else the source type; empty if neither is known.</summary>
    public string Origin { get; set; } = "";

    /// <summary>Id of the lead stage.</summary>
    public long? StageId { get; set; }

    /// <summary>Title of the lead stage.</summary>
    public string? StageTitle { get; set; }

    /// <summary>Id of the lead group.</summary>
    public long? GroupId { get; set; }

    /// <summary>Title of the lead group.</summary>
    public string? GroupTitle { get; set; }

    /// <summary>Labels.</summary>
    public IReadOnlyList<Titled> Labels { get; set; } = [];

    /// <summary>Products.</summary>
    public IReadOnlyList<Titled> Products { get; set; } = [];

    /// <summary>Id of the assigned team member.</summary>
    public long? AssigneeUserId { get; set; }

    /// <summary>Free-form notes.</summary>
    public string? AdditionalInfo { get; set; }

    /// <summary>City; received only in change events.</summary>
    public string? City { get; set; }

    /// <summary>Custom fields by label; values are the text of any JSON.</summary>
    public IReadOnlyDictionary<string, string> CustomFields { get; set; } = new Dictionary<string, string>();

    /// <summary>The time at which <c>CUSTOMER_CREATE</c> was first received, UTC; <see langword="null"/> if it never was.</summary>
    public DateTime? CreatedUtc { get; set; }

    /// <summary>The earliest activity, UTC: the start of a call, or the receipt of another event.</summary>
    public DateTime FirstSeenUtc { get; set; }

    /// <summary>The latest activity, UTC: the start of a call, or the receipt of another event.</summary>
    public DateTime LastActivityUtc { get; set; }

    /// <summary>Number of their calls.</summary>
    public int CallCount { get; set; }

    /// <summary>A copy, which does not change with this one. They share their lists, which are replaced and never changed.</summary>
    public Contact Copy() => (Contact)MemberwiseClone();
}
