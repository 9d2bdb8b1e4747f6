using Microsoft.EntityFrameworkCore.Metadata;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>The UUIDs that identify each call.</summary>
internal sealed class CallUuidTable(ReadModelWriter writer, IModel model) : ReadModelTable<CallUuid>(writer, model)
{
    /// <summary>The UUIDs of a call, in order.</summary>
    public IReadOnlyList<string> OfCall(Call call) =>
        [.. Where("WHERE CdrId = ?1 AND NOT IsOwn", call.CdrId).Select(row => row.Uuid).Concat(call.CdrUuid is { } own ? [own] : []).Order(StringComparer.Ordinal)];

    /// <summary>The calls that a UUID identifies; those whose payload names it come first.</summary>
    public IReadOnlyList<CallUuid> CallsOf(string uuid) => Where("WHERE Uuid = ?1 ORDER BY IsNamed DESC, CdrId", UuidBytes.Write(uuid));

    /// <summary>Adds a UUID that a call's payload names.</summary>
    /// <param name="uuid">The UUID.</param>
    /// <param name="before">The call before the payload; <see langword="null"/> if it is new.</param>
    /// <param name="call">The call.</param>
    public void AddNamed(string uuid, Call? before, Call call)
    {
        if (before?.CdrUuid is { } old && old != call.CdrUuid)
            Writer.Execute("UPDATE CallUuids SET IsOwn = 0 WHERE Uuid = ?1 AND CdrId = ?2", UuidBytes.Write(old), call.CdrId);
        Writer.Execute(
            "INSERT INTO CallUuids (Uuid, CdrId, IsNamed, IsOwn) VALUES (?1, ?2, 1, ?3) ON CONFLICT DO UPDATE SET IsNamed = 1, IsOwn = excluded.IsOwn",
            UuidBytes.Write(uuid), call.CdrId, uuid == call.CdrUuid ? 1 : 0);
    }

    /// <summary>Adds a UUID from the URL of a call's recording, unless it is already known.</summary>
    public void AddFromUrl(string uuid, long cdrId) => Writer.Execute(
        "INSERT INTO CallUuids (Uuid, CdrId, IsNamed, IsOwn) VALUES (?1, ?2, 0, 0) ON CONFLICT DO NOTHING", UuidBytes.Write(uuid), cdrId);
}
