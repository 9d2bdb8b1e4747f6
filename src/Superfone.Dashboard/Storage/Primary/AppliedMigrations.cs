using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Superfone.Dashboard.Storage.Primary;

/// <summary>
/// Reads which migrations <c>superfone.db</c> has behind it without changing a byte of the folder: closing a database otherwise copies its
/// write-ahead log into it, which is not for us to do to a newer version's data.
/// </summary>
internal static class AppliedMigrations
{
    private static readonly string[] Suffixes = ["-wal", "-shm"];

    /// <summary>The migrations' ids; none where there is no database yet. The caller holds the folder's lock.</summary>
    /// <exception cref="SqliteException">The file is no database, or cannot be read.</exception>
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
