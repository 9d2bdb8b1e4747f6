using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Superfone.Dashboard.Storage.Primary.PostgreSql;

namespace Superfone.Dashboard.Tests.Shared;

/// <summary>
/// A server of PostgreSQL in a temporary folder, reached through a socket in it. It ends with this process, however that ends, and its folder goes with
/// it. Each test has a database, copied from one that has the tables.
/// </summary>
internal sealed class PostgresServer
{
    private const string Template = "superfone_template";

    // Runs until its input ends.
    private const string Script =
        """
        cd "$1"
        "$2/initdb" --pgdata=data --username=superfone --auth=trust --encoding=UTF8 --locale=C --no-sync >log 2>&1 || { cat log; exit 1; }
        "$2/postgres" -D data -k "$1" -c listen_addresses= -c max_connections=600 -c shared_buffers=64MB $3 -c max_wal_size=4GB \
            -c autovacuum_naptime=10s >>log 2>&1 &
        server=$!
        until "$2/pg_isready" -q -h "$1" || ! kill -0 $server 2>/dev/null; do sleep 0.05; done
        kill -0 $server 2>/dev/null && echo ready || cat log
        cat >/dev/null
        kill -QUIT $server; wait $server
        rm -rf "$1"
        """;

    // The data of tests is not worth a flush of the disk.
    private const string Fast = "-c fsync=off -c full_page_writes=off";

    private static readonly Lazy<PostgresServer> Started = new(() => new PostgresServer(Path.GetTempPath(), Fast));

    private readonly Lock _copying = new();
    private readonly string _folder;
    private int _databases;

    private PostgresServer(string parent, string options)
    {
        _folder = Path.Combine(parent, $"superfone-pg-{Guid.NewGuid():N}");
        var bin = Environment.GetEnvironmentVariable("POSTGRES_BIN")
            ?? throw new InvalidOperationException("POSTGRES_BIN is not set: 'source eng/find-postgres.sh' finds or installs PostgreSQL.");
        Directory.CreateDirectory(_folder);
        Run("chmod", "700", _folder);

        if (IsRoot)
            Run("chown", "postgres", _folder);
        Process = Start("sh", "-c", Script, "sh", _folder, bin, options);
        if (Process.StandardOutput.ReadLine() is var line and not "ready")
            throw new InvalidOperationException($"PostgreSQL did not start: {line} {Process.StandardOutput.ReadToEnd()}");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop();
        Execute("postgres", $"CREATE DATABASE {Template}");
        using var context = new PostgreSqlContext(new DbContextOptionsBuilder<PostgreSqlContext>().UseNpgsql($"{ConnectionTo(Template)};Pooling=false").Options);
        context.Database.Migrate();
    }

    /// <summary>The server of this process; started when it is first used.</summary>
    public static PostgresServer Shared => Started.Value;

    /// <summary>Starts a server whose commits are flushed, as an operator's are.</summary>
    /// <param name="parent">The folder in which it makes its own.</param>
    public static PostgresServer StartDurable(string parent) => new(parent, "");

    /// <summary>The folder of its data and its socket.</summary>
    public string Folder => _folder;

    private static bool IsRoot => Environment.UserName == "root";

    private Process Process { get; }

    /// <summary>Starts a program as the user who runs the server, which refuses to be run by root.</summary>
    public static Process Start(params string[] command)
    {
        string[] user = IsRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];
        command = [.. user, .. command];
        return Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
    }

    /// <summary>Creates a database with empty tables.</summary>
    /// <returns>The connection string.</returns>
    public string CreateDatabase()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref _databases)}");
        lock (_copying)
            Execute("postgres", $"CREATE DATABASE {name} TEMPLATE {Template}");
        return ConnectionTo(name);
    }

    /// <summary>The folder with the files of a database, as its tables are now.</summary>
    public string FlushedFolderOf(string connectionString)
    {
        using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand("CHECKPOINT; SELECT oid::bigint FROM pg_database WHERE datname = current_database()", connection);
        return Path.Combine(_folder, "data", "base", string.Create(CultureInfo.InvariantCulture, $"{command.ExecuteScalar()}"));
    }

    /// <summary>Drops a database.</summary>
    public void Drop(string database) => Execute("postgres", $"DROP DATABASE IF EXISTS {database} WITH (FORCE)");

    /// <summary>The connection string of a database.</summary>
    public string ConnectionTo(string database) => $"Host={_folder};Username=superfone;Database={database};Maximum Pool Size=40";

    /// <summary>Runs a statement in a database.</summary>
    public void Execute(string database, string sql)
    {
        // The database of the administrator is asked for each test, and a connection takes longer than the answer. A test's own has to be dropped.
        using var connection = new NpgsqlConnection($"{ConnectionTo(database)};Pooling={database == "postgres"}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private void Stop()
    {
        Process.StandardInput.Close();
        Process.WaitForExit(TimeSpan.FromSeconds(10));
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
    }
}
