using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>How the read model is read.</summary>
internal static class ReaderOptions
{
    /// <summary>Options of contexts that only read, and tell of reads that fail.</summary>
    /// <param name="connectionString">Where the read model is.</param>
    /// <param name="failed">Is told why the file could not be read.</param>
    public static DbContextOptions<ReadModelContext> For(string connectionString, Action<SqliteException> failed) => new DbContextOptionsBuilder<ReadModelContext>()
        .UseSqlite(connectionString)
        .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
        .AddInterceptors(new ReadCache())
        // An interceptor would see the command fail, but not the rows after its first; this event tells of both.
        .LogTo((id, _) => id == CoreEventId.QueryIterationFailed, data =>
        {
            if (data is IErrorEventData { Exception: SqliteException error })
                failed(error);
        })
        .Options;
}
