using Microsoft.EntityFrameworkCore.Metadata;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>Steps of projection that were set aside.</summary>
internal sealed class StepFailureTable(ReadModelWriter writer, IModel model) : ReadModelTable<StepFailure>(writer, model)
{
    /// <summary>Counts them.</summary>
    public long Count() => Writer.Number("SELECT (SELECT COUNT(*) FROM StepFailures) + (SELECT COUNT(*) FROM DeliveryFailures)")!.Value;
}
