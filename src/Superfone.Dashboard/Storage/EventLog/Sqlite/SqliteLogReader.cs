using System.Text.Json;
using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Bodies;
using Superfone.Dashboard.Storage.ReadModel.Rows;
using Superfone.Events;

namespace Superfone.Dashboard.Storage.EventLog.Sqlite;

/// <summary>Reads the log with prepared commands.</summary>
internal sealed class SqliteLogReader : IEventLogReader
{
    // A body has up to a megabyte, and a part of a rebuild thousands of deliveries.
    private const int MostBytes = 16 << 20;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _entries;
    private readonly SqliteCommand _deliveries;
    private readonly SqliteCommand _decisions;
    private readonly SqliteCommand _body;
    private readonly SqliteCommand _last;
    private readonly SqliteCommand _stamp;
    private readonly SqliteCommand _identity;

    /// <summary>Opens a connection.</summary>
    /// <param name="connectionString">The connection to <c>superfone.db</c>.</param>
    public SqliteLogReader(string connectionString)
        : this(Try(() => Open(connectionString)))
    {
    }

    /// <summary>Reads through an open connection.</summary>
    /// <param name="connection">The connection to <c>superfone.db</c>; disposed together with the reader.</param>
    public SqliteLogReader(SqliteConnection connection)
    {
        _connection = connection;
        _entries = Command(
            $"SELECT Id, ReceivedUtc, Status, EarlierId IS NOT NULL, {ColumnsIf("Status = 0")} FROM Deliveries WHERE Id > $0 ORDER BY Id LIMIT $1", 2);
        _deliveries = Command(
            $"""
            SELECT Id, ReceivedUtc, Status, EarlierId IS NOT NULL, {ColumnsIf("Status = 0 AND Event IN (SELECT value FROM json_each($2))")}
            FROM Deliveries WHERE Id > $0 ORDER BY Id LIMIT $1
            """, 3);
        _decisions = Command(
            $"SELECT {LogRows.DecisionColumns} FROM Decisions WHERE Id > $0 ORDER BY Id", 1);
        _body = Command($"SELECT ReceivedUtc, {StoredBody.Columns} FROM Deliveries WHERE Id = $0", 1);
        _last = Command("SELECT coalesce(MAX(Id), 0) FROM Deliveries", 0);
        _stamp = Command(
            $"""
            SELECT Name, Value FROM Settings
            WHERE Name IN ({string.Join(", ", LogRows.StampSettings.Select(name => $"'{name}'"))})
            """, 0);
        _identity = Command(
            """
            SELECT (SELECT concat_ws(' ', Id, ReceivedUtc, Status, SizeBytes, hex(Hash)) FROM Deliveries WHERE Id = $0),
                (SELECT concat_ws(' ', Id, AfterDeliveryId, AtUtc, Kind, Subject, CdrId) FROM Decisions WHERE Id = $1)
            """, 2);
    }

    /// <inheritdoc/>
    public long LastDeliveryId => Try(() => (long)_last.ExecuteScalar()!);

    /// <inheritdoc/>
    public LogStamp Stamp => Try(() =>
    {
        Dictionary<string, string> settings = [];
        using var reader = _stamp.ExecuteReader();
        while (reader.Read())
            settings[reader.GetString(0)] = reader.GetString(1);
        return LogRows.StampOf(settings);
    });

    /// <inheritdoc/>
    public string HashOf(long deliveryId, long decisionId) => (deliveryId, decisionId) == (0, 0) ? "" : Try(() =>
    {
        using var reader = Run(_identity, deliveryId, decisionId);
        reader.Read();
        return LogRows.HashOf(reader.GetValue(0), reader.GetValue(1));
    });

    /// <inheritdoc/>
    public LogBatch Read(long deliveryId, long decisionId, int limit) => Try(() => ReadSnapshot(deliveryId, decisionId, limit));

    /// <inheritdoc/>
    public IReadOnlyList<LogEntry> ReadDeliveries(long deliveryId, int limit, IEnumerable<EventKind> kinds) => Try(() =>
    {
        _deliveries.Parameters[2].Value = JsonSerializer.Serialize(kinds.Select(EventNames.Of));
        return ReadEntries(_deliveries, deliveryId, limit).Entries;
    });

    /// <inheritdoc/>
    public (DateTime ReceivedUtc, byte[] Body) ReadBody(long deliveryId) => Try(() =>
    {
        using var reader = Run(_body, deliveryId);
        return reader.Read()
            ? (UtcMilliseconds.ToInstant(reader.GetInt64(0)), LogRows.ReadContent(deliveryId, StoredBody.Read(reader, 1)))
            : throw new InvalidOperationException($"Delivery {deliveryId} is not in the log.");
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in new[] { _entries, _deliveries, _decisions, _body, _last, _stamp, _identity })
            command.Dispose();
        _connection.Dispose();
    }

    private static SqliteConnection Open(string connectionString) =>
        new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString()).PrepareOrDispose(static connection => connection.Open());

    private LogBatch ReadSnapshot(long deliveryId, long decisionId, int limit)
    {
        // One snapshot: later decisions come after every delivery that is read here.
        using var snapshot = _connection.BeginTransaction(deferred: true);
        _entries.Transaction = _decisions.Transaction = snapshot;
        var (entries, isEnd) = ReadEntries(_entries, deliveryId, limit);
        var last = isEnd ? long.MaxValue : entries[^1].Id;
        List<Decision> decisions = [];
        using (var reader = Run(_decisions, decisionId))
        {
            // In databases of older versions, the place of a decision may be before that of an earlier one, which must not be skipped.
            while (reader.Read() && LogRows.ReadDecision(reader) is var decision && decision.AfterDeliveryId <= last)
                decisions.Add(decision);
        }

        return new LogBatch(entries, decisions);
    }

    private static (List<LogEntry> Entries, bool IsEnd) ReadEntries(SqliteCommand command, long deliveryId, int limit)
    {
        List<LogEntry> entries = [];
        using var reader = Run(command, deliveryId, limit);
        for (var bytes = 0; bytes < MostBytes; bytes += entries[^1].Body?.Length ?? 0)
        {
            if (!reader.Read())
                return (entries, entries.Count < limit);
            var entry = new LogEntry(
                reader.GetInt64(0), UtcMilliseconds.ToInstant(reader.GetInt64(1)), (DeliveryState)reader.GetInt32(2), reader.GetBoolean(3), null);
            entries.Add(reader.IsDBNull(4) ? entry : LogRows.WithBody(entry, StoredBody.Read(reader, 4)));
        }

        return (entries, false);
    }

    private static T Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (SqliteException error)
        {
            throw new LogReadException(error);
        }
    }

    private static string ColumnsIf(string condition) => string.Join(", ", StoredBody.Columns.Split(", ").Select(column => $"iif({condition}, {column}, NULL)"));

    private static SqliteDataReader Run(SqliteCommand command, params ReadOnlySpan<long> values)
    {
        for (var index = 0; index < values.Length; index++)
            command.Parameters[index].Value = values[index];
        return command.ExecuteReader();
    }

    private SqliteCommand Command(string sql, int values)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var index = 0; index < values; index++)
            command.Parameters.Add(new SqliteParameter { ParameterName = $"${index}" });
        return command;
    }
}
