using System.Diagnostics;
using Npgsql;

namespace Superfone.Dashboard.Tests.Storage.Primary;

/// <summary>PgBouncer before the server of the tests; skips the test where it is not installed.</summary>
internal sealed class PgBouncer : IDisposable
{
    private static int _ports = 6432;

    private readonly int _port = Interlocked.Increment(ref _ports);
    private readonly Process _process;

    private PgBouncer(string program, string mode)
    {
        var folder = PostgresServer.Shared.Folder;
        var settings = Path.Combine(folder, $"pgbouncer-{mode}.ini");
        File.WriteAllText(
            settings,
            $"""
            [databases]
            * = host={folder} user=superfone
            [pgbouncer]
            listen_addr =
            listen_port = {_port}
            unix_socket_dir = {folder}
            auth_type = any
            pool_mode = {mode}
            """);
        _process = PostgresServer.Start(program, "--quiet", settings);
        SpinWait.SpinUntil(() => File.Exists(Path.Combine(folder, $".s.PGSQL.{_port}")), TimeSpan.FromSeconds(10));
    }

    /// <summary>Starts it.</summary>
    /// <param name="mode">Its <c>pool_mode</c>.</param>
    public static PgBouncer Start(string mode)
    {
        var program = new[] { "/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/opt/homebrew/bin/pgbouncer" }.FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "PgBouncer is not installed");
        return new PgBouncer(program!, mode);
    }

    /// <summary>The way through it to a database.</summary>
    public string ConnectionTo(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString) { Port = _port }.ConnectionString;

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
