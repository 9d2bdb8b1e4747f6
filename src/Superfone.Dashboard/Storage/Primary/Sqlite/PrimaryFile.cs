using System.Data.Common;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Superfone.Dashboard.Storage.Primary.Sqlite;

/// <summary>The file <c>superfone.db</c>, and its connections. SQLite has one write lock for the file.</summary>
public sealed class PrimaryFile(DataDirectory directory) : IPrimaryStore, IDisposable
{
    // In a burst, the log commits in quick succession.
    private const int BusyMilliseconds = 30_000;

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

    /// <inheritdoc/>
    public string Description => $"The database '{Path}'";

    /// <inheritdoc/>
    public long SizeBytes => new FileInfo(Path).Length;

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
    public SqliteConnection Open() => new SqliteConnection(ConnectionString).PrepareOrDispose(static connection => connection.Open());

    /// <summary>Opens a separate connection whose commits are durable when they return, and which overwrites what it deletes.</summary>
    /// <exception cref="SqliteException">The database is missing or cannot be opened.</exception>
    public SqliteConnection OpenWriter() => new SqliteConnection(new SqliteConnectionStringBuilder
    {
        DataSource = Path,
        Mode = SqliteOpenMode.ReadWrite,
        Pooling = false,
    }.ConnectionString).PrepareOrDispose(static connection =>
    {
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000; PRAGMA secure_delete = ON;";
        command.ExecuteNonQuery();
    });

    /// <inheritdoc/>
    public Compaction Compact(bool compacts)
    {
        using var connection = OpenWriter();
        using var command = connection.CreateCommand();
        if (compacts)
        {
            command.CommandText = "VACUUM";
            command.ExecuteNonQuery();
        }

        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        using var reader = command.ExecuteReader();
        return reader.Read() && reader.GetInt64(0) == 0 ? Compaction.Done : Compaction.LogInUse;
    }

    /// <inheritdoc/>
    DbConnection IPrimaryStore.Open() => Open();

    /// <inheritdoc/>
    DbConnection IPrimaryStore.OpenWriter() => OpenWriter();

    /// <inheritdoc/>
    DbConnection IPrimaryStore.Begin(bool isDurable) => OpenWriter().PrepareOrDispose(connection =>
    {
        using var command = connection.CreateCommand();
        _ = sqlite3_busy_timeout(connection.Handle, BusyMilliseconds);
        command.CommandText = isDurable ? "BEGIN IMMEDIATE" : "PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
    });

    /// <summary>Closes pooled connections to the file.</summary>
    public void Dispose()
    {
        using var pooled = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(pooled);
    }
}
