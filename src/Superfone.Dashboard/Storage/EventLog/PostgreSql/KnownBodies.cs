using System.Buffers.Binary;
using Npgsql;
using NpgsqlTypes;
using Superfone.Dashboard.Storage.Primary.Bodies;
using Superfone.Dashboard.Storage.Primary.PostgreSql;
using Superfone.Events;

namespace Superfone.Dashboard.Storage.EventLog.PostgreSql;

/// <summary>What the log has of the bodies of a batch, read at once under the log's lock, and what the batch adds to it. Used by one thread.</summary>
internal sealed class KnownBodies : IDisposable
{
    // A refused delivery may never come again, so another node that holds the lock for a while must not cost one. The tables' statistics may be
    // older than their rows.
    private static readonly string Prepare =
        $"SELECT set_config('lock_timeout', '30000', true), set_config('enable_seqscan', 'off', true), pg_advisory_xact_lock({PostgreSqlStore.LogLock})";

    private const string Latest =
        """
        SELECT DISTINCT ON (hash, status) hash, status, id, receivedutc FROM deliveries WHERE hash = ANY($1) AND status <> 1
        ORDER BY hash, status, id DESC
        """;

    private const string LatestChange = "SELECT changekey, max(id) FROM deliveries WHERE changekey = ANY($1) AND status <> 1 GROUP BY changekey";
    private const string All = "SELECT hash, status, id FROM deliveries WHERE hash = ANY($1) AND status <> 1 ORDER BY id";

    private const string Quarantined =
        $"""
        SELECT id, receivedutc, {StoredBody.Columns} FROM deliveries WHERE status = 2
            AND (receivedutc, sizebytes) IN (SELECT * FROM unnest($1, $2)) ORDER BY id
        """;

    private readonly PostgreSqlStore _store;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlBatch _lookup;
    private readonly Dictionary<BodyKey, (long Id, long ReceivedUtc)> _latest = [];
    private readonly Dictionary<string, long> _latestChanges = new(StringComparer.Ordinal);
    private readonly Dictionary<BodyKey, List<long>> _all = [];
    private readonly List<(long Id, long ReceivedUtc, byte[] Received)> _quarantined = [];

