using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>The options for reading the read model.</summary>
internal static class ReaderOptions
{
    /// <summary>Options of contexts that only read, and report failed reads.</summary>
    /// <param name="connectionString">The file.</param>
    /// <param name="failed">Called with the error when the file cannot be read.</param>
    public static DbContextOptions<ReadModelContext> For(string connectionString, Action<SqliteException> failed) => new DbContextOptionsBuilder<ReadModelContext>()
        .UseSqlite(connectionString)
        .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
        .AddInterceptors(new ReadCache())
        // An interceptor sees a failing command, but not a failure after the first row; this event reports both.
        .LogTo((id, _) => id == CoreEventId.QueryIterationFailed, data =>
        {
            if (data is IErrorEventData { Exception: SqliteException error })
                failed(error);
        })
        .Options;
}
