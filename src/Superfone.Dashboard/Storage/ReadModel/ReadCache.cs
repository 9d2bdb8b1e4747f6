using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>
/// Gives each reading connection a cache that is large enough for a page of a table of a million rows. SQLite's default of 2 MB is not.
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
