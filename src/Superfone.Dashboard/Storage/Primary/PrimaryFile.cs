using Microsoft.Data.Sqlite;

namespace Superfone.Dashboard.Storage.Primary;

/// <summary>The file <c>superfone.db</c>, and its connections.</summary>
public sealed class PrimaryFile(DataDirectory directory) : IDisposable
{
    /// <summary>The name of the file.</summary>
    public const string Name = "superfone.db";

    /// <summary>The full path of the database.</summary>
    public string Path { get; } = System.IO.Path.Combine(directory.Path, Name);

    /// <summary>The connection string for pooled connections to the database, which must exist.</summary>
    public string ConnectionString => new SqliteConnectionStringBuilder
    {
        DataSource = Path,
        Mode = SqliteOpenMode.ReadWrite,
        Pooling = true,
    }.ConnectionString;

    /// <summary>The same, but creates the database. Only for migration: a missing database must be noticed, not replaced.</summary>
    public string CreatingConnectionString => new SqliteConnectionStringBuilder
    {
        DataSource = Path,
        Mode = SqliteOpenMode.ReadWriteCreate,
        Pooling = false,
    }.ConnectionString;

    /// <summary>Whether the file still exists. Writes to a deleted file succeed and are lost.</summary>
    public bool Exists => File.Exists(Path);

    /// <summary>Throws if the file does not exist any more.</summary>
    /// <exception cref="FileNotFoundException">The file is missing.</exception>
    public void RequireExists()
    {
        if (!Exists)
            throw new FileNotFoundException($"The database '{Path}' is gone.");
    }

    /// <summary>Opens a pooled connection.</summary>
    /// <exception cref="SqliteException">The database is missing or cannot be opened.</exception>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(ConnectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens a separate connection whose commits are durable when they return, and which overwrites what it deletes.</summary>
    /// <exception cref="SqliteException">The database is missing or cannot be opened.</exception>
    public SqliteConnection OpenWriter()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ConnectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000; PRAGMA secure_delete = ON;";
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Closes pooled connections to the file.</summary>
    public void Dispose()
    {
        using var pooled = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(pooled);
    }
}
