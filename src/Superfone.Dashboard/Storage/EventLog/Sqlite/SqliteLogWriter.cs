using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Storage.Primary.Bodies;
using Superfone.Dashboard.Storage.Primary.Sqlite;
using Superfone.Events;
using static SQLitePCL.raw;

namespace Superfone.Dashboard.Storage.EventLog.Sqlite;

/// <summary>Appends deliveries with prepared statements.</summary>
internal sealed class SqliteLogWriter : IEventLogWriter
{
    // A refused delivery may never come again, so another program that holds the database for a while must not cost one.
    private const int BusyMilliseconds = 30_000;

    // 128 MB. The commit that fills them copies them into the database before it returns, and all deliveries wait meanwhile.
    private const int CheckpointPages = 32_000;

    private readonly PrimaryFile _file;
    private readonly SqliteConnection _connection;
    private readonly long _windowMilliseconds;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _findEarlier;
    private readonly Statement _findLatestChange;
    private readonly Statement _findOccurrence;
    private readonly Statement _findChange;
    private readonly Statement _findQuarantined;
    private readonly Statement _insert;
    private readonly Statement _insertOrigin;

    /// <summary>Opens a connection.</summary>
    /// <param name="file">The database; it must exist.</param>
    /// <param name="duplicateWindow">The time during which the same JSON counts as a duplicate, including the end.</param>
    public SqliteLogWriter(PrimaryFile file, TimeSpan duplicateWindow)
    {
        file.RequireExists();
        _file = file;
        _windowMilliseconds = (long)duplicateWindow.TotalMilliseconds;
        _connection = file.OpenWriter();
        _ = sqlite3_busy_timeout(_connection.Handle, BusyMilliseconds);

        // Hashes are spread over their whole index; each of its pages that is not in the cache is read before it is written.
        _ = sqlite3_exec(_connection.Handle, "PRAGMA cache_size = -16384");
        _ = sqlite3_exec(_connection.Handle, $"PRAGMA wal_autocheckpoint = {CheckpointPages}");
        _begin = new Statement(_connection, "BEGIN IMMEDIATE");
        _commit = new Statement(_connection, "COMMIT");

        // An event that was not recognised then, but is now, is not a duplicate: it was never projected.
        _findEarlier = new Statement(
            _connection, "SELECT Id, ReceivedUtc FROM Deliveries WHERE Hash = ?1 AND Status <> 1 AND Status = ?2 ORDER BY Id DESC LIMIT 1");
        _findLatestChange = new Statement(_connection, "SELECT Id FROM Deliveries WHERE ChangeKey = ?1 AND Status <> 1 ORDER BY Id DESC LIMIT 1");
        _findOccurrence = new Statement(
            _connection, "SELECT Id FROM Deliveries WHERE Hash = ?1 AND Status <> 1 AND Status = ?2 ORDER BY Id LIMIT 1 OFFSET ?3");
        _findChange = new Statement(
            _connection, "SELECT Id FROM Deliveries WHERE Hash = ?1 AND Status <> 1 AND Status = ?2 AND Id > ?3 ORDER BY Id LIMIT 1");
        _findQuarantined = new Statement(_connection, "SELECT Id, Body, Dictionary FROM Deliveries WHERE Status = 2 AND ReceivedUtc = ?1 AND SizeBytes = ?2");
        _insert = new Statement(
            _connection,
            """
            INSERT INTO Deliveries (ReceivedUtc, Status, Event, Account, Reason, Hash, EarlierId, ChangeKey, SizeBytes, Body, Encoding, Dictionary)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
            """);
        _insertOrigin = new Statement(_connection, "INSERT INTO DeliveryOrigins (DeliveryId, ReplayOf, BroughtBy) VALUES (?1, ?2, ?3)");
    }

    /// <inheritdoc/>
    public void Append(IReadOnlyList<PendingDelivery> deliveries)
    {
        _file.RequireExists();
        _begin.Step();
        try
        {
            foreach (var delivery in deliveries)
                Append(delivery);
            _commit.Step();
        }
        catch
        {
            _connection.RollBack();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in new[] { _begin, _commit, _findEarlier, _findLatestChange, _findOccurrence, _findChange, _findQuarantined, _insert, _insertOrigin })
            statement.Dispose();
        _connection.Dispose();
    }

