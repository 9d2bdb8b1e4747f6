using System.Data.Common;

namespace Superfone.Dashboard.Storage.Primary;

/// <summary>
/// Tests whether the primary database accepts a commit. It does not queue behind other writes, because it must report a lock.
/// </summary>
public sealed class IngestProbe(IPrimaryStore store, TimeProvider time)
{
    private const int LockedSeconds = 5;

    /// <summary>Durably writes one small row, the same each time.</summary>
    /// <exception cref="FileNotFoundException">The database is missing.</exception>
    /// <exception cref="DbException">The commit failed, or the database was locked for some seconds.</exception>
    public void Write()
    {
        store.RequireExists();
        using var connection = store.OpenWriter();
        using var transaction = store.IngestLocks is null ? null : connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandTimeout = LockedSeconds;
        if (store.IngestLocks is { } locks)
        {
            command.CommandText = locks;
            command.ExecuteNonQuery();
        }

        command.CommandText = "INSERT INTO Settings (Name, Value) VALUES ('IngestProbe', @at) ON CONFLICT (Name) DO UPDATE SET Value = excluded.Value";
        command.Bind("@at", time.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        command.ExecuteNonQuery();
        if (transaction is not null)
            store.Confirm(connection, transaction.Commit);
    }
}
