using Microsoft.EntityFrameworkCore.Metadata;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>The summaries that users unlinked from calls.</summary>
internal sealed class SummaryRejectionTable(ReadModelWriter writer, IModel model) : ReadModelTable<SummaryRejection>(writer, model)
{
    /// <summary>Whether a user unlinked a summary from a call.</summary>
    public bool Has(string cdrUuid, long cdrId) => Find(UuidBytes.Write(cdrUuid), cdrId) is not null;

    /// <summary>Forgets that.</summary>
    public void Delete(string cdrUuid, long cdrId) => Delete([UuidBytes.Write(cdrUuid), cdrId]);
}
