using Microsoft.EntityFrameworkCore.Metadata;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>The values of insights.</summary>
internal sealed class CallInsightValueTable(ReadModelWriter writer, IModel model) : ReadModelTable<CallInsightValue>(writer, model)
{
    /// <summary>Deletes the values of a call's stored insights, by whose sort key they are found; so it comes before those are deleted.</summary>
    public void DeleteOfCall(long cdrId) => Writer.Execute(
        "DELETE FROM CallInsightValues WHERE (TitleKey, SortKey) IN (SELECT TitleKey, SortKey FROM CallInsights WHERE CdrId = ?1)", cdrId);
}