    private void Append(PendingDelivery delivery)
    {
        var read = delivery.Classification;
        var missing = delivery.ImportSource?.IfMissing;
        if (missing is not null && FindStored(delivery, missing) is { } storedId)
        {
            delivery.Status = DeliveryState.Duplicate;
            delivery.Inserted = Receipt.AlreadyStored(storedId);
            return;
        }

        // What an import lacks is no duplicate, however near the time of receipt: it would not be found when the file is imported again.
        var (earlierId, isDuplicate) = read.CanonicalHash is null ? (null, false) : FindEarlier(read, delivery.ReceivedUtc);
        delivery.Status = isDuplicate && missing is null ? DeliveryState.Duplicate : read.State;

        _insert
            .Bind(1, delivery.ReceivedUtc).Bind(2, (long)delivery.Status)
            .Bind(3, read.EventName).Bind(4, read.Account).Bind(5, delivery.Reason)
            .Bind(6, read.CanonicalHash).Bind(7, earlierId).Bind(8, read.ChangeKey)
            .Bind(9, (long)delivery.Body.Received.Length).Bind(10, delivery.Compressed ?? delivery.Body.Received.Span).Bind(11, delivery.Body.Encoding)
            .Bind(12, delivery.Compressed is null ? null : (long)BodyDictionary.Current)
            .Step();
        var id = sqlite3_last_insert_rowid(_connection.Handle);
        if (delivery.ImportSource is { } source)
            _insertOrigin.Bind(1, id).Bind(2, source.ReplayOf).Bind(3, source.By).Step();
        if (read.ChangeKey is not null)
            missing?.Changes.Add(read, id);
        delivery.SetInserted(id, earlierId);
    }

    // Quarantined bodies have no hash.
    private long? FindStored(PendingDelivery delivery, MissingDelivery missing)
    {
        var read = delivery.Classification;
        if (read.CanonicalHash is null)
            return FindQuarantined(delivery.ReceivedUtc, delivery.Body.Received.Span);
        if (read.ChangeKey is null)
            return FirstId(_findOccurrence.Bind(1, read.CanonicalHash).Bind(2, (long)read.State).Bind(3, missing.Occurrence - 1L));
        var previous = missing.Changes.Previous(read);
        if (missing.Changes.IsRepetition(read))
            return previous;
        if (FirstId(_findChange.Bind(1, read.CanonicalHash).Bind(2, (long)read.State).Bind(3, previous)) is not { } id)
            return null;
        missing.Changes.Add(read, id);
        return id;
    }

    private static long? FirstId(Statement find)
    {
        if (!find.Step())
            return null;
        var id = find.Number(0);
        find.Reset();
        return id;
    }

    private long? FindQuarantined(long receivedUtc, ReadOnlySpan<byte> received)
    {
        var length = received.Length;
        var stored = _findQuarantined.Bind(1, receivedUtc).Bind(2, (long)length).All(row =>
            (Id: row.Number(0), Body: new StoredBody(row.Bytes(1), length, row.IsNull(2) ? null : (int)row.Number(2), null)));
        foreach (var (id, body) in stored)
        {
            if (body.ContentOrBytes().AsSpan().SequenceEqual(received))
                return id;
        }

        return null;
    }

    private (long? Id, bool IsDuplicate) FindEarlier(Classification read, long receivedUtc)
    {
        if (!_findEarlier.Bind(1, read.CanonicalHash).Bind(2, (long)read.State).Step())
            return (null, false);

        var id = _findEarlier.Number(0);
        var isWithin = Math.Abs(receivedUtc - _findEarlier.Number(1)) <= _windowMilliseconds; // The clock may have been set back.
        _findEarlier.Reset();

        // A change is a duplicate only of the latest change of its key: A, B, A, B are four changes, however fast.
        return (id, isWithin && (read.ChangeKey is null || id == FindLatestChange(read.ChangeKey)));
    }

    private long FindLatestChange(string changeKey)
    {
        var id = _findLatestChange.Bind(1, changeKey).Step() ? _findLatestChange.Number(0) : 0;
        _findLatestChange.Reset();
        return id;
    }
}
