using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Storage.Primary.PostgreSql;

/// <summary>Creates or upgrades the tables in PostgreSQL, after it has made sure that the server can be used.</summary>
internal sealed class PostgreSqlMigration(PostgreSqlStore store) : IPrimaryMigration
{
    private const int OldestServer = 15;

    /// <inheritdoc/>
    public void Run()
    {
        RefuseUnusableServer();
        using var context = new PostgreSqlContext(new DbContextOptionsBuilder<PostgreSqlContext>().UseNpgsql(store.Source).Options);
        RefuseNewerSchema(context);
        try
        {
            context.Database.Migrate();
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
        if (context.Database.GetAppliedMigrations().Except(context.Database.GetMigrations()).FirstOrDefault() is { } unknown)
            throw Unusable($"was written by a newer version of Superfone Dashboard (it knows '{unknown}'); run that version or a newer one");
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
