using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace Superfone.Dashboard.Storage;

/// <summary>
/// A prepared statement on the raw SQLite handle. The log and projection run some dozens for each delivery, and a command object, which looks
/// up its parameters by name, costs more than most of them. Parameters are numbered from 1, columns from 0.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly nint _native;

    /// <summary>Prepares a statement.</summary>
    /// <exception cref="SqliteException">The statement cannot be prepared.</exception>
    public Statement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(sqlite3_prepare_v2(_database, sql, out _statement), _database);
        _native = _statement.DangerousGetHandle();
    }

    /// <summary>Binds a number, or null.</summary>
    public Statement Bind(int parameter, long? value)
    {
        Check(value is { } number ? NativeStatement.BindNumber(_native, parameter, number) : NativeStatement.BindNull(_native, parameter));
        return this;
    }

    /// <summary>Binds a text, or null.</summary>
    public Statement Bind(int parameter, string? value)
    {
        Check(value is null ? NativeStatement.BindNull(_native, parameter) : NativeStatement.BindText(_native, parameter, value));
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
        Check(value is null ? NativeStatement.BindNull(_native, parameter) : sqlite3_bind_blob(_statement, parameter, value));
        return this;
    }

    /// <summary>Binds a floating-point number, or null.</summary>
    public Statement Bind(int parameter, double? value)
    {
        Check(value is { } number ? sqlite3_bind_double(_statement, parameter, number) : NativeStatement.BindNull(_native, parameter));
        return this;
    }

    /// <summary>Binds all parameters.</summary>
    /// <param name="values">A number, a text, bytes or null for each parameter.</param>
    /// <exception cref="ArgumentException">A value is of another type.</exception>
    public Statement BindAll(params ReadOnlySpan<object?> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            _ = values[index] switch
            {
                null => Bind(index + 1, default(long?)),
                long number => Bind(index + 1, number),
                int number => Bind(index + 1, (long)number),
                string text => Bind(index + 1, text),
                double number => Bind(index + 1, number),
                byte[] bytes => Bind(index + 1, bytes),
                var other => throw new ArgumentException($"A value of type {other.GetType()} cannot be bound.", nameof(values)),
            };
        }

        return this;
    }

    /// <summary>Moves to the first or next row.</summary>
    /// <returns>Whether there is one. If so, read it, and call <see cref="Reset"/> unless all rows are read.</returns>
    /// <exception cref="SqliteException">The statement failed.</exception>
    public bool Step()
    {
        var result = NativeStatement.Step(_native);
        if (result == SQLITE_ROW)
            return true;

        Reset();
        if (result != SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(result, _database);
        return false;
    }

    /// <summary>Runs the statement and ignores its rows.</summary>
    /// <exception cref="SqliteException">The statement failed.</exception>
    public void Run()
    {
        if (Step())
            Reset();
    }

    /// <summary>Runs the statement for its first row.</summary>
    /// <param name="read">Reads the row.</param>
    /// <param name="otherwise">The result if there is no row, or its first column is null.</param>
    /// <exception cref="SqliteException">The statement failed.</exception>
    public T First<T>(Func<Statement, T> read, T otherwise)
    {
        if (!Step())
            return otherwise;
        try
        {
            return IsNull(0) ? otherwise : read(this);
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Runs the statement for all its rows.</summary>
    /// <param name="read">Reads a row.</param>
    /// <exception cref="SqliteException">The statement failed.</exception>
    public List<T> All<T>(Func<Statement, T> read)
    {
        List<T> rows = [];
        try
        {
            while (Step())
                rows.Add(read(this));
            return rows;
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Reads an integer column of the current row.</summary>
    public long Number(int column) => NativeStatement.Number(_native, column);

    /// <summary>Reads a text column of the current row.</summary>
    public string Text(int column) => NativeStatement.Text(_native, column);

    /// <summary>Reads a column of bytes of the current row.</summary>
    public byte[] Bytes(int column) => sqlite3_column_blob(_statement, column).ToArray();

    /// <summary>Reads a floating-point column of the current row.</summary>
    public double Real(int column) => sqlite3_column_double(_statement, column);

    /// <summary>Whether a column of the current row is null.</summary>
    public bool IsNull(int column) => NativeStatement.Type(_native, column) == SQLITE_NULL;

    /// <summary>Makes the statement ready to run again.</summary>
    public void Reset() => _ = NativeStatement.Reset(_native);

    /// <inheritdoc/>
    public void Dispose() => _statement.Dispose();

    private void Check(int result)
    {
        if (result != SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, _database);
    }
}
