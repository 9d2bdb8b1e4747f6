using Microsoft.EntityFrameworkCore.Metadata;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>The staff directory.</summary>
internal sealed class StaffTable(ReadModelWriter writer, IModel model) : ReadModelTable<StaffMember>(writer, model)
{
    /// <summary>The name of a person to whom contacts are assigned; of several entries, the one decided last counts.</summary>
    /// <returns><see langword="null"/> if the directory does not have it.</returns>
    public string? NameOf(long assigneeUserId) =>
        Writer.Text("SELECT Name FROM StaffMembers WHERE AssigneeUserId = ?1 ORDER BY DecisionId DESC LIMIT 1", assigneeUserId);
}
