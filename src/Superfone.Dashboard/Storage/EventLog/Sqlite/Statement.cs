using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace Superfone.Dashboard.Storage.EventLog.Sqlite;

/// <summary>
/// A prepared statement on the raw SQLite handle. The writer runs two for each delivery, and a command object, which looks up its
/// parameters by name, costs more than the insert itself. Parameters are numbered from 1, columns from 0.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <summary>Prepares a statement.</summary>
    /// <exception cref="SqliteException">The statement cannot be prepared.</exception>
    public Statement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(sqlite3_prepare_v2(_database, sql, out _statement), _database);
    }

    /// <summary>Binds a number, or null.</summary>
    public Statement Bind(int parameter, long? value)
    {
        Check(value is { } number ? sqlite3_bind_int64(_statement, parameter, number) : sqlite3_bind_null(_statement, parameter));
        return this;
    }

    /// <summary>Binds a text, or null.</summary>
    public Statement Bind(int parameter, string? value)
    {
        Check(value is null ? sqlite3_bind_null(_statement, parameter) : sqlite3_bind_text(_statement, parameter, value));
        return this;
    }

    /// <summary>Binds bytes.</summary>
    public Statement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        // An empty span has no address, which SQLite treats as null.
        Check(value.IsEmpty ? sqlite3_bind_zeroblob(_statement, parameter, 0) : sqlite3_bind_blob(_statement, parameter, value));
        return this;
    }

    /// <summary>Binds bytes, or null.</summary>
    public Statement Bind(int parameter, byte[]? value)
    {
        Check(value is null ? sqlite3_bind_null(_statement, parameter) : sqlite3_bind_blob(_statement, parameter, value));
        return this;
    }

    /// <summary>Moves to the first row.</summary>
    /// <returns>Whether there is one. If so, read it and then call <see cref="Reset"/>.</returns>
    /// <exception cref="SqliteException">The statement failed.</exception>
    public bool Step()
    {
        var result = sqlite3_step(_statement);
        if (result == SQLITE_ROW)
            return true;

        Reset();
        if (result != SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(result, _database);
        return false;
    }

    /// <summary>Reads an integer column of the current row.</summary>
    public long Number(int column) => sqlite3_column_int64(_statement, column);

    /// <summary>Makes the statement ready to run again.</summary>
    public void Reset() => _ = sqlite3_reset(_statement);

    /// <inheritdoc/>
    public void Dispose() => _statement.Dispose();

    private void Check(int result)
    {
        if (result != SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, _database);
    }
}
