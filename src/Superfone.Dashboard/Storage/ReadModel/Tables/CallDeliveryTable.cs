using Microsoft.EntityFrameworkCore.Metadata;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>The deliveries about each call.</summary>
internal sealed class CallDeliveryTable(ReadModelWriter writer, IModel model) : ReadModelTable<CallDelivery>(writer, model)
{
    /// <summary>The deliveries about a call.</summary>
    public IReadOnlyList<CallDelivery> OfCall(long cdrId) => Where("WHERE CdrId = ?1", cdrId);
}
