using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Superfone.Dashboard.Storage.Checks;

/// <summary>
/// Opens database files for reading without changing a byte of their folder, which may be on a read-only file system. SQLite would otherwise
/// create the files of the write-ahead log, or copy it into the database.
/// </summary>
internal static class UntouchedDatabase
{
    private static readonly string Unlocked = OperatingSystem.IsWindows() ? "win32-none" : "unix-none";

    /// <summary>Opens a file. Dispose the connection soon: an instance that starts meanwhile changes the file under it.</summary>
    /// <param name="path">The full path; the file must exist.</param>
    /// <exception cref="SqliteException">The file cannot be opened.</exception>
    public static SqliteConnection Open(string path) => Open(path, IsInUse(path));

    /// <summary>
    /// Checks a file. If an instance starts meanwhile and a problem is found, the file is checked again together with that instance.
    /// </summary>
    /// <param name="path">The full path; the file must exist.</param>
    /// <param name="check">The check.</param>
    /// <param name="cancellation">Interrupts the statement that is running.</param>
    public static CheckResult Check(string path, Func<SqliteConnection, CheckResult> check, CancellationToken cancellation = default)
    {
        var isInUse = IsInUse(path);
        var result = Try(isInUse);
        return result.IsOk || isInUse || !IsInUse(path) ? result : Try(isInUse: true);

        CheckResult Try(bool isInUse)
        {
            try
            {
                using var connection = Open(path, isInUse);
                using var interrupt = cancellation.Register(() => sqlite3_interrupt(connection.Handle));
                return check(connection);
            }
            catch (SqliteException error) when (!cancellation.IsCancellationRequested)
            {
                return CheckResult.Bad(error.Message);
            }
            catch (SqliteException) when (cancellation.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellation);
            }
        }
    }

    /// <summary>Reads the first column of the first row of a query.</summary>
    public static T Read<T>(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        return (T)command.ExecuteScalar()!;
    }

    /// <summary>Checks the structure of a file: its pages, its indexes, and its full-text tables.</summary>
    public static CheckResult CheckIntegrity(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check(5)";
        using var reader = command.ExecuteReader();
        List<string> problems = [];
        while (reader.Read())
            problems.AddRange(reader.GetString(0).Split('\n').Where(line => line != "ok"));
        return CheckResult.Bad(problems);
    }

    private static SqliteConnection Open(string path, bool isInUse)
    {
        var hasLog = new FileInfo(path + "-wal") is { Exists: true, Length: > 0 };
        var uri = new Uri(path).AbsoluteUri;
        var source = isInUse ? path : hasLog ? $"{uri}?vfs={Unlocked}" : $"{uri}?immutable=1";
        return new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = source, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString()).PrepareOrDispose(connection =>
        {
            connection.Open();
            _ = sqlite3_db_config(connection.Handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);

            // Nobody else uses the file, so the index of the log can be in memory instead of a file.
            if (!isInUse)
                SqliteException.ThrowExceptionForRC(sqlite3_exec(connection.Handle, "PRAGMA locking_mode = EXCLUSIVE"), connection.Handle);
        });
    }

    // The instance that uses a folder has its lock.
    private static bool IsInUse(string path)
    {
        try
        {
            new FileStream(Path.Combine(Path.GetDirectoryName(path)!, DataDirectory.LockName), FileMode.Open, FileAccess.Read, FileShare.Read).Dispose();
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
