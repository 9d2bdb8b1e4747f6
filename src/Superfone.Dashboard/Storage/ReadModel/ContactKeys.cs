namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>That a contact has a number; the key by which calls find their contact.</summary>
public sealed class ContactPhoneKey
{
    /// <summary>The number as a key, see <see cref="Domain.PhoneBook"/>.</summary>
    public required string PhoneKey { get; init; }

    /// <summary>The contact.</summary>
    public required long ContactId { get; init; }
}

/// <summary>That a contact bears a label; the key by which lists are filtered.</summary>
public sealed class ContactLabel
{
    /// <summary>The contact.</summary>
    public required long ContactId { get; init; }

    /// <summary>The label's id or title, in lower case: a filter names either.</summary>
    public required string Label { get; init; }
}
