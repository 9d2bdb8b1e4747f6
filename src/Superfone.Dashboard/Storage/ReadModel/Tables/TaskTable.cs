using Microsoft.EntityFrameworkCore.Metadata;
using Superfone.Dashboard.Domain.Tasks;

namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>Tasks.</summary>
internal sealed class TaskTable(ReadModelWriter writer, IModel model) : ReadModelTable<TaskItem>(writer, model)
{
    /// <summary>The tasks of a contact.</summary>
    public IReadOnlyList<TaskItem> OfContact(long contactId) => Where("WHERE ContactId = ?1", contactId);
}
