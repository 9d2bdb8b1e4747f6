namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>A number of a contact. Calls find their contact by it.</summary>
public sealed class ContactPhoneKey
{
    /// <summary>The number as a key, see <see cref="Domain.PhoneBook"/>.</summary>
    public required string PhoneKey { get; init; }

    /// <summary>The contact.</summary>
    public required long ContactId { get; init; }
}

/// <summary>A label of a contact. Lists are filtered by it.</summary>
public sealed class ContactLabel
{
    /// <summary>The contact.</summary>
    public required long ContactId { get; init; }

    /// <summary>The label's id or title, in lower case; a filter may name either.</summary>
    public required string Label { get; init; }
}
