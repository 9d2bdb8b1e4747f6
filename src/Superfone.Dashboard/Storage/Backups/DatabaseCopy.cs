using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Superfone.Dashboard.Storage.Backups;

/// <summary>
/// Copies a database as it is at one moment, while others read and write it. One read transaction is held for the whole copy: without it, SQLite
/// would begin again after every commit of others, and never end under load.
/// </summary>
internal static class DatabaseCopy
{
    private const int PagesPerStep = 1024;
    private const int StepsPerFlush = 4;
    private const int BusyMilliseconds = 30_000;

    /// <summary>Copies a database into a new file, durably.</summary>
    /// <exception cref="SqliteException">The database cannot be read, or the copy cannot be written.</exception>
    public static void Write(string source, string target, CancellationToken cancellation) => Write(source, target, _ => true, _ => { }, cancellation);

    /// <summary>Does the same, and reads from the database as it is copied.</summary>
    /// <param name="source">The full path of the database.</param>
    /// <param name="target">The full path of the copy: a single file, without a write-ahead log.</param>
    /// <param name="read">Reads from the same snapshot.</param>
    /// <param name="copied">Called after each step with the share that is copied: 0 to 1.</param>
    /// <param name="cancellation">Stops between steps.</param>
    /// <returns>The result of <paramref name="read"/>.</returns>
    /// <exception cref="SqliteException">The database cannot be read, or the copy cannot be written.</exception>
    public static T Write<T>(string source, string target, Func<SqliteConnection, T> read, Action<double> copied, CancellationToken cancellation)
    {
        PrivateFiles.Create(target);
        using var flush = new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        using var from = Open(source, SqliteOpenMode.ReadWrite);
        using (var to = Open(target, SqliteOpenMode.ReadWrite))
        {
            // The file is flushed here; nothing of it is used if the copy is not completed.
            Run(to, "PRAGMA journal_mode = OFF");
            Run(to, "PRAGMA synchronous = OFF");
            Run(from, "BEGIN");
            var result = read(from);
            Copy(from, to, () => flush.Flush(flushToDisk: true), copied, cancellation);
            Run(from, "COMMIT");
            to.Close();
            flush.Flush(flushToDisk: true);
            return result;
        }
    }

    /// <summary>Opens a copy that nobody changes, without creating files beside it.</summary>
    /// <param name="path">The full path.</param>
    public static SqliteConnection OpenCopy(string path)
    {
        var escaped = path.Replace("%", "%25", StringComparison.Ordinal).Replace("?", "%3f", StringComparison.Ordinal).Replace("#", "%23", StringComparison.Ordinal);
        var root = OperatingSystem.IsWindows() ? "/" : "";
        return Open($"file:{root}{escaped.Replace('\\', '/')}?immutable=1", SqliteOpenMode.ReadOnly);
    }

    /// <summary>Checks the structure of a copy.</summary>
    /// <returns>What is wrong; <see langword="null"/> if nothing is.</returns>
    public static string? FindDamage(SqliteConnection copy)
    {
        using var command = copy.CreateCommand();
        command.CommandText = "PRAGMA integrity_check(1)";
        return command.ExecuteScalar() as string is "ok" ? null : command.ExecuteScalar() as string ?? "no answer";
    }

    private static void Copy(SqliteConnection from, SqliteConnection to, Action flush, Action<double> copied, CancellationToken cancellation)
    {
        var backup = sqlite3_backup_init(to.Handle, "main", from.Handle, "main");
        if (backup.IsInvalid)
            throw new SqliteException(sqlite3_errmsg(to.Handle).utf8_to_string(), sqlite3_errcode(to.Handle), sqlite3_extended_errcode(to.Handle));
        var result = SQLITE_OK;
        try
        {
            for (var step = 1; result == SQLITE_OK; step++)
            {
                cancellation.ThrowIfCancellationRequested();
                result = sqlite3_backup_step(backup, PagesPerStep);
                if (step % StepsPerFlush == 0)
                    flush();
                var pages = sqlite3_backup_pagecount(backup);
                copied(pages == 0 ? 1 : 1 - ((double)sqlite3_backup_remaining(backup) / pages));
            }
        }
        finally
        {
            _ = sqlite3_backup_finish(backup);
        }

        if (result != SQLITE_DONE)
            throw new SqliteException(sqlite3_errstr(result).utf8_to_string(), result & 0xff, result);
    }

    private static SqliteConnection Open(string source, SqliteOpenMode mode) =>
        new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = source, Mode = mode, Pooling = false }.ToString()).PrepareOrDispose(static connection =>
        {
            connection.Open();
            _ = sqlite3_busy_timeout(connection.Handle, BusyMilliseconds);
        });

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
