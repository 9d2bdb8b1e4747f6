using Npgsql;
using NpgsqlTypes;
using Superfone.Dashboard.Storage.Primary.Bodies;
using Superfone.Events;

namespace Superfone.Dashboard.Storage.EventLog.PostgreSql;

/// <summary>What the log has of the imports of a batch: all deliveries with their bodies, not only the latest. Used by one thread, under the log's lock.</summary>
internal sealed class KnownImports(NpgsqlConnection connection)
{
    private const string All = "SELECT hash, status, id FROM deliveries WHERE hash = ANY($1) AND status <> 1 ORDER BY id";

    private const string Quarantined =
        $"""
        SELECT id, receivedutc, {StoredBody.Columns} FROM deliveries WHERE status = 2
            AND (receivedutc, sizebytes) IN (SELECT * FROM unnest($1, $2)) ORDER BY id
        """;

    private readonly Dictionary<BodyKey, List<long>> _all = [];
    private readonly List<(long Id, long ReceivedUtc, byte[] Received)> _quarantined = [];

    /// <summary>Forgets the last batch, and reads what the log has of another one.</summary>
    public void Read(List<PendingDelivery> imports)
    {
        _all.Clear();
        _quarantined.Clear();
        if (imports.Count == 0)
            return;
        var unreadable = imports.Where(delivery => delivery.Classification.CanonicalHash is null).ToList();
        using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                KnownBodies.With(All, NpgsqlDbType.Array | NpgsqlDbType.Bytea),
                KnownBodies.With(Quarantined, NpgsqlDbType.Array | NpgsqlDbType.Bigint, NpgsqlDbType.Array | NpgsqlDbType.Integer),
            },
        };
        batch.BatchCommands[0].Parameters[0].Value = KnownBodies.HashesOf(imports);
        batch.BatchCommands[1].Parameters[0].Value = unreadable.Select(delivery => delivery.ReceivedUtc).ToArray();
        batch.BatchCommands[1].Parameters[1].Value = unreadable.Select(delivery => delivery.Body.Received.Length).ToArray();
        using var reader = batch.ExecuteReader();
        while (reader.Read())
            Add(BodyKey.Of(reader.GetFieldValue<byte[]>(0), (DeliveryState)reader.GetInt32(1)), reader.GetInt64(2));
        reader.NextResult();
        while (reader.Read())
            _quarantined.Add((reader.GetInt64(0), reader.GetInt64(1), (StoredBody.Read(reader, 2) with { Encoding = null }).ContentOrBytes()));
    }

    /// <summary>The delivery of an import that the log has already; <see langword="null"/> if the log lacks it. See <see cref="MissingDelivery"/>.</summary>
    public long? Find(PendingDelivery delivery, MissingDelivery missing)
    {
        var read = delivery.Classification;

        // Quarantined bodies have no hash.
        if (read.CanonicalHash is null)
            return IdOf(_quarantined.Where(row => row.ReceivedUtc == delivery.ReceivedUtc && row.Received.AsSpan().SequenceEqual(delivery.Body.Received.Span)).Select(row => row.Id));
        var ids = _all.GetValueOrDefault(BodyKey.Of(read), []);
        if (read.ChangeKey is null)
            return IdOf(ids.Skip(missing.Occurrence - 1));
        var previous = missing.Changes.Previous(read);
        if (missing.Changes.IsRepetition(read))
            return previous;
        if (IdOf(ids.Where(id => id > previous)) is not { } found)
            return null;
        missing.Changes.Add(read, found);
        return found;
    }

    /// <summary>Adds a delivery of the batch.</summary>
    public void Add(PendingDelivery delivery, long id)
    {
        if (delivery.Classification.CanonicalHash is not null)
            Add(BodyKey.Of(delivery.Classification), id);
        else if (delivery.ImportSource?.IfMissing is not null)
            _quarantined.Add((id, delivery.ReceivedUtc, delivery.Body.Received.ToArray()));
    }

    private void Add(BodyKey key, long id)
    {
        if (_all.TryGetValue(key, out var ids))
            ids.Add(id);
        else
            _all[key] = [id];
    }

    private static long? IdOf(IEnumerable<long> ids) => ids.Cast<long?>().FirstOrDefault();
}
