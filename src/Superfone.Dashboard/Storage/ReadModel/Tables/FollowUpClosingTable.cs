using Microsoft.EntityFrameworkCore.Metadata;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>Follow-ups that users closed by hand.</summary>
internal sealed class FollowUpClosingTable(ReadModelWriter writer, IModel model) : ReadModelTable<FollowUpClosing>(writer, model)
{
    /// <summary>The latest closing of a number.</summary>
    public FollowUpClosing? Latest(string phoneKey) => Where("WHERE PhoneKey = ?1 ORDER BY DecisionId DESC LIMIT 1", phoneKey).SingleOrDefault();

    /// <summary>The closings of a number from a sort key on.</summary>
    public IReadOnlyList<FollowUpClosing> From(string phoneKey, long sortKey) => Where("WHERE PhoneKey = ?1 AND SortKey >= ?2", phoneKey, sortKey);
}
