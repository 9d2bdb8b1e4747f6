using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Superfone.Dashboard.Storage.Primary.Copying;

/// <summary>Writes a new <c>superfone.db</c> from another store.</summary>
internal static class NewPrimaryFile
{
    /// <summary>Writes it, durably; it is a single file, without a write-ahead log.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="lastGivenId">The last id that was given to a delivery, which is not to be given again.</param>
    /// <param name="fill">Adds the rows.</param>
    /// <exception cref="SqliteException">It cannot be written.</exception>
    public static void Write(string path, long lastGivenId, Action<PrimaryContext> fill)
    {
        PrivateFiles.Create(path);
        using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString()))
        {
            connection.Open();

            // Nothing of the file is used unless it is complete; then it is flushed.
            Run(connection, "PRAGMA synchronous = OFF");
            using var to = new PrimaryContext(new DbContextOptionsBuilder<PrimaryContext>().UseSqlite(connection).Options);
            to.Database.Migrate();
            using (var transaction = to.Database.BeginTransaction())
            {
                fill(to);
                Run(connection, "DELETE FROM sqlite_sequence WHERE name = 'Deliveries'");
                Run(connection, "INSERT INTO sqlite_sequence (name, seq) VALUES ('Deliveries', @last)", lastGivenId);
                transaction.Commit();
            }

            Run(connection, "PRAGMA journal_mode = DELETE");
        }

        using var flush = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        flush.Flush(flushToDisk: true);
    }

    private static void Run(SqliteConnection connection, string sql, long? last = null)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        if (last is { } value)
            command.Parameters.AddWithValue("@last", value);
        command.ExecuteNonQuery();
    }
}
