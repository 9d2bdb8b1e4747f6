using System.Globalization;
using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage.Truth;

namespace Superfone.Dashboard.Samples;

/// <summary>The sample data's place in the truth. Taking it out is the only time that anything is taken out of the log.</summary>
public sealed class SampleLog(TruthFile file)
{
    // What is deleted is also overwritten: no name stays behind in free pages.
    private const string Prepare = "PRAGMA secure_delete = ON";

    // Whatever is about the sample account, and nothing else: its ids, numbers and UUIDs lie where no real ones do.
    private static readonly string[] About =
    [
        "DELETE FROM Recordings WHERE CdrId >= $firstId",
        "DELETE FROM Hearings WHERE CdrId >= $firstId",
        "DELETE FROM Decisions WHERE CdrId >= $firstId OR Subject GLOB $phones OR Subject GLOB $uuids",
        "DELETE FROM DeliveryOrigins WHERE NOT EXISTS (SELECT 1 FROM Deliveries WHERE Id = DeliveryId)",
        $"DELETE FROM Settings WHERE Name = '{SettingStore.SampleData}'",
    ];

    /// <summary>Notes that from here on there may be sample data.</summary>
    public void Begin()
    {
        using var connection = file.OpenWriter();
        using var command = Command(connection, null,
            $"INSERT INTO Settings (Name, Value) SELECT '{SettingStore.SampleData}', coalesce(MAX(Id), 0) FROM Deliveries WHERE true ON CONFLICT DO NOTHING");
        command.ExecuteNonQuery();
    }

    /// <summary>Deletes all of it in one transaction.</summary>
    /// <returns>The log's edition from now on: views of an older one still show it.</returns>
    /// <exception cref="SqliteException">Storage refused; nothing is deleted.</exception>
    public long Remove()
    {
        using var connection = file.OpenWriter();
        using (var prepare = Command(connection, null, Prepare))
            prepare.ExecuteNonQuery();

        // Looked for before the transaction begins, for many real deliveries may have come since, and the log's writer would wait.
        var deliveries = Find(connection);
        using var transaction = connection.BeginTransaction(deferred: false);
        using (var delete = Command(connection, transaction, "DELETE FROM Deliveries WHERE Id = $id"))
        {
            var id = delete.Parameters.AddWithValue("$id", 0L);
            foreach (var delivery in deliveries)
            {
                id.Value = delivery;
                delete.ExecuteNonQuery();
            }
        }

        foreach (var sql in About)
        {
            using var delete = Command(connection, transaction, sql);
            delete.Parameters.AddWithValue("$firstId", SampleAccount.FirstId);
            delete.Parameters.AddWithValue("$phones", $"{SampleAccount.PhonePrefix}*");
            delete.Parameters.AddWithValue("$uuids", $"{SampleAccount.UuidPrefix}*");
            delete.ExecuteNonQuery();
        }

        using var count = Command(connection, transaction,
            $"INSERT INTO Settings (Name, Value) VALUES ('{SettingStore.LogEdition}', '1') ON CONFLICT DO UPDATE SET Value = CAST(Value AS INTEGER) + 1 RETURNING Value");
        var edition = long.Parse((string)count.ExecuteScalar()!, CultureInfo.InvariantCulture);
        transaction.Commit();
        return edition;
    }

    private static List<long> Find(SqliteConnection connection)
    {
        using var command = Command(connection, null,
            $"SELECT Id FROM Deliveries WHERE Id > (SELECT CAST(Value AS INTEGER) FROM Settings WHERE Name = '{SettingStore.SampleData}') AND Account = $account");
        command.Parameters.AddWithValue("$account", SampleAccount.Number);
        using var reader = command.ExecuteReader();
        List<long> found = [];
        while (reader.Read())
            found.Add(reader.GetInt64(0));
        return found;
    }

    private static SqliteCommand Command(SqliteConnection connection, SqliteTransaction? transaction, string sql)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command;
    }
}
