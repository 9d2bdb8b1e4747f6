using Microsoft.EntityFrameworkCore.Metadata;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>The UUIDs that identify each call.</summary>
internal sealed class CallUuidTable(ReadModelWriter writer, IModel model) : ReadModelTable<CallUuid>(writer, model)
{
    /// <summary>The UUIDs of a call.</summary>
    public IReadOnlyList<CallUuid> OfCall(long cdrId) => Where("WHERE CdrId = ?1", cdrId);

    /// <summary>The calls that a UUID identifies; those whose payload names it come first.</summary>
    public IReadOnlyList<CallUuid> CallsOf(string uuid) => Where("WHERE Uuid = ?1 ORDER BY IsNamed DESC, CdrId", UuidBytes.Write(uuid));

    /// <summary>Adds a UUID that a call's payload names.</summary>
    public void AddNamed(string uuid, long cdrId) => Writer.Execute(
        "INSERT INTO CallUuids (Uuid, CdrId, IsNamed) VALUES (?1, ?2, 1) ON CONFLICT DO UPDATE SET IsNamed = 1", UuidBytes.Write(uuid), cdrId);

    /// <summary>Adds a UUID from the URL of a call's recording, unless it is already known.</summary>
    public void AddFromUrl(string uuid, long cdrId) => Writer.Execute(
        "INSERT INTO CallUuids (Uuid, CdrId, IsNamed) VALUES (?1, ?2, 0) ON CONFLICT DO NOTHING", UuidBytes.Write(uuid), cdrId);
}
