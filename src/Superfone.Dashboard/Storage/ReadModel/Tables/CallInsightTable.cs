using Microsoft.EntityFrameworkCore.Metadata;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>Insights, by call and title.</summary>
internal sealed class CallInsightTable(ReadModelWriter writer, IModel model) : ReadModelTable<CallInsight>(writer, model)
{
    /// <summary>Deletes the insights of a call with their values, which are found by the insights' stored sort keys.</summary>
    public void DeleteOfCall(long cdrId)
    {
        Writer.Execute("DELETE FROM CallInsightValues WHERE (TitleKey, SortKey) IN (SELECT TitleKey, SortKey FROM CallInsights WHERE CdrId = ?1)", cdrId);
        Writer.Execute("DELETE FROM CallInsights WHERE CdrId = ?1", cdrId);
    }
}
