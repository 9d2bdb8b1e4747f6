using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using static SQLitePCL.raw;

namespace Superfone.Dashboard.Operations;

/// <summary>What is wrong, as one word that gives nothing away.</summary>
internal static class HealthCause
{
    /// <summary>The log is not folded into the views.</summary>
    public const string Projection = "projection";

    /// <summary>The application is ending.</summary>
    public const string Stopping = "stopping";

    /// <summary>The database's file is gone.</summary>
    public const string Missing = "missing";

    private const string Key = "cause";

    /// <summary>A part that is unhealthy for a known cause.</summary>
    public static HealthCheckResult Unhealthy(string cause, string description) =>
        HealthCheckResult.Unhealthy(description, data: new Dictionary<string, object> { [Key] = cause });

    /// <summary>Why a part is unhealthy.</summary>
    /// <param name="name">The part.</param>
    /// <param name="entry">What was found.</param>
    public static string Of(string name, HealthReportEntry entry) => (entry.Data.GetValueOrDefault(Key), entry.Exception) switch
    {
        (string cause, _) => cause,
        (_, SqliteException error) => error.SqliteErrorCode switch
        {
            SQLITE_FULL or SQLITE_IOERR => "disk",
            SQLITE_BUSY or SQLITE_LOCKED => "locked",
            SQLITE_READONLY => "readonly",
            SQLITE_CORRUPT or SQLITE_NOTADB => "corrupt",
            SQLITE_CANTOPEN => Missing,
            _ => "database",
        },
        (_, UnauthorizedAccessException) => "readonly",
        (_, IOException) => "disk",
        _ => name == Projection ? Projection : "database",
    };
}
