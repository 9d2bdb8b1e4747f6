using Microsoft.Data.Sqlite;

namespace Superfone.Dashboard.Storage.Primary;

/// <summary>
/// Tests whether <c>superfone.db</c> accepts a commit. It does not queue behind other writes, because it must report a lock.
/// </summary>
public sealed class IngestProbe(PrimaryFile file, TimeProvider time)
{
    private const int LockedSeconds = 5;

    /// <summary>Durably writes one small row, the same each time.</summary>
    /// <exception cref="FileNotFoundException">The database is missing.</exception>
    /// <exception cref="SqliteException">The commit failed, or the database was locked for some seconds.</exception>
    public void Write()
    {
        file.RequireExists();
        using var connection = file.OpenWriter();
        using var command = connection.CreateCommand();
        command.CommandTimeout = LockedSeconds;
        command.CommandText = "INSERT INTO Settings (Name, Value) VALUES ('IngestProbe', $at) ON CONFLICT (Name) DO UPDATE SET Value = excluded.Value";
        command.Parameters.AddWithValue("$at", time.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        command.ExecuteNonQuery();
    }
}
