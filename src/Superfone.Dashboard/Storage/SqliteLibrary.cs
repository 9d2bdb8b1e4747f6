using SQLitePCL;
using static SQLitePCL.raw;

namespace Superfone.Dashboard.Storage;

/// <summary>The SQLite library of this process.</summary>
internal static class SqliteLibrary
{
    private const int MultiThread = 2; // SQLITE_CONFIG_MULTITHREAD
    private const int MemoryStatistics = 9; // SQLITE_CONFIG_MEMSTATUS

    /// <summary>
    /// Turns off what costs a twentieth of projection and is not needed: a lock around each use of a connection, although no connection is used by
    /// two threads at once, and counting memory. Later than the first connection, nothing changes.
    /// </summary>
    public static void Configure()
    {
        Batteries_V2.Init();
        _ = sqlite3_config(MultiThread);
        _ = sqlite3_config(MemoryStatistics, 0);
    }
}
