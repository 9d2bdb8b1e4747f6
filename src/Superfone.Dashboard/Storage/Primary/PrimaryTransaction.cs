using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Superfone.Dashboard.Storage.Primary;

/// <summary>
/// A short transaction on <c>superfone.db</c> with a connection of its own. It holds the only write lock of the file from the beginning, so
/// that it cannot fail half-way because of another write. The log of deliveries waits meanwhile, so do nothing slow in it.
/// </summary>
public sealed class PrimaryTransaction : IDisposable
{
    // In a burst, the log commits in quick succession.
    private const int BusyMilliseconds = 30_000;

    private readonly SqliteConnection _connection;

    /// <summary>Begins a transaction.</summary>
    /// <param name="file">The database.</param>
    /// <param name="isDurable">Whether the commit is durable. If not, a power failure may undo it until a later commit is durable.</param>
    /// <exception cref="SqliteException">The database is missing, cannot be opened, or was locked for half a minute.</exception>
    public PrimaryTransaction(PrimaryFile file, bool isDurable = true)
    {
        _connection = file.OpenWriter();
        try
        {
            if (!isDurable)
            {
                using var command = _connection.CreateCommand();
                command.CommandText = "PRAGMA synchronous = NORMAL";
                command.ExecuteNonQuery();
            }

            _ = sqlite3_busy_timeout(_connection.Handle, BusyMilliseconds);
            Run("BEGIN IMMEDIATE");
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs a statement.</summary>
    /// <returns>The number of changed rows.</returns>
    public int Run(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Reads all rows of a statement, which may also write them.</summary>
    public List<T> Read<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(sql, values);
        using var reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }

    /// <summary>Commits. Without this call, everything is rolled back.</summary>
    /// <exception cref="SqliteException">The commit failed; everything is rolled back.</exception>
    public void Commit() => Run("COMMIT");

    /// <inheritdoc/>
    public void Dispose()
    {
        _connection.RollBack();
        _connection.Dispose();
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value switch
            {
                null => DBNull.Value,
                DateTime instant => UtcMilliseconds.Of(instant),
                Enum number => Convert.ToInt64(number, System.Globalization.CultureInfo.InvariantCulture),
                _ => value,
            });
        return command;
    }
}
