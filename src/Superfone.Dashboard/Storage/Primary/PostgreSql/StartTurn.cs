using System.Globalization;
using Npgsql;

namespace Superfone.Dashboard.Storage.Primary.PostgreSql;

/// <summary>The turn of one of several nodes that start together, until it is disposed.</summary>
internal sealed class StartTurn : IDisposable
{
    // Arbitrary, as those of the store.
    private const long Lock = 0x5F0E_0003;

    private const int LongestSeconds = 120;

    private readonly NpgsqlConnection _connection;

    private StartTurn(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Waits for the turn, for two minutes at most.</summary>
    /// <exception cref="NpgsqlException">The database cannot be reached, or another node took longer.</exception>
    public static StartTurn Enter(NpgsqlDataSource source) => new(source.OpenConnection().PrepareOrDispose(connection => Run(connection, "pg_advisory_lock")));

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Run(_connection, "pg_advisory_unlock");
        }
        catch (NpgsqlException)
        {
            // The server ends it with the connection.
        }

        _connection.Dispose();
    }

    private static void Run(NpgsqlConnection connection, string function)
    {
        using var command = connection.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"SELECT {function}({Lock})");
        command.CommandTimeout = LongestSeconds;
        command.ExecuteNonQuery();
    }
}
