using Npgsql;

namespace Superfone.Dashboard.Storage.Faults;

/// <summary>Classifies errors of PostgreSQL.</summary>
internal static class PostgreSqlErrors
{
    private const string ConnectionClass = "08";
    private const string ShutdownClass = "57P";

    // idle_in_transaction_session_timeout
    private const string RestedTooLong = "25P03";

    /// <summary>Why the database does not work.</summary>
    public static StorageCause CauseOf(NpgsqlException error) => error.SqlState switch
    {
        // The server did not answer: in time, or at all.
        null => error.InnerException is TimeoutException ? StorageCause.Locked : StorageCause.Unreachable,
        PostgresErrorCodes.DiskFull => StorageCause.Full,
        PostgresErrorCodes.IoError => StorageCause.Disk,
        // A replica: the server that takes writes is not found.
        PostgresErrorCodes.ReadOnlySqlTransaction => StorageCause.Unreachable,
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled => StorageCause.Locked,
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidCatalogName => StorageCause.Missing,
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => StorageCause.Corrupt,
        PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.ObjectNotInPrerequisiteState or RestedTooLong => StorageCause.Unreachable,
        var state when state.StartsWith(ConnectionClass, StringComparison.Ordinal) || state.StartsWith(ShutdownClass, StringComparison.Ordinal) => StorageCause.Unreachable,
        _ => StorageCause.Unexpected,
    };
}
