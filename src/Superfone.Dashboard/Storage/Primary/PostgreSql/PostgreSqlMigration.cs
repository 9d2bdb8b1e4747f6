using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Storage.Primary.PostgreSql;

/// <summary>
/// Creates or upgrades the tables in PostgreSQL, after it has made sure that the server can be used. A node of the version before may start over tables
/// that a newer one has only added to, so that nodes are upgraded one by one.
/// </summary>
internal sealed class PostgreSqlMigration(PostgreSqlStore store, ILogger<PostgreSqlMigration>? logger = null) : IPrimaryMigration
{
    /// <summary>
    /// The last migration that took something away, or changed what it means: a version that does not know it cannot use the database any more. One that
    /// only adds tables or columns with defaults is not named here.
    /// </summary>
    internal const string LastContraction = "20261129194737_Initial";

    private const int OldestServer = 15;
    private const string History = "\"__EFMigrationsHistory\"";
    private const string Needs = "Can be used by versions that know ";

    /// <inheritdoc/>
    public void Run()
    {
        RefuseUnusableServer();
        using var turn = store.EnterStart();
        using var context = new PostgreSqlContext(new DbContextOptionsBuilder<PostgreSqlContext>().UseNpgsql(store.Source).Options);
        RefuseNewerSchema(context);
        try
        {
            context.Database.Migrate();
            NameLastContraction(context);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw Unusable($"does not let its user create tables: {error.MessageText}", error);
        }
    }

    private void RefuseUnusableServer()
    {
        try
        {
            using var connection = store.Source.OpenConnection();
            if (connection.PostgreSqlVersion.Major < OldestServer)
                throw Unusable($"has version {connection.PostgreSqlVersion}; it needs {OldestServer} or newer");
            if (Pooler.IsBetween(connection, store.Source))
                throw Unusable("is reached through a pooler in transaction mode, such as PgBouncer's pool_mode=transaction; name the server itself, or use pool_mode=session");
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT current_setting('server_encoding'), coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)";
            using var reader = command.ExecuteReader();
            reader.Read();
            if (reader.GetString(0) is var encoding and not "UTF8")
                throw Unusable($"has the encoding {encoding}; it needs UTF8");
            if (!reader.GetBoolean(1))
                throw Unusable("does not let its user create tables: grant CREATE on its schema, or make the user the owner of the database");
        }
        catch (NpgsqlException error)
        {
            throw Unusable(ReasonOf(error), error);
        }
    }

    private void RefuseNewerSchema(PostgreSqlContext context)
    {
        var known = context.Database.GetMigrations().ToList();
        if (context.Database.GetAppliedMigrations().Except(known).FirstOrDefault() is not { } unknown)
            return;
        if (FindLastContraction(context) is not { } needed || !known.Contains(needed))
            throw Unusable($"was written by a newer version of Superfone Dashboard (it knows '{unknown}'); run that version or a newer one");
        logger?.LogWarning("The database was upgraded by a newer version ({Migration}), which this one can still use: upgrade this node as well", unknown);
    }

    // A comment, because it belongs to the tables and not to what is in them, which may be moved or restored elsewhere.
    private static string? FindLastContraction(PostgreSqlContext context) => context.Database
        .SqlQueryRaw<string?>($"SELECT obj_description(to_regclass('{History}'), 'pg_class') AS \"Value\"").AsEnumerable().FirstOrDefault() is { } comment
            && comment.StartsWith(Needs, StringComparison.Ordinal) ? comment[Needs.Length..] : null;

    private static void NameLastContraction(PostgreSqlContext context)
    {
        // That of a newer version stays.
        if (string.CompareOrdinal(FindLastContraction(context), LastContraction) < 0)
            context.Database.ExecuteSqlRaw($"COMMENT ON TABLE {History} IS '{Needs}{LastContraction}'");
    }

    private StartException Unusable(string reason, Exception? error = null) => new($"{store.Description} {reason}.", error);

    private static string ReasonOf(NpgsqlException error) => error switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } refused =>
            $"refuses the user: {refused.MessageText}",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => "does not exist; create it",
        PostgresException refused => $"cannot be opened: {refused.MessageText}",
        { InnerException: SocketException socket } => $"cannot be reached: {socket.Message}",
        { InnerException: { } inner } => $"cannot be reached: {inner.Message.TrimEnd('.')}",
        _ => $"cannot be reached: {error.Message.TrimEnd('.')}",
    };
}
