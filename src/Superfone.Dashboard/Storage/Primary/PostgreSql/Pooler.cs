using Npgsql;

namespace Superfone.Dashboard.Storage.Primary.PostgreSql;

/// <summary>
/// Notices a pooler that gives each transaction another session of the server, such as PgBouncer in transaction mode: a session's prepared statements
/// and LISTEN are lost there.
/// </summary>
internal static class Pooler
{
    private const int Attempts = 3;

    /// <summary>Whether two connections share sessions of the server.</summary>
    /// <param name="connection">One, without a transaction.</param>
    /// <param name="source">Opens the other one.</param>
    public static bool IsBetween(NpgsqlConnection connection, NpgsqlDataSource source)
    {
        // A pooler makes up the number of the process that it tells its clients.
        if (ProcessOf(connection) == connection.ProcessID)
            return false;
        using var other = source.OpenConnection();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            // The other one holds the session that it got; in transaction mode it is the one that was just given back, or else the next may be.
            var first = ProcessOf(connection);
            using var transaction = other.BeginTransaction();
            if (ProcessOf(other) == first || ProcessOf(connection) != first)
                return true;
        }

        return false;
    }

    private static int ProcessOf(NpgsqlConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT pg_backend_pid()";
        return (int)command.ExecuteScalar()!;
    }
}
