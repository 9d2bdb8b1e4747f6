using Npgsql;
using NpgsqlTypes;
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

    private readonly PostgreSqlStore _store;
    private readonly NpgsqlBatch _lookup;
    private readonly KnownImports _imports;
    private readonly Dictionary<BodyKey, (long Id, long ReceivedUtc)> _latest = [];
    private readonly Dictionary<string, long> _latestChanges = new(StringComparer.Ordinal);

    /// <summary>Prepares the queries.</summary>
    public KnownBodies(PostgreSqlStore store, NpgsqlConnection connection)
    {
        (_store, _imports) = (store, new KnownImports(connection));
        _lookup = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(PostgreSqlStore.Durable),
                new NpgsqlBatchCommand(PostgreSqlStore.EndsIdle),
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
        _lookup.BatchCommands[4].Parameters[0].Value = HashesOf(deliveries);
        _lookup.BatchCommands[5].Parameters[0].Value = deliveries.Select(delivery => delivery.Classification.ChangeKey).OfType<string>().Select(_store.Indexable).Distinct().ToArray();
        var last = ReadLatest();
        _imports.Read([.. deliveries.Where(delivery => delivery.ImportSource?.IfMissing is not null)]);
        return last;
    }

    /// <summary>The latest delivery with the same JSON in the same state; a duplicate is none.</summary>
    public (long Id, long ReceivedUtc)? FindLatest(Classification read) =>
        read.CanonicalHash is not null && _latest.TryGetValue(BodyKey.Of(read), out var latest) ? latest : null;

    /// <summary>The latest change of a key; 0 if there is none.</summary>
    public long FindLatestChange(string changeKey) => _latestChanges.GetValueOrDefault(_store.Indexable(changeKey));

    /// <summary>The delivery of an import that the log has already; <see langword="null"/> if the log lacks it. See <see cref="MissingDelivery"/>.</summary>
    public long? FindStored(PendingDelivery delivery, MissingDelivery missing) => _imports.Find(delivery, missing);

    /// <summary>Adds a delivery of the batch, in the state in which it is stored.</summary>
    public void Add(PendingDelivery delivery, long id)
    {
        if (delivery.Status == DeliveryState.Duplicate)
            return;
        _imports.Add(delivery, id);
        var read = delivery.Classification;
        if (read.CanonicalHash is not null)
            _latest[BodyKey.Of(read)] = (id, delivery.ReceivedUtc);
        if (read is { CanonicalHash: not null, ChangeKey: { } changeKey })
            _latestChanges[_store.Indexable(changeKey)] = id;
    }

    /// <inheritdoc/>
    public void Dispose() => _lookup.Dispose();

    /// <summary>The hashes of bodies that have one.</summary>
    internal static byte[][] HashesOf(IEnumerable<PendingDelivery> deliveries) =>
        [.. deliveries.Select(delivery => delivery.Classification.CanonicalHash).OfType<byte[]>()];

    /// <summary>A command with parameters of the given types.</summary>
    internal static NpgsqlBatchCommand With(string sql, params ReadOnlySpan<NpgsqlDbType> types)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var type in types)
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
        return command;
    }

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
}
