using System.Text.Json.Serialization;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>The contact that something belongs to.</summary>
/// <param name="ContactId">Superfone's key of the contact.</param>
/// <param name="Name">What to call them; <see langword="null"/> if no name is known.</param>
public sealed record ContactReference(long ContactId, string? Name)
{
    /// <summary>Business name; for pages only.</summary>
    [JsonIgnore]
    public string? BusinessName { get; init; }

    /// <summary>Labels; for pages only.</summary>
    [JsonIgnore]
    public IReadOnlyList<Titled> Labels { get; init; } = [];

    /// <inheritdoc/>
    // Of two lists with the same labels a record would say that they differ.
    public bool Equals(ContactReference? other) => other is not null
        && (ContactId, Name, BusinessName) == (other.ContactId, other.Name, other.BusinessName) && Labels.SequenceEqual(other.Labels);

    /// <inheritdoc/>
    public override int GetHashCode() => ContactId.GetHashCode();

    /// <summary>The contact of a row; <see langword="null"/> if it has none.</summary>
    public static ContactReference? Of(long? contactId, string? name, string? businessName, IReadOnlyList<Titled>? labels = null) =>
        contactId is { } known ? new ContactReference(known, name) { BusinessName = businessName, Labels = labels ?? [] } : null;
}
