using System.Data;
using System.Data.Common;
using Npgsql;
using Superfone.Dashboard.Storage.Primary.Bodies;
using Superfone.Dashboard.Storage.Primary.PostgreSql;
using Superfone.Dashboard.Storage.ReadModel.Rows;
using Superfone.Events;

namespace Superfone.Dashboard.Storage.EventLog.PostgreSql;

/// <summary>Reads the log. Each read takes a connection of the pool, so that one that the server has closed is replaced by itself.</summary>
internal sealed class PostgreSqlLogReader(PostgreSqlStore store) : IEventLogReader
{
    // Those before the first one that is behind the deliveries that are read.
    private static readonly string Decisions =
        $"""
        SELECT {LogRows.DecisionColumns} FROM decisions
        WHERE id > $1 AND id < coalesce((SELECT min(id) FROM decisions WHERE id > $1 AND afterdeliveryid > $2), 9223372036854775807) ORDER BY id
        """;

    // A body has up to a megabyte, and a part of a rebuild thousands of deliveries.
    private const int MostBytes = 16 << 20;

    private static readonly string Entries = EntriesIf("status = 0");
    private static readonly string EntriesOfKinds = EntriesIf("status = 0 AND event = ANY($3)");

    /// <inheritdoc/>
    public long LastDeliveryId => Try(() => Read(null, "SELECT coalesce(max(id), 0) FROM deliveries", row => row.GetInt64(0)).Single());

    /// <inheritdoc/>
    public LogStamp Stamp => Try(() =>
    {
        var settings = Read(
            null, "SELECT name, value FROM settings WHERE name = ANY($1)", row => KeyValuePair.Create(row.GetString(0), row.GetString(1)), (object)LogRows.StampSettings);
        return LogRows.StampOf(settings.ToDictionary());
    });

    /// <inheritdoc/>
    // The same text as in SQLite, so that a read model still fits after the log was moved.
    public string HashOf(long deliveryId, long decisionId) => (deliveryId, decisionId) == (0, 0) ? "" : Try(() =>
    {
        var (delivery, decision) = Read(
            null,
            """
            SELECT (SELECT concat_ws(' ', id, receivedutc, status, sizebytes, coalesce(upper(encode(hash, 'hex')), '')) FROM deliveries WHERE id = $1),
                (SELECT concat_ws(' ', id, afterdeliveryid, atutc, kind, subject, cdrid) FROM decisions WHERE id = $2)
            """,
            row => (row.GetValue(0), row.GetValue(1)), deliveryId, decisionId).Single();
        return LogRows.HashOf(delivery, decision);
    });

    /// <inheritdoc/>
    public LogBatch Read(long deliveryId, long decisionId, int limit) => Try(() =>
    {
        // One snapshot: later decisions come after every delivery that is read here.
        using var connection = store.Source.OpenConnection();
        using var snapshot = connection.BeginTransaction(IsolationLevel.RepeatableRead);
        var entries = Read(connection, Entries, ReadEntry, deliveryId, limit);
        var isEnd = entries.Count == 0 || (entries.Count < limit && entries[^1].IsLast);
        var last = isEnd ? long.MaxValue : entries[^1].Entry.Id;
        return new LogBatch([.. entries.Select(row => row.Entry)], Read(connection, Decisions, LogRows.ReadDecision, decisionId, last));
    });

    /// <inheritdoc/>
    public IReadOnlyList<LogEntry> ReadDeliveries(long deliveryId, int limit, IEnumerable<EventKind> kinds) => Try(
        () => Read(null, EntriesOfKinds, ReadEntry, deliveryId, limit, kinds.Select(EventNames.Of).ToArray()).ConvertAll(row => row.Entry));

    /// <inheritdoc/>
    public (DateTime ReceivedUtc, byte[] Body) ReadBody(long deliveryId) => Try(() =>
    {
        var rows = Read(null, $"SELECT receivedutc, {StoredBody.Columns} FROM deliveries WHERE id = $1", row => (UtcMilliseconds.ToInstant(row.GetInt64(0)), StoredBody.Read(row, 1)), deliveryId);
        return rows is [var (receivedUtc, body)]
            ? (receivedUtc, LogRows.ReadContent(deliveryId, body))
            : throw new InvalidOperationException($"Delivery {deliveryId} is not in the log.");
    });

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    // Deliveries before which there are fewer bytes than are read at once; the first in any case.
    private static string EntriesIf(string hasBody) =>
        $"""
        SELECT id, receivedutc, status, earlierid IS NOT NULL, CASE WHEN {hasBody} THEN body END, sizebytes, dictionary, encoding, number = total
        FROM (
            SELECT *, sum(sizebytes) OVER (ORDER BY id) AS bytes, row_number() OVER (ORDER BY id) AS number, count(*) OVER () AS total
            FROM (SELECT * FROM deliveries WHERE id > $1 ORDER BY id LIMIT $2) AS part) AS counted
        WHERE bytes - sizebytes < {MostBytes} ORDER BY id
        """;

    private static (LogEntry Entry, bool IsLast) ReadEntry(DbDataReader row)
    {
        var entry = new LogEntry(row.GetInt64(0), UtcMilliseconds.ToInstant(row.GetInt64(1)), (DeliveryState)row.GetInt32(2), row.GetBoolean(3), null);
        return (row.IsDBNull(4) ? entry : LogRows.WithBody(entry, StoredBody.Read(row, 4)), row.GetBoolean(8));
    }

    private List<T> Read<T>(NpgsqlConnection? connection, string sql, Func<DbDataReader, T> read, params ReadOnlySpan<object> values)
    {
        using var own = connection is null ? store.Source.OpenConnection() : null;
        using var command = new NpgsqlCommand(sql, connection ?? own);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        using var reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    private static T Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DbException error)
        {
            throw new LogReadException(error);
        }
    }
}
