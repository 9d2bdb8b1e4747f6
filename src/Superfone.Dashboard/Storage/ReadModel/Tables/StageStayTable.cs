using Microsoft.EntityFrameworkCore.Metadata;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>Which contact was in which lead stage, and when.</summary>
internal sealed class StageStayTable(ReadModelWriter writer, IModel model) : ReadModelTable<StageStay>(writer, model)
{
    /// <summary>Ends the stay in which a contact is.</summary>
    public void End(long contactId, DateTime untilUtc) => Writer.Execute(
        "UPDATE StageStays SET UntilUtc = $0 WHERE ContactId = $1 AND UntilUtc IS NULL", UtcMilliseconds.Of(untilUtc), contactId);
}
