using System.Globalization;
using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.Storage.Primary.Samples;

/// <summary>The sample data in the primary database. Its removal deletes deliveries from the log, as erasure and retention do.</summary>
public sealed class SampleLog(PrimaryFile file)
{
    /// <summary>The folder of its recordings, below the data directory.</summary>
    public const string RecordingFolder = "recordings/sample";

    // Overwrites deleted rows, so that no name is left in free pages.
    private const string Prepare = "PRAGMA secure_delete = ON";

    // No real number or UUID is in the sample's range; the id of a real call may be.
    private static readonly string[] OfCall =
    [
        "DELETE FROM Recordings WHERE CdrId = $cdrId",
        "DELETE FROM Hearings WHERE CdrId = $cdrId",
        "DELETE FROM Decisions WHERE CdrId = $cdrId",
    ];

    private static readonly string[] About =
    [
        $"DELETE FROM Recordings WHERE Path GLOB '{RecordingFolder}/*'",
        "DELETE FROM Decisions WHERE Subject GLOB $phones OR Subject GLOB $uuids",
        "DELETE FROM DeliveryOrigins WHERE NOT EXISTS (SELECT 1 FROM Deliveries WHERE Id = DeliveryId)",
        $"DELETE FROM Settings WHERE Name = '{SettingStore.SampleData}'",
    ];

    /// <summary>Records that deliveries from here on may be sample data.</summary>
    public void Begin()
    {
        using var connection = file.OpenWriter();
        using var command = Command(connection, null,
            $"INSERT INTO Settings (Name, Value) SELECT '{SettingStore.SampleData}', coalesce(MAX(Id), 0) FROM Deliveries WHERE true ON CONFLICT DO NOTHING");
        command.ExecuteNonQuery();
    }

    /// <summary>Deletes the sample data in one transaction.</summary>
    /// <returns>The new epoch of the log. A read model of an older epoch still contains the data.</returns>
    /// <exception cref="SqliteException">The data could not be deleted; none of it is.</exception>
    public long Remove()
    {
        using var connection = file.OpenWriter();
        using (var prepare = Command(connection, null, Prepare))
            prepare.ExecuteNonQuery();

        // The search comes before the transaction: it may have to scan many real deliveries, and the log's writer would wait.
        var traces = SampleTraces.Find(connection);
        using var transaction = connection.BeginTransaction(deferred: false);
        ForEach(connection, transaction, "DELETE FROM Deliveries WHERE Id = $id", "$id", traces.DeliveryIds);
        foreach (var sql in OfCall)
            ForEach(connection, transaction, sql, "$cdrId", traces.Calls);
        foreach (var sql in About)
        {
            using var delete = Command(connection, transaction, sql);
            delete.Parameters.AddWithValue("$phones", $"{SampleAccount.PhonePrefix}*");
            delete.Parameters.AddWithValue("$uuids", $"{SampleAccount.UuidPrefix}*");
            delete.ExecuteNonQuery();
        }

        // A real call with the id of a sample call has lost the sample's file. Its own recording is downloaded now.
        foreach (var (cdrId, deliveryId, expiresUtc) in traces.Announced)
        {
            using var queue = Command(connection, transaction,
                """
                INSERT INTO Recordings (CdrId, DeliveryId, Status, ExpiresUtc, Attempts) VALUES ($cdrId, $deliveryId, 0, $expires, 0)
                ON CONFLICT (CdrId) DO UPDATE SET DeliveryId = excluded.DeliveryId, ExpiresUtc = excluded.ExpiresUtc WHERE Status = 0
                """);
            queue.Parameters.AddWithValue("$cdrId", cdrId);
            queue.Parameters.AddWithValue("$deliveryId", deliveryId);
            queue.Parameters.AddWithValue("$expires", UtcMilliseconds.Of(expiresUtc));
            queue.ExecuteNonQuery();
        }

        using var count = Command(connection, transaction,
            $"INSERT INTO Settings (Name, Value) VALUES ('{SettingStore.LogEpoch}', '1') ON CONFLICT DO UPDATE SET Value = CAST(Value AS INTEGER) + 1 RETURNING Value");
        var epoch = long.Parse((string)count.ExecuteScalar()!, CultureInfo.InvariantCulture);
        transaction.Commit();
        return epoch;
    }

    private static void ForEach(SqliteConnection connection, SqliteTransaction transaction, string sql, string name, IEnumerable<long> ids)
    {
        using var delete = Command(connection, transaction, sql);
        var id = delete.Parameters.AddWithValue(name, 0L);
        foreach (var value in ids)
        {
            id.Value = value;
            delete.ExecuteNonQuery();
        }
    }

    private static SqliteCommand Command(SqliteConnection connection, SqliteTransaction? transaction, string sql)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command;
    }
}
