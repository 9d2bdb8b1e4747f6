using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Superfone.Dashboard.Tests.Shared;

/// <summary>What tests do to the primary database of a dashboard behind its back, whether or not it runs, in either store.</summary>
internal static class PrimaryDatabase
{
    /// <summary>Opens a connection.</summary>
    public static DbConnection OpenPrimary(this RunningDashboard dashboard)
    {
        DbConnection connection = dashboard.Database is { } database
            ? new NpgsqlConnection($"{database};Pooling=false")
            : new SqliteConnection($"Data Source={dashboard.PrimaryPath};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>Runs a statement.</summary>
    /// <returns>The first value of its result; empty if there is none.</returns>
    public static string RunOnPrimary(this RunningDashboard dashboard, string sql)
    {
        using var primary = dashboard.OpenPrimary();
        return Run(primary, sql);
    }

    /// <summary>Holds back all writes.</summary>
    /// <returns>Ends that.</returns>
    public static IDisposable LockPrimary(this RunningDashboard dashboard)
    {
        var connection = dashboard.OpenPrimary();
        Run(connection, TestStore.IsPostgres ? "BEGIN; LOCK TABLE deliveries, settings IN SHARE ROW EXCLUSIVE MODE" : "BEGIN IMMEDIATE");
        return connection;
    }

    /// <summary>Takes the database away.</summary>
    /// <returns>Brings it back.</returns>
    public static IDisposable LosePrimary(this RunningDashboard dashboard)
    {
        if (dashboard.Database is not { } database)
            return new MovedFile(dashboard.PrimaryPath);
        return new ClosedDatabase(new NpgsqlConnectionStringBuilder(database).Database!);
    }

    /// <summary>Deletes the keys that protect cookies and secrets.</summary>
    public static void LoseKeys(this RunningDashboard dashboard)
    {
        if (TestStore.IsPostgres)
            dashboard.RunOnPrimary("DELETE FROM datakeys");
        else
            Directory.Delete(Path.Combine(dashboard.DataDirectory, "keys"), recursive: true);
    }

    private static string Run(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString() ?? "";
    }

    private sealed class MovedFile : IDisposable
    {
        private readonly string _path;

        public MovedFile(string path)
        {
            _path = path;
            File.Move(_path, $"{_path}.away");
        }

        public void Dispose() => File.Move($"{_path}.away", _path);
    }

    private sealed class ClosedDatabase : IDisposable
    {
        private readonly string _name;

        public ClosedDatabase(string name)
        {
            _name = name;
            PostgresServer.Shared.Execute("postgres", $"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false");
            PostgresServer.Shared.Execute("postgres", $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        }

        public void Dispose() => PostgresServer.Shared.Execute("postgres", $"ALTER DATABASE {_name} WITH ALLOW_CONNECTIONS true");
    }
}
