using Microsoft.EntityFrameworkCore.Metadata;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>What users did about follow-ups.</summary>
internal sealed class FollowUpDecisionTable(ReadModelWriter writer, IModel model) : ReadModelTable<FollowUpDecision>(writer, model)
{
    /// <summary>The latest closing of a number.</summary>
    public FollowUpDecision? LatestClosing(string phoneKey) =>
        Where("WHERE PhoneKey = ?1 AND Action = ?2 ORDER BY DecisionId DESC LIMIT 1", phoneKey, (int)FollowUpAction.Close).SingleOrDefault();

    /// <summary>What was done about a number from a sort key on, in order.</summary>
    public IReadOnlyList<FollowUpDecision> From(string phoneKey, long sortKey) =>
        Where("WHERE PhoneKey = ?1 AND SortKey >= ?2 ORDER BY SortKey, DecisionId", phoneKey, sortKey);
}
