using Npgsql;
using NpgsqlTypes;
using Superfone.Dashboard.Storage.Primary.Bodies;
using Superfone.Dashboard.Storage.Primary.PostgreSql;
using Superfone.Events;

namespace Superfone.Dashboard.Storage.EventLog.PostgreSql;

/// <summary>Appends deliveries: each batch with one look at what the log has of them, and one binary copy.</summary>
internal sealed class PostgreSqlLogWriter : IEventLogWriter
{
    private const string Copy =
        """
        COPY deliveries (id, receivedutc, status, event, account, reason, hash, earlierid, changekey, sizebytes, body, encoding, dictionary)
        FROM STDIN (FORMAT BINARY)
        """;

    private const string CopyOrigins = "COPY deliveryorigins (deliveryid, replayof, broughtby) FROM STDIN (FORMAT BINARY)";

    private readonly PostgreSqlStore _store;
    private readonly long _windowMilliseconds;
    private NpgsqlConnection _connection;
    private KnownBodies _known;

    /// <summary>Opens a connection.</summary>
    /// <param name="store">The database.</param>
    /// <param name="duplicateWindow">The time during which the same JSON counts as a duplicate, including the end.</param>
    public PostgreSqlLogWriter(PostgreSqlStore store, TimeSpan duplicateWindow)
    {
        _store = store;
        _windowMilliseconds = (long)duplicateWindow.TotalMilliseconds;
        (_connection, _known) = Connect();
    }

    /// <inheritdoc/>
    public void Append(IReadOnlyList<PendingDelivery> deliveries)
    {
        var (transaction, id) = PostgreSqlStore.Retry(() => Begin(deliveries));
        using var ended = transaction;
        var stored = deliveries.Where(delivery => !IsStored(delivery)).Select(delivery => Number(delivery, ++id)).ToList();
        Write(stored);
        WriteOrigins(stored.Where(row => row.Delivery.ImportSource is not null).ToList());
        Replication.Confirm(_connection, transaction.Commit);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _known.Dispose();
        _connection.Dispose();
    }

    // The server may have closed the connection, and has then stored nothing.
    private (NpgsqlTransaction Transaction, long LastId) Begin(IReadOnlyList<PendingDelivery> deliveries)
    {
        if (_connection.FullState != System.Data.ConnectionState.Open)
        {
            Dispose();
            (_connection, _known) = Connect();
        }

        var transaction = _connection.BeginTransaction(System.Data.IsolationLevel.ReadCommitted);
        try
        {
            return (transaction, _known.Lock(deliveries));
        }
        catch
        {
            transaction.Dispose();
            throw;
        }
    }

    private (NpgsqlConnection Connection, KnownBodies Known) Connect()
    {
        var connection = _store.Source.OpenConnection();
        try
        {
            return (connection, new KnownBodies(_store, connection));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private bool IsStored(PendingDelivery delivery)
    {
        if (delivery.ImportSource?.IfMissing is not { } missing || _known.FindStored(delivery, missing) is not { } storedId)
            return false;
        delivery.Status = DeliveryState.Duplicate;
        delivery.Inserted = Receipt.AlreadyStored(storedId);
        return true;
    }

    private Row Number(PendingDelivery delivery, long id)
    {
        var read = delivery.Classification;
        var missing = delivery.ImportSource?.IfMissing;

        // What an import lacks is no duplicate, however near the time of receipt: it would not be found when the file is imported again.
        var (earlierId, isDuplicate) = FindEarlier(read, delivery.ReceivedUtc);
        delivery.Status = isDuplicate && missing is null ? DeliveryState.Duplicate : read.State;
        if (read.ChangeKey is not null)
            missing?.Changes.Add(read, id);
        _known.Add(delivery, id);
        delivery.SetInserted(id, earlierId);
        return new Row(id, earlierId, delivery);
    }

    private (long? Id, bool IsDuplicate) FindEarlier(Classification read, long receivedUtc)
    {
        if (_known.FindLatest(read) is not { } earlier)
            return (null, false);
        var isWithin = Math.Abs(receivedUtc - earlier.ReceivedUtc) <= _windowMilliseconds; // The clock may have been set back.

        // A change is a duplicate only of the latest change of its key: A, B, A, B are four changes, however fast.
        return (earlier.Id, isWithin && (read.ChangeKey is null || earlier.Id == _known.FindLatestChange(read.ChangeKey)));
    }

    private void Write(List<Row> rows)
    {
        if (rows.Count == 0)
            return;
        using var copy = _connection.BeginBinaryImport(Copy);
        foreach (var (id, earlierId, delivery) in rows)
        {
            var read = delivery.Classification;
            copy.StartRow();
            copy.Write(id, NpgsqlDbType.Bigint);
            copy.Write(delivery.ReceivedUtc, NpgsqlDbType.Bigint);
            copy.Write((int)delivery.Status, NpgsqlDbType.Integer);
            WriteText(copy, read.EventName is { } name ? _store.Indexable(name) : null);
            WriteText(copy, read.Account);
            WriteText(copy, delivery.Reason);
            WriteBytes(copy, read.CanonicalHash);
            WriteNumber(copy, earlierId);
            WriteText(copy, read.ChangeKey is { } changeKey ? _store.Indexable(changeKey) : null);
            copy.Write(delivery.Body.Received.Length, NpgsqlDbType.Integer);
            copy.Write(delivery.Compressed ?? delivery.Body.Received, NpgsqlDbType.Bytea);
            WriteText(copy, delivery.Body.Encoding);
            if (delivery.Compressed is null)
                copy.WriteNull();
            else
                copy.Write(BodyDictionary.Current, NpgsqlDbType.Integer);
        }

        copy.Complete();
    }

    private void WriteOrigins(List<Row> rows)
    {
        if (rows.Count == 0)
            return;
        using var copy = _connection.BeginBinaryImport(CopyOrigins);
        foreach (var (id, _, delivery) in rows)
        {
            copy.StartRow();
            copy.Write(id, NpgsqlDbType.Bigint);
            WriteNumber(copy, delivery.ImportSource!.ReplayOf);
            WriteText(copy, delivery.ImportSource.By);
        }

        copy.Complete();
    }

    private void WriteText(NpgsqlBinaryImporter copy, string? text)
    {
        if (text is null)
            copy.WriteNull();
        else
            copy.Write(_store.Storable(text), NpgsqlDbType.Text);
    }

    private static void WriteBytes(NpgsqlBinaryImporter copy, byte[]? bytes)
    {
        if (bytes is null)
            copy.WriteNull();
        else
            copy.Write(bytes, NpgsqlDbType.Bytea);
    }

    private static void WriteNumber(NpgsqlBinaryImporter copy, long? number)
    {
        if (number is { } value)
            copy.Write(value, NpgsqlDbType.Bigint);
        else
            copy.WriteNull();
    }

    private sealed record Row(long Id, long? EarlierId, PendingDelivery Delivery);
}
