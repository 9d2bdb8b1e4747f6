using Microsoft.EntityFrameworkCore.Metadata;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>The numbers of each contact.</summary>
internal sealed class ContactPhoneTable(ReadModelWriter writer, IModel model) : ReadModelTable<ContactPhoneKey>(writer, model)
{
    /// <summary>At most two of the contacts that have a number.</summary>
    public IReadOnlyList<ContactPhoneKey> TwoOwners(string phoneKey) => Where("WHERE PhoneKey = ?1 LIMIT 2", phoneKey);

    /// <summary>The contacts that have a number.</summary>
    public IReadOnlyList<ContactPhoneKey> OfNumber(string phoneKey) => Where("WHERE PhoneKey = ?1", phoneKey);

    /// <summary>The numbers of a contact.</summary>
    public IReadOnlyList<ContactPhoneKey> OfContact(long contactId) => Where("WHERE ContactId = ?1", contactId);
}
