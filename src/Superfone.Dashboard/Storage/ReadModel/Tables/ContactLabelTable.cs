using Microsoft.EntityFrameworkCore.Metadata;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>The labels of each contact.</summary>
internal sealed class ContactLabelTable(ReadModelWriter writer, IModel model) : ReadModelTable<ContactLabel>(writer, model)
{
    /// <summary>Deletes the labels of a contact.</summary>
    public void DeleteOfContact(long contactId) => Writer.Execute("DELETE FROM ContactLabels WHERE ContactId = ?1", contactId);
}
