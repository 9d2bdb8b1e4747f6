using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Storage.Objects;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Sqlite;

namespace Superfone.Dashboard.Storage.Backups;

/// <summary>What identifies the state of a primary database. Databases of older versions may lack tables.</summary>
/// <param name="LogId">The GUID of the log; <see langword="null"/> if it has none yet.</param>
/// <param name="LastDeliveryId">The last delivery; 0 for none.</param>
/// <param name="LastDecisionId">The last decision; 0 for none.</param>
/// <param name="LastMigration">The last migration that was applied.</param>
public sealed record PrimaryFacts(string? LogId, long LastDeliveryId, long LastDecisionId, string? LastMigration)
{
    private const string Remote = $"{ObjectStore.PathScheme}*";

    /// <summary>Reads a database.</summary>
    public static PrimaryFacts Read(SqliteConnection connection) => new(
        Find(connection, "Settings", $"SELECT Value FROM Settings WHERE Name = '{SettingStore.LogId}'") as string,
        Find(connection, "Deliveries", "SELECT MAX(Id) FROM Deliveries") as long? ?? 0,
        Find(connection, "Decisions", "SELECT MAX(Id) FROM Decisions") as long? ?? 0,
        Find(connection, "__EFMigrationsHistory", "SELECT MAX(MigrationId) FROM __EFMigrationsHistory") as string);

    /// <summary>Reads the files of recordings that a copy lists.</summary>
    /// <param name="path">The full path of the copy.</param>
    public static IReadOnlyDictionary<string, ListedFile> ReadFiles(string path)
    {
        using var copy = DatabaseCopy.OpenCopy(path);
        return ReadFiles(copy);
    }

    /// <summary>Counts the recordings in an S3 store that a database lists, and their bytes.</summary>
    public static RemoteRecordings CountRemote(SqliteConnection connection)
    {
        if (!Exists(connection, "Recordings"))
            return RemoteRecordings.None;
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*), coalesce(sum(SizeBytes), 0) FROM Recordings WHERE Path GLOB '{Remote}'";
        using var reader = command.ExecuteReader();
        reader.Read();
        return new RemoteRecordings(reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>Reads the files of recordings in the data directory that a database lists, withheld ones included.</summary>
    public static IReadOnlyDictionary<string, ListedFile> ReadFiles(SqliteConnection connection)
    {
        Dictionary<string, ListedFile> files = new(StringComparer.Ordinal);
        Add("Recordings", $"SELECT Path, SizeBytes, Sha256 FROM Recordings WHERE Path NOT GLOB '{Remote}'");
        Add("WithheldItems", $"SELECT Path, NULL, NULL FROM WithheldItems WHERE Path NOT GLOB '{Remote}'");
        return files;

        void Add(string table, string sql)
        {
            if (!Exists(connection, table))
                return;
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                files.TryAdd(reader.GetString(0), new ListedFile(
                    reader.IsDBNull(1) ? null : reader.GetInt64(1), reader.IsDBNull(2) ? null : FileCopy.Hex(reader.GetFieldValue<byte[]>(2))));
            }
        }
    }

    /// <summary>
    /// Makes a restored database a log of its own: with another GUID, nobody signed in, and without the backups of the former one.
    /// </summary>
    /// <param name="file">The restored database.</param>
    public static void BeginNewLog(PrimaryFile file)
    {
        using var connection = file.OpenWriter();
        foreach (var (table, sql) in new[]
        {
            // A session that was ended after the backup was made must not come back.
            ("Sessions", "DELETE FROM Sessions"),
            ("Settings", $"DELETE FROM Settings WHERE Name GLOB '{SettingStore.Backups}*' OR Name = '{SettingStore.MovedTo}'"),
            ("Settings", $"""
                INSERT INTO Settings (Name, Value) SELECT '{SettingStore.FormerLogIds}', Value FROM Settings WHERE Name = '{SettingStore.LogId}'
                ON CONFLICT DO UPDATE SET Value = Value || ' ' || excluded.Value
                """),
            ("Settings", $"INSERT INTO Settings (Name, Value) VALUES ('{SettingStore.LogId}', $id) ON CONFLICT DO UPDATE SET Value = excluded.Value"),
        })
        {
            if (!Exists(connection, table))
                continue;
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.Parameters.AddWithValue("$id", Guid.NewGuid().ToString());
            command.ExecuteNonQuery();
        }

        using var checkpoint = connection.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        checkpoint.ExecuteNonQuery();
    }

    /// <summary>Removes what came after a position from a scratch copy of a log.</summary>
    /// <param name="file">The copy.</param>
    /// <param name="deliveryId">The last delivery that stays.</param>
    /// <param name="decisionId">The last decision that stays.</param>
    public static void CutLog(PrimaryFile file, long deliveryId, long decisionId)
    {
        using var transaction = new PrimaryTransaction(file, isDurable: false);
        transaction.Run("DELETE FROM Deliveries WHERE Id > $id", ("$id", deliveryId));
        transaction.Run("DELETE FROM Decisions WHERE Id > $id", ("$id", decisionId));
        transaction.Commit();
    }

    /// <summary>Whether a database has a table.</summary>
    public static bool Exists(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $name";
        command.Parameters.AddWithValue("$name", table);
        return command.ExecuteScalar() is not null;
    }

    private static object? Find(SqliteConnection connection, string table, string sql)
    {
        if (!Exists(connection, table))
            return null;
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}

/// <summary>The recordings that are in an S3 store, and in no backup.</summary>
/// <param name="Count">Their number.</param>
/// <param name="SizeBytes">Their size in bytes.</param>
public sealed record RemoteRecordings(long Count, long SizeBytes)
{
    /// <summary>There are none.</summary>
    public static readonly RemoteRecordings None = new(0, 0);
}

/// <summary>A file that the database lists.</summary>
/// <param name="SizeBytes">Its size in bytes; <see langword="null"/> if it is not known.</param>
/// <param name="Sha256">Its SHA-256 in lower-case hexadecimal; <see langword="null"/> if it is not known.</param>
public sealed record ListedFile(long? SizeBytes, string? Sha256);
