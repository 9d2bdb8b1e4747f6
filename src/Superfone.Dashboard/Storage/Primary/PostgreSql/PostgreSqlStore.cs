using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using Superfone.Dashboard.Configuration.Database;
using Superfone.Dashboard.Storage.Faults;

namespace Superfone.Dashboard.Storage.Primary.PostgreSql;

/// <summary>A database of PostgreSQL, and its connections.</summary>
public sealed class PostgreSqlStore : IPrimaryStore, IDisposable
{
    /// <summary>The number of the lock that each transaction of people and services takes, as that of SQLite; arbitrary.</summary>
    internal const long WriteLock = 0x5F0E_0001;

    /// <summary>The number of the lock that orders what is appended to the log.</summary>
    internal const long LogLock = 0x5F0E_0002;

    /// <summary>The time by the server's clock, in milliseconds since 1970.</summary>
    internal const string NowMilliseconds = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint";

    private const int LongestWaitMilliseconds = 30_000;

    // Less than the health check waits for its turn: otherwise all nodes are unhealthy when one stands still.
    private const int LongestIdleMilliseconds = 3_000;

    private const int LongestCompactionWaitMilliseconds = 3_000;
    private const int PauseMilliseconds = 50;
    private const int LongestIndexed = 600;
    private const char Replacement = '\uFFFD';

    /// <summary>Makes deliveries durable where the server would lose the last ones in a power failure; a stricter setting of the operator stays.</summary>
    internal const string Durable = "SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off'";

    /// <summary>Has the server end a transaction of a node that does nothing with it, such as one that was paused: all others wait for its locks.</summary>
    internal static readonly string EndsIdle = string.Create(CultureInfo.InvariantCulture, $"SET LOCAL idle_in_transaction_session_timeout = {LongestIdleMilliseconds}");

    private readonly Lazy<NpgsqlDataSource> _source;

    /// <summary>Creates a store, which connects when it is first used.</summary>
    public PostgreSqlStore(IOptions<StorageOptions> options) => _source = new(() => NpgsqlDataSource.Create(ConnectionStrings.Complete(options.Value.ConnectionString)));

    /// <summary>Its connections.</summary>
    public NpgsqlDataSource Source => _source.Value;

    /// <inheritdoc/>
    public string Description => ConnectionStrings.Describe(Source.ConnectionString);

    /// <inheritdoc/>
    public long SizeBytes
    {
        get
        {
            using var command = Source.CreateCommand("SELECT pg_database_size(current_database())");
            return (long)command.ExecuteScalar()!;
        }
    }

    /// <inheritdoc/>
    public IDisposable EnterStart() => StartTurn.Enter(Source);

    /// <inheritdoc/>
    public void RequireExists()
    {
    }

    /// <inheritdoc/>
    public DbConnection Open() => Source.OpenConnection();

    /// <inheritdoc/>
    public DbConnection OpenWriter() => Source.OpenConnection();

    /// <inheritdoc/>
    public void Confirm(DbConnection connection, Action commit) => Replication.Confirm((NpgsqlConnection)connection, commit);

    /// <inheritdoc/>
    public string? IngestLocks { get; } = string.Create(
        CultureInfo.InvariantCulture, $"{EndsIdle}; SET LOCAL lock_timeout = 5000; SELECT pg_advisory_xact_lock({LogLock}); LOCK TABLE deliveries IN ROW EXCLUSIVE MODE");

    /// <inheritdoc/>
    public DbConnection Begin(bool isDurable)
    {
        var begin = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            BEGIN ISOLATION LEVEL READ COMMITTED;
            {(isDurable ? Durable : "SET LOCAL synchronous_commit = off")};
            {EndsIdle};
            SET LOCAL lock_timeout = {LongestWaitMilliseconds};
            SELECT pg_advisory_xact_lock({WriteLock})
            """);
        return Retry(() => Open(begin));
    }

    /// <summary>Runs what begins a transaction once more if the server had closed the pooled connection meanwhile, as it does when it restarts.</summary>
    internal static T Retry<T>(Func<T> begin)
    {
        try
        {
            return begin();
        }
        catch (NpgsqlException error) when (PostgreSqlErrors.CauseOf(error) == StorageCause.Unreachable)
        {
            return begin();
        }
    }

    /// <summary>Replaces what PostgreSQL refuses: the character 0, and halves of surrogate pairs.</summary>
    public string Storable(string text) => text.Contains('\0', StringComparison.Ordinal) || text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')
        ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', Replacement)
        : text;

    /// <summary>The form in which a text can be in an index, an entry of which has at most 2,704 bytes: a longer one ends in a hash of all of it.</summary>
    internal string Indexable(string text)
    {
        var storable = Storable(text);
        return storable.Length <= LongestIndexed
            ? storable
            : $"{Storable(storable[..(LongestIndexed / 2)])}…{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(storable)))}";
    }

    /// <inheritdoc/>
    public Compaction Compact(bool compacts)
    {
        using var connection = Source.OpenConnection();
        if (compacts && !WaitForTransactions(connection))
            return Compaction.DatabaseInUse;
        using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        try
        {
            // Whoever waits for a table that a backup reads has everybody wait who comes later, deliveries among them.
            command.CommandText = $"SET lock_timeout = {LongestCompactionWaitMilliseconds}";
            command.ExecuteNonQuery();
            command.CommandText = compacts ? "VACUUM (FULL)" : "VACUUM";
            command.ExecuteNonQuery();
            return Compaction.Done;
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return Compaction.DatabaseInUse;
        }
    }

    // Rewriting a table copies the deleted rows that a transaction may still read: one of this database that began before, or one that begins while
    // a transaction from before has written something in whatever database. Whatever the role, these functions and lists show all transactions.
    private static bool WaitForTransactions(NpgsqlConnection connection)
    {
        var begun = TimeProvider.System.GetTimestamp();
        using var next = new NpgsqlCommand("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint", connection);
        using var areWritersOver = new NpgsqlCommand("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint >= $1", connection);
        areWritersOver.Parameters.Add(new NpgsqlParameter { Value = next.ExecuteScalar() });
        if (!WaitUntil(() => (bool)areWritersOver.ExecuteScalar()!, begun))
            return false;

        using var readers = new NpgsqlCommand(
            """
            SELECT coalesce(array_agg(held.virtualxid), '{}') FROM pg_locks held JOIN pg_stat_activity running ON running.pid = held.pid
            WHERE held.locktype = 'virtualxid' AND held.mode = 'ExclusiveLock' AND running.datname = current_database() AND held.pid <> pg_backend_pid()
              AND ($1 IS NULL OR held.virtualxid = ANY ($1))
            """,
            connection);
        var before = readers.Parameters.Add(new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        return WaitUntil(() => ((string[])(before.Value = readers.ExecuteScalar()!)).Length == 0, begun);
    }

    private static bool WaitUntil(Func<bool> isOver, long begun)
    {
        while (!isOver())
        {
            if (TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds > LongestCompactionWaitMilliseconds)
                return false;
            Thread.Sleep(PauseMilliseconds);
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_source.IsValueCreated)
            _source.Value.Dispose();
    }

    private NpgsqlConnection Open(string begin) => Source.OpenConnection().PrepareOrDispose(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = begin;
        command.ExecuteNonQuery();
    });
}
