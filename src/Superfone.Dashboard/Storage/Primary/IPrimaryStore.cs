using System.Data.Common;

namespace Superfone.Dashboard.Storage.Primary;

/// <summary>
/// Where the primary database is: the file <c>superfone.db</c>, or a database of PostgreSQL. Both understand the same SQL: names without quotes,
/// parameters that begin with <c>@</c>, and nothing that only one of them knows. Thread-safe; the connections are not.
/// </summary>
public interface IPrimaryStore
{
    /// <summary>What it is, for messages, such as "The database '/data/superfone.db'".</summary>
    string Description { get; }

    /// <summary>The size of the database in bytes.</summary>
    /// <exception cref="DbException">It cannot be read.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    long SizeBytes { get; }

    /// <summary>Throws if the database is known not to exist any more.</summary>
    /// <exception cref="FileNotFoundException">The file is missing.</exception>
    void RequireExists();

    /// <summary>Opens a pooled connection, to read.</summary>
    /// <exception cref="DbException">The database cannot be opened.</exception>
    DbConnection Open();

    /// <summary>Opens a connection whose commits are durable when they return.</summary>
    /// <exception cref="DbException">The database cannot be opened.</exception>
    DbConnection OpenWriter();

    /// <summary>
    /// Opens a connection with a transaction that is the only one of its kind until it ends, so that what it reads is not changed by another one
    /// before it writes. Use it through <see cref="PrimaryTransaction"/>.
    /// </summary>
    /// <param name="isDurable">Whether the commit is durable. If not, a power failure may undo it until a later commit is durable.</param>
    /// <exception cref="DbException">The database cannot be opened, or another transaction did not end for half a minute.</exception>
    DbConnection Begin(bool isDurable);

    /// <summary>Waits until no other node prepares the database at its start, and has others wait until it is disposed.</summary>
    /// <returns><see langword="null"/> if there are no other nodes.</returns>
    /// <exception cref="DbException">Another node took minutes.</exception>
    IDisposable? EnterStart() => null;

    /// <summary>Commits, and makes sure that it is as durable as the database promises.</summary>
    /// <param name="connection">The connection on which it commits.</param>
    /// <param name="commit">Commits.</param>
    /// <exception cref="DbException">It failed, or may be lost after all.</exception>
    void Confirm(DbConnection connection, Action commit) => commit();

    /// <summary>What a write takes first in order to wait for the same as a delivery does; <see langword="null"/> if every write does.</summary>
    string? IngestLocks => null;

    /// <summary>The form in which a text can be stored.</summary>
    string Storable(string text) => text;

    /// <summary>Gives deleted space back, so that nothing of it is left in the database. All writers wait meanwhile.</summary>
    /// <param name="compacts">Whether what was deleted is rewritten without it; otherwise only what holds recent changes is emptied.</param>
    /// <returns>Whether something is left.</returns>
    /// <exception cref="DbException">The space could not be given back.</exception>
    Compaction Compact(bool compacts);
}
