using Microsoft.EntityFrameworkCore.Metadata;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>Insights, by the sort key of the call and title.</summary>
internal sealed class CallInsightTable(ReadModelWriter writer, IModel model) : ReadModelTable<CallInsight>(writer, model)
{
    /// <summary>Deletes the insights of a call with their values.</summary>
    public void DeleteOfCall(long sortKey)
    {
        Writer.Execute("DELETE FROM CallInsightValues WHERE (TitleKey, SortKey) IN (SELECT TitleKey, SortKey FROM CallInsights WHERE SortKey = ?1)", sortKey);
        Writer.Execute("DELETE FROM CallInsights WHERE SortKey = ?1", sortKey);
    }
}