    /// <summary>Prepares the queries.</summary>
    public KnownBodies(PostgreSqlStore store, NpgsqlConnection connection)
    {
        (_store, _connection) = (store, connection);
        _lookup = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(PostgreSqlStore.Durable),
                new NpgsqlBatchCommand(Prepare),
                new NpgsqlBatchCommand($"SELECT {PostgreSqlEventLog.LastId}"),
                With(Latest, NpgsqlDbType.Array | NpgsqlDbType.Bytea),
                With(LatestChange, NpgsqlDbType.Array | NpgsqlDbType.Text),
            },
        };
        _lookup.Prepare();
    }

    /// <summary>Waits until nobody else appends, and reads what the log has.</summary>
    /// <returns>The last id of the log.</returns>
    public long Lock(IReadOnlyList<PendingDelivery> deliveries)
    {
        _latest.Clear();
        _latestChanges.Clear();
        _all.Clear();
        _quarantined.Clear();
        _lookup.BatchCommands[3].Parameters[0].Value = HashesOf(deliveries);
        _lookup.BatchCommands[4].Parameters[0].Value = deliveries.Select(delivery => delivery.Classification.ChangeKey).OfType<string>().Select(_store.Storable).Distinct().ToArray();
        var last = ReadLatest();
        ReadForImports([.. deliveries.Where(delivery => delivery.ImportSource?.IfMissing is not null)]);
        return last;
    }

    /// <summary>The latest delivery with the same JSON in the same state; a duplicate is none.</summary>
    public (long Id, long ReceivedUtc)? FindLatest(Classification read) =>
        read.CanonicalHash is not null && _latest.TryGetValue(BodyKey.Of(read), out var latest) ? latest : null;

    /// <summary>The latest change of a key; 0 if there is none.</summary>
    public long FindLatestChange(string changeKey) => _latestChanges.GetValueOrDefault(_store.Storable(changeKey));

    /// <summary>The delivery of an import that the log has already; <see langword="null"/> if the log lacks it. See <see cref="MissingDelivery"/>.</summary>
    public long? FindStored(PendingDelivery delivery, MissingDelivery missing)
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

    /// <summary>Adds a delivery of the batch, in the state in which it is stored.</summary>
    public void Add(PendingDelivery delivery, long id)
    {
        var read = delivery.Classification;
        if (delivery.Status == DeliveryState.Duplicate)
            return;
        if (read.CanonicalHash is null)
        {
            if (delivery.ImportSource?.IfMissing is not null)
                _quarantined.Add((id, delivery.ReceivedUtc, delivery.Body.Received.ToArray()));
            return;
        }

        _latest[BodyKey.Of(read)] = (id, delivery.ReceivedUtc);
        if (_all.TryGetValue(BodyKey.Of(read), out var ids))
            ids.Add(id);
        else
            _all[BodyKey.Of(read)] = [id];
        if (read.ChangeKey is not null)
            _latestChanges[_store.Storable(read.ChangeKey)] = id;
    }

    /// <inheritdoc/>
    public void Dispose() => _lookup.Dispose();

    private long ReadLatest()
    {
        using var reader = _lookup.ExecuteReader();
        reader.NextResult();
        reader.NextResult();
        reader.Read();
        var last = reader.GetInt64(0);
        reader.NextResult();
        while (reader.Read())
            _latest[BodyKey.Of(reader.GetFieldValue<byte[]>(0), (DeliveryState)reader.GetInt32(1))] = (reader.GetInt64(2), reader.GetInt64(3));
        reader.NextResult();
        while (reader.Read())
            _latestChanges[reader.GetString(0)] = reader.GetInt64(1);
        return last;
    }

    private void ReadForImports(List<PendingDelivery> imports)
    {
        if (imports.Count == 0)
            return;
        var unreadable = imports.Where(delivery => delivery.Classification.CanonicalHash is null).ToList();
        using var batch = new NpgsqlBatch(_connection)
        {
            BatchCommands = { With(All, NpgsqlDbType.Array | NpgsqlDbType.Bytea), With(Quarantined, NpgsqlDbType.Array | NpgsqlDbType.Bigint, NpgsqlDbType.Array | NpgsqlDbType.Integer) },
        };
        batch.BatchCommands[0].Parameters[0].Value = HashesOf(imports);
        batch.BatchCommands[1].Parameters[0].Value = unreadable.Select(delivery => delivery.ReceivedUtc).ToArray();
        batch.BatchCommands[1].Parameters[1].Value = unreadable.Select(delivery => delivery.Body.Received.Length).ToArray();
        using var reader = batch.ExecuteReader();
        while (reader.Read())
        {
            var key = BodyKey.Of(reader.GetFieldValue<byte[]>(0), (DeliveryState)reader.GetInt32(1));
            if (_all.TryGetValue(key, out var ids))
                ids.Add(reader.GetInt64(2));
            else
                _all[key] = [reader.GetInt64(2)];
        }

        reader.NextResult();
        while (reader.Read())
            _quarantined.Add((reader.GetInt64(0), reader.GetInt64(1), (StoredBody.Read(reader, 2) with { Encoding = null }).ContentOrBytes()));
    }

    private static byte[][] HashesOf(IEnumerable<PendingDelivery> deliveries) =>
        [.. deliveries.Select(delivery => delivery.Classification.CanonicalHash).OfType<byte[]>()];

    private static long? IdOf(IEnumerable<long> ids) => ids.Cast<long?>().FirstOrDefault();

    private static NpgsqlBatchCommand With(string sql, params ReadOnlySpan<NpgsqlDbType> types)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var type in types)
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
        return command;
    }

    // The JSON of a delivery, by its SHA-256, and its state: an event that was not recognised then, but is now, is not a duplicate.
    private readonly record struct BodyKey(UInt128 High, UInt128 Low, DeliveryState State)
    {
        public static BodyKey Of(Classification read) => Of(read.CanonicalHash!, read.State);

        public static BodyKey Of(byte[] hash, DeliveryState state) =>
            new(BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash.AsSpan(16)), state);
    }
}
