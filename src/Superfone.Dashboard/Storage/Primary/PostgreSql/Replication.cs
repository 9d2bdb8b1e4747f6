using Npgsql;

namespace Superfone.Dashboard.Storage.Primary.PostgreSql;

/// <summary>What a commit says of synchronous replicas.</summary>
internal static class Replication
{
    /// <summary>
    /// Commits, and makes sure that replicas have confirmed it where the server waits for them. When the command takes too long, its wait is cancelled:
    /// PostgreSQL then commits on its own and says so in a warning only, and a failover would lose it.
    /// </summary>
    /// <exception cref="NpgsqlException">It failed, or is committed without its replicas.</exception>
    public static void Confirm(NpgsqlConnection connection, Action commit)
    {
        string? warning = null;
        connection.Notice += Note;
        try
        {
            commit();
        }
        finally
        {
            connection.Notice -= Note;
        }

        if (warning is not null)
            throw new NpgsqlException($"The replicas did not confirm it in time: {warning}");

        void Note(object sender, NpgsqlNoticeEventArgs notice)
        {
            if (notice.Notice.SqlState == PostgresErrorCodes.Warning)
                warning = notice.Notice.MessageText;
        }
    }
}
