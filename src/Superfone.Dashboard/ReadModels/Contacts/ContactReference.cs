using System.Text.Json.Serialization;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>A reference to a contact.</summary>
/// <param name="ContactId">Superfone's key of the contact.</param>
/// <param name="Name">The name to show; <see langword="null"/> if none is known.</param>
public sealed record ContactReference(long ContactId, string? Name)
{
    /// <summary>Business name; for pages only.</summary>
    [JsonIgnore]
    public string? BusinessName { get; init; }

    /// <summary>Labels; for pages only.</summary>
    [JsonIgnore]
    public IReadOnlyList<Titled> Labels { get; init; } = [];

    /// <inheritdoc/>
    // The generated equality would treat two lists with the same labels as different.
    public bool Equals(ContactReference? other) => other is not null
        && (ContactId, Name, BusinessName) == (other.ContactId, other.Name, other.BusinessName) && Labels.SequenceEqual(other.Labels);

    /// <inheritdoc/>
    public override int GetHashCode() => ContactId.GetHashCode();

    /// <summary>The contact of a row; <see langword="null"/> if it has none.</summary>
    public static ContactReference? Of(long? contactId, string? name, string? businessName, IReadOnlyList<Titled>? labels = null) =>
        contactId is { } known ? new ContactReference(known, name) { BusinessName = businessName, Labels = labels ?? [] } : null;
}
