using System.Text.Json;
using System.Text.Json.Serialization;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>A contact.</summary>
public sealed record ContactItem
{
    /// <summary>Superfone's key of the contact.</summary>
    public required long ContactId { get; init; }

    /// <summary>First name.</summary>
    public required string? FirstName { get; init; }

    /// <summary>Last name.</summary>
    public required string? LastName { get; init; }

    /// <summary>The name to show: first and last name, or else the business's name.</summary>
    public required string? Name { get; init; }

    /// <summary>All numbers, as received.</summary>
    public required IReadOnlyList<ContactPhone> Phones { get; init; }

    /// <summary>Email addresses.</summary>
    public required IReadOnlyList<string> Emails { get; init; }

    /// <summary>Business name.</summary>
    public required string? BusinessName { get; init; }

    /// <summary>Free-form source.</summary>
    public required string? Source { get; init; }

    /// <summary>Source type.</summary>
    public required string? SourceType { get; init; }

    /// <summary>Lead stage.</summary>
    public required Titled? Stage { get; init; }

    /// <summary>Lead group.</summary>
    public required Titled? Group { get; init; }

    /// <summary>Labels.</summary>
    public required IReadOnlyList<Titled> Labels { get; init; }

    /// <summary>Products.</summary>
    public required IReadOnlyList<Titled> Products { get; init; }

    /// <summary>Id of the assigned team member.</summary>
    public required long? AssigneeUserId { get; init; }

    /// <summary>The name of the assignee, if it is known; for exports only.</summary>
    [JsonIgnore]
    public string? AssigneeName { get; init; }

    /// <summary>Free-form notes.</summary>
    public required string? AdditionalInfo { get; init; }

    /// <summary>City.</summary>
    public required string? City { get; init; }

    /// <summary>Custom fields by label; a value is any JSON.</summary>
    public required IReadOnlyDictionary<string, JsonElement> CustomFields { get; init; }

    /// <summary>The time at which they were created, as Superfone reported it, UTC; <see langword="null"/> if it never did.</summary>
    public required DateTime? CreatedUtc { get; init; }

    /// <summary>The time of the earliest event about them, UTC.</summary>
    public required DateTime FirstSeenUtc { get; init; }

    /// <summary>The time of the latest event about them, UTC.</summary>
    public required DateTime LastActivityUtc { get; init; }

    /// <summary>Number of their calls.</summary>
    public required int CallCount { get; init; }
}
