using Microsoft.Data.Sqlite;

namespace Superfone.Dashboard.Storage.Primary;

/// <summary>Tries whether <c>superfone.db</c> takes a commit.</summary>
public sealed class IngestProbe(PrimaryFile file, TimeProvider time)
{
    private const int LockedSeconds = 5;

    /// <summary>Writes one small row durably, the same each time.</summary>
    /// <returns>Whether the database is there.</returns>
    /// <exception cref="SqliteException">It takes no commit, or was locked for some seconds.</exception>
    public bool Write()
    {
        if (!file.Exists)
            return false;
        using var connection = file.OpenWriter();
        using var command = connection.CreateCommand();
        command.CommandTimeout = LockedSeconds;
        command.CommandText = "INSERT INTO Settings (Name, Value) VALUES ('IngestProbe', $at) ON CONFLICT (Name) DO UPDATE SET Value = excluded.Value";
        command.Parameters.AddWithValue("$at", time.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        command.ExecuteNonQuery();
        return true;
    }
}
