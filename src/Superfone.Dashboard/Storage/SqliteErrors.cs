using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Superfone.Dashboard.Storage;

/// <summary>Classifies errors of SQLite, and rolls back without hiding them.</summary>
internal static class SqliteErrors
{
    /// <summary>
    /// Whether storage failed, rather than the data to be stored: no permission, locked, out of memory, read-only, interrupted, I/O,
    /// corrupt, full, cannot be opened, another protocol. The operation can be retried once the cause is gone.
    /// </summary>
    public static bool IsStorage(Exception error) =>
        IsDamage(error) || error is SqliteException
        {
            SqliteErrorCode: SQLITE_PERM or SQLITE_BUSY or SQLITE_LOCKED or SQLITE_NOMEM or SQLITE_READONLY or SQLITE_INTERRUPT
                or SQLITE_IOERR or SQLITE_FULL or SQLITE_CANTOPEN or SQLITE_PROTOCOL or SQLITE_NOLFS
        };

    /// <summary>Whether the file itself is damaged, so that a retry cannot help: corrupt, not a database, missing bytes or tables.</summary>
    public static bool IsDamage(Exception error) => error is SqliteException sqlite && (sqlite.SqliteErrorCode, sqlite.SqliteExtendedErrorCode) switch
    {
        (SQLITE_CORRUPT or SQLITE_NOTADB, _) => true,
        (SQLITE_IOERR, SQLITE_IOERR_READ or SQLITE_IOERR_SHORT_READ) => true,
        (SQLITE_ERROR, _) => sqlite.Message.Contains("no such table", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>
    /// Rolls back the transaction, if there still is one. On a full disk SQLite has already done so itself, and the error of another
    /// rollback would hide the original one.
    /// </summary>
    public static void RollBack(this SqliteConnection connection)
    {
        if (connection.Handle is { IsInvalid: false, IsClosed: false } handle && sqlite3_get_autocommit(handle) == 0)
            _ = sqlite3_exec(handle, "ROLLBACK");
    }
}
