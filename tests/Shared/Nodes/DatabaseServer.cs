using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Superfone.Dashboard.Tests.Shared;

/// <summary>
/// A server of PostgreSQL that a test stops, starts and replaces, in a folder of its own. It ends with this process, however that ends.
/// </summary>
internal sealed class DatabaseServer : IDisposable
{
    // Runs until its input ends.
    private const string Script =
        """
        cd "$1"
        "$2/postgres" -D "$3" -p "$4" -k "$1" -c listen_addresses='*' -c max_connections=200 >>"$3.log" 2>&1 &
        server=$!
        until "$2/pg_isready" -q -h "$1" -p "$4" || ! kill -0 $server 2>/dev/null; do sleep 0.05; done
        kill -0 $server 2>/dev/null && echo ready || cat "$3.log"
        cat >/dev/null
        kill -QUIT $server 2>/dev/null; wait $server
        """;

    private readonly string _folder;
    private readonly string _name;
    private Process? _process;

    private DatabaseServer(string folder, string name) => (_folder, _name) = (folder, name);

    /// <summary>The port that it listens on, at every address.</summary>
    public int Port { get; } = NodeSwitch.FreePort();

    /// <summary>Connects to its database.</summary>
    public string ConnectionString => $"Host=127.0.0.1;Port={Port};Username=superfone;Database=superfone";

    private static string Bin => Environment.GetEnvironmentVariable("POSTGRES_BIN")!;

    private string Data => Path.Combine(_folder, _name);

    /// <summary>Makes a temporary folder for servers, which are run by another user than root.</summary>
    public static string CreateFolder()
    {
        var folder = Directory.CreateTempSubdirectory("superfone-nodes-").FullName;
        using var open = Process.Start("chmod", ["777", folder]);
        open.WaitForExit();
        return folder;
    }

    /// <summary>Makes an empty server, and its database, and starts it.</summary>
    /// <param name="folder">The folder in which it makes its own.</param>
    public static DatabaseServer Create(string folder)
    {
        var server = new DatabaseServer(folder, "primary");
        Run($"{Bin}/initdb", $"--pgdata={server.Data}", "--username=superfone", "--auth=trust", "--encoding=UTF8", "--locale=C");
        File.AppendAllText(Path.Combine(server.Data, "pg_hba.conf"), "host all all 10.0.0.0/8 trust\n");
        server.Start();
        server.Execute("CREATE DATABASE superfone", "postgres");
        return server;
    }

    /// <summary>Makes a streaming replica, starts it, and has this server's commits wait for it.</summary>
    public async Task<DatabaseServer> ReplicateAsync()
    {
        var replica = new DatabaseServer(_folder, "replica");
        Run($"{Bin}/pg_basebackup", "--pgdata", replica.Data, "--host=127.0.0.1", $"--port={Port}", "--username=superfone", "--write-recovery-conf", "--checkpoint=fast");
        replica.Start();
        Execute("ALTER SYSTEM SET synchronous_standby_names = '*'");
        Execute("SELECT pg_reload_conf()");
        await NodeSwitch.WaitAsync(
            () => Task.FromResult(Execute("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") == "1"), TimeSpan.FromSeconds(30), "The replica follows.");
        return replica;
    }

    /// <summary>Starts it, and waits until it takes connections.</summary>
    public void Start()
    {
        _process?.Dispose();
        _process = PostgresServer.Start("sh", "-c", Script, "sh", _folder, Bin, Data, Port.ToString(CultureInfo.InvariantCulture));
        if (_process.StandardOutput.ReadLine() is var line and not "ready")
            throw new InvalidOperationException($"PostgreSQL did not start: {line} {_process.StandardOutput.ReadToEnd()}");
    }

    /// <summary>Stops it.</summary>
    /// <param name="mode">As <c>pg_ctl</c> names it: <c>fast</c> ends connections and writes everything; <c>immediate</c> is a crash.</param>
    public void Stop(string mode)
    {
        Run($"{Bin}/pg_ctl", "stop", $"--pgdata={Data}", $"--mode={mode}");
        _process!.StandardInput.Close();
        _process.WaitForExit();
    }

    /// <summary>Makes a replica the server that takes writes.</summary>
    public void Promote() => Assert.Equal("True", Execute("SELECT pg_promote(true, 60)"));

    /// <summary>Sends a signal to what receives the write-ahead log, which then follows no more or again.</summary>
    public void SignalReceiver(string signal) => Run("kill", $"-{signal}", Execute("SELECT pid FROM pg_stat_wal_receiver"));

    /// <summary>Runs a statement.</summary>
    /// <returns>The first value of its result.</returns>
    public string Execute(string sql, string database = "superfone")
    {
        using var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={Port};Username=superfone;Database={database};Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar()?.ToString() ?? "";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            _process.StandardInput.Close();
            _process.WaitForExit();
        }

        _process?.Dispose();
    }

    private static void Run(params string[] command)
    {
        using var process = PostgresServer.Start(command);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', command)}: {output}");
    }
}
