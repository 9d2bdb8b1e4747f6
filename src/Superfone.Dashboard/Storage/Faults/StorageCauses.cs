using Microsoft.Data.Sqlite;
using Npgsql;
using Superfone.Dashboard.Storage.Objects;
using static SQLitePCL.raw;

namespace Superfone.Dashboard.Storage.Faults;

/// <summary>Finds the cause of an error of storage.</summary>
internal static class StorageCauses
{
    // Errors of Linux and macOS, and of Windows, for which .NET has no exceptions of their own.
    private const int NoSpace = 28;
    private const int ReadOnlyFileSystem = 30;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>The cause of an error.</summary>
    /// <param name="error">The error; its inner ones are looked at as well.</param>
    /// <param name="folder">
    /// The data folder, if it may be tried: of a folder that may not be written, SQLite says that its files cannot be opened, or that the disk fails.
    /// </param>
    public static StorageCause Of(Exception error, string? folder = null) => Of(error) switch
    {
        StorageCause.Disk or StorageCause.Missing when folder is not null && Directory.Exists(folder) && !CanWrite(folder) => StorageCause.ReadOnly,
        var cause => cause,
    };

    /// <summary>The cause as one word for health checks.</summary>
    public static string WordOf(StorageCause cause) => cause switch
    {
        StorageCause.Full or StorageCause.Disk => "disk",
        StorageCause.ReadOnly => "readonly",
        StorageCause.Locked => "locked",
        StorageCause.Missing => "missing",
        StorageCause.Corrupt => "corrupt",
        StorageCause.Unreachable => "unreachable",
        StorageCause.StoreRefused or StorageCause.StoreUnreachable or StorageCause.StoreSlow => "s3",
        StorageCause.ClockAhead or StorageCause.ClockBehind => "clock",
        StorageCause.Unexpected => "database",
    };

    private static StorageCause Of(Exception error) => error switch
    {
        NoRoomException => StorageCause.Full,
        ObjectStoreException store => store.Cause,
        ClockSetException clock => clock.IsAhead ? StorageCause.ClockAhead : StorageCause.ClockBehind,
        SqliteException sqlite => Of(sqlite),
        NpgsqlException server => PostgreSqlErrors.CauseOf(server),
        InvalidDataException => StorageCause.Corrupt,
        UnauthorizedAccessException => StorageCause.ReadOnly,
        FileNotFoundException or DirectoryNotFoundException or DriveNotFoundException => StorageCause.Missing,
        IOException { HResult: NoSpace or WindowsDiskFull } => StorageCause.Full,
        IOException { HResult: ReadOnlyFileSystem } => StorageCause.ReadOnly,
        IOException => StorageCause.Disk,
        { InnerException: { } inner } => Of(inner),
        _ => StorageCause.Unexpected,
    };

    private static StorageCause Of(SqliteException error) => SqliteErrors.IsDamage(error) ? StorageCause.Corrupt : error.SqliteErrorCode switch
    {
        SQLITE_FULL => StorageCause.Full,
        SQLITE_IOERR => StorageCause.Disk,
        SQLITE_BUSY or SQLITE_LOCKED => StorageCause.Locked,
        SQLITE_READONLY or SQLITE_PERM => StorageCause.ReadOnly,
        SQLITE_CANTOPEN => StorageCause.Missing,
        _ => StorageCause.Unexpected,
    };

    private static bool CanWrite(string folder)
    {
        try
        {
            var options = PrivateFiles.NewFile(FileMode.Create);
            options.Options = FileOptions.DeleteOnClose;
            new FileStream(Path.Combine(folder, "superfone.probe"), options).Dispose();
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Of(error) != StorageCause.ReadOnly;
        }
    }
}

/// <summary>Thrown before something is written for which the disk has too little room.</summary>
/// <param name="message">How much it needs, and how much there is: a sentence.</param>
internal sealed class NoRoomException(string message) : IOException(message);
