using Microsoft.EntityFrameworkCore.Metadata;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>The stays of each contact in lead stages.</summary>
internal sealed class StageStayTable(ReadModelWriter writer, IModel model) : ReadModelTable<StageStay>(writer, model)
{
    /// <summary>Ends the current stay of a contact.</summary>
    public void End(long contactId, DateTime untilUtc) => Writer.Execute(
        "UPDATE StageStays SET UntilUtc = ?1 WHERE ContactId = ?2 AND UntilUtc IS NULL", UtcMilliseconds.Of(untilUtc), contactId);
}
