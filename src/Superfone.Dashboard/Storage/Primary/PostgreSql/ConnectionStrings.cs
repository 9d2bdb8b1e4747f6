using System.Globalization;
using Npgsql;
using Superfone.Dashboard.Configuration.Database;

namespace Superfone.Dashboard.Storage.Primary.PostgreSql;

/// <summary>Completes the connection string of an operator.</summary>
internal static class ConnectionStrings
{
    // Npgsql's own, which are replaced.
    private const int UsualRecheckSeconds = 10;
    private const int UsualConnectSeconds = 15;

    /// <summary>Adds what is not said.</summary>
    public static NpgsqlConnectionStringBuilder Complete(string? connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "Superfone Dashboard", IncludeErrorDetail = false };

        // A firewall that forgets a quiet connection is noticed at night, and not by the first delivery of the morning.
        if (parts.KeepAlive == 0)
            parts.KeepAlive = 30;
        if (!NamesSeveral(parts))
            return parts;

        // Of a server and its replicas only one takes writes, and after a failover another one: found soon, and not held up by one that is gone.
        parts.TargetSessionAttributes ??= "primary";
        if (parts.HostRecheckSeconds == UsualRecheckSeconds)
            parts.HostRecheckSeconds = 2;
        if (parts.Timeout == UsualConnectSeconds)
            parts.Timeout = 3;
        return parts;
    }

    /// <summary>The database and the servers, for messages.</summary>
    public static string Describe(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        var servers = NamesSeveral(parts) ? parts.Host! : string.Create(CultureInfo.InvariantCulture, $"{parts.Host}:{parts.Port}");
        return $"The database '{parts.Database}' of PostgreSQL at '{servers}' ({StorageOptions.ConnectionStringKey})";
    }

    private static bool NamesSeveral(NpgsqlConnectionStringBuilder parts) => parts.Host?.Contains(',', StringComparison.Ordinal) == true;
}
