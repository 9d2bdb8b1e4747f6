using System.Diagnostics;
using System.Globalization;

namespace Superfone.Dashboard.Benchmarks.Ingest;

/// <summary>The webhook as a script that one writes by hand: Express and better-sqlite3, from npm, in a process of its own.</summary>
internal sealed class ExpressScript : IDisposable
{
    private readonly Process _process;

    private ExpressScript(Process process, int port) => (_process, Webhook) = (process, new Uri($"http://127.0.0.1:{port}/api/webhook"));

    /// <summary>Where it receives.</summary>
    public Uri Webhook { get; }

    /// <summary>Installs its packages, which compiles SQLite and needs Node.js, npm and a C++ compiler, and starts it.</summary>
    /// <param name="folder">An existing folder for the packages and its database.</param>
    /// <exception cref="InvalidOperationException">A command failed.</exception>
    public static ExpressScript Start(string folder)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Ingest", "Express")))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        using (var install = Run("npm", folder, "ci", "--no-audit", "--no-fund"))
        {
            install.StandardOutput.ReadToEnd();
            install.WaitForExit();
            if (install.ExitCode != 0)
                throw new InvalidOperationException("npm could not install Express and better-sqlite3.");
        }

        var script = Run("node", folder, "server.js", "script.db");
        return script.StandardOutput.ReadLine() is { } port
            ? new ExpressScript(script, int.Parse(port, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException("The script did not start.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static Process Run(string command, string folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        start.Environment["SECRET"] = BenchmarkHost.Secret;
        start.Environment["NODE_ENV"] = "production";
        return Process.Start(start)!;
    }
}
