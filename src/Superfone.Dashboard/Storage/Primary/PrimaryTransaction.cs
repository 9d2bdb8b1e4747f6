using System.Data;
using System.Data.Common;
using Superfone.Dashboard.Storage.Nodes;

namespace Superfone.Dashboard.Storage.Primary;

/// <summary>
/// A short transaction on the primary database with a connection of its own. There is one at a time from the beginning, so that it cannot fail
/// half-way because of another write. In SQLite the log of deliveries waits meanwhile, so do nothing slow in it.
/// </summary>
public sealed class PrimaryTransaction : IDisposable
{
    private readonly IPrimaryStore _store;
    private readonly DbConnection _connection;
    private bool _isCommitted;

    /// <summary>Begins a transaction.</summary>
    /// <param name="store">The database.</param>
    /// <param name="isDurable">See <see cref="IPrimaryStore.Begin"/>.</param>
    /// <exception cref="DbException">The database is missing, cannot be opened, or was locked for half a minute.</exception>
    /// <exception cref="OperationCanceledException">The work of which it is a part is done by another node by now.</exception>
    public PrimaryTransaction(IPrimaryStore store, bool isDurable = true)
    {
        (_store, _connection) = (store, store.Begin(isDurable));
        try
        {
            WorkFence.Current?.Hold(_connection);
        }
        catch
        {
            Dispose();
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
    public List<T> Read<T>(string sql, Func<DbDataReader, T> row, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(sql, values);
        using var reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }

    /// <summary>Commits. Without this call, everything is rolled back.</summary>
    /// <exception cref="DbException">The commit failed; everything is rolled back.</exception>
    public void Commit()
    {
        _store.Confirm(_connection, () => Run("COMMIT"));
        _isCommitted = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_isCommitted && _connection.State == ConnectionState.Open)
            RollBack();
        _connection.Dispose();
    }

    // The failed statement may have rolled back by itself, and another error would hide the first one.
    private void RollBack()
    {
        try
        {
            Run("ROLLBACK");
        }
        catch (DbException)
        {
        }
    }

    private DbCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Bind(name, value is string text ? _store.Storable(text) : value);
        return command;
    }
}
