using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Superfone.Dashboard.Storage.Primary.Sqlite;

/// <summary>
/// Reads the migrations that were applied to <c>superfone.db</c>, without changing a byte of the folder. Closing a database normally copies
/// its write-ahead log into it, and the data may belong to a newer version.
/// </summary>
internal static class AppliedMigrations
{
    private static readonly string[] Suffixes = ["-wal", "-shm"];

    /// <summary>The ids of the migrations; none if there is no database yet. The caller holds the lock of the folder.</summary>
    /// <exception cref="SqliteException">The file is not a database, or cannot be read.</exception>
    public static IReadOnlyList<string> Read(PrimaryFile file)
    {
        if (!file.Exists)
            return [];
        var absent = Suffixes.Select(suffix => file.Path + suffix).Where(path => !File.Exists(path)).ToList();
        try
        {
            return ReadUntouched(file.Path);
        }
        finally
        {
            absent.ForEach(File.Delete);
        }
    }

    private static List<string> ReadUntouched(string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        _ = sqlite3_db_config(connection.Handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);
        return Read(connection);
    }

    /// <summary>The ids of the migrations that were applied to an open database.</summary>
    /// <exception cref="SqliteException">The file is not a database, or cannot be read.</exception>
    public static List<string> Read(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1 FROM sqlite_master WHERE name = '__EFMigrationsHistory'";
        if (command.ExecuteScalar() is null)
            return [];

        command.CommandText = "SELECT MigrationId FROM __EFMigrationsHistory ORDER BY MigrationId";
        using var reader = command.ExecuteReader();
        List<string> migrations = [];
        while (reader.Read())
            migrations.Add(reader.GetString(0));
        return migrations;
    }
}
