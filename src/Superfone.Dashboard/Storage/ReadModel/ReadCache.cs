using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>
/// Gives each connection that reads a cache in which a page's rows among a million have room: SQLite's own 2 MB are read anew for each page.
/// </summary>
internal sealed class ReadCache : DbConnectionInterceptor
{
    private const int KiB = 8192;

    /// <inheritdoc/>
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Enlarge(connection);

    /// <inheritdoc/>
    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Enlarge(connection);
        return Task.CompletedTask;
    }

    private static void Enlarge(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA cache_size = -{KiB}";
        command.ExecuteNonQuery();
    }
}
