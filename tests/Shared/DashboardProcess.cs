using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Superfone.Dashboard.Tests.Shared;

/// <summary>The application as a process of its own, to test exit code, output and limits of the system.</summary>
public sealed class DashboardProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly BlockingCollection<string> _lines = [];
    private readonly Task<string> _error;

    private DashboardProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not null)
                _lines.Add(line.Data);
        };
        process.Start();
        process.BeginOutputReadLine();
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>All lines of standard output that <see cref="WaitForLine"/> has read.</summary>
    public List<string> Output { get; } = [];

    /// <summary>Starts it on a free port.</summary>
    /// <param name="workingDirectory">Where it is called; its data is below.</param>
    /// <param name="settings">Configured values.</param>
    /// <param name="shellPrefix">Shell commands to run first in the same process, such as <c>ulimit</c>.</param>
    /// <param name="program">An executable to start instead of the program beside the tests.</param>
    /// <param name="launcher">A command that becomes the program, such as one that enters a network namespace.</param>
    public static DashboardProcess Start(
        string workingDirectory, IReadOnlyDictionary<string, string>? settings = null, string shellPrefix = "", string? program = null, string launcher = "")
    {
        var command = program is null ? $"dotnet '{Path.Combine(AppContext.BaseDirectory, "Superfone.Dashboard.dll")}'" : $"'{program}'";
        var start = new ProcessStartInfo("/bin/sh")
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // An executable looks for the runtime in the usual places only; these tests may have found it elsewhere.
        start.Environment.TryAdd("DOTNET_ROOT", Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")));
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"{shellPrefix}exec {launcher} {command} \"$@\"");
        start.ArgumentList.Add("sh");
        if (settings?.ContainsKey("urls") != true)
            start.ArgumentList.Add("--urls=http://127.0.0.1:0");
        foreach (var (key, value) in settings ?? new Dictionary<string, string>())
            start.ArgumentList.Add($"--{key}={value}");
        return new DashboardProcess(new Process { StartInfo = start });
    }

    /// <summary>Runs it with a command, which ends by itself.</summary>
    /// <param name="workingDirectory">Where it is called.</param>
    /// <param name="command">The command line.</param>
    public static DashboardProcess Run(string workingDirectory, params IEnumerable<string> command) => new(new Process
    {
        StartInfo = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Superfone.Dashboard.dll"), .. command])
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        },
    });

    /// <summary>Waits for a line of standard output that contains a text.</summary>
    public string WaitForLine(string text)
    {
        var deadline = Stopwatch.StartNew();
        while (_lines.TryTake(out var line, Patience - deadline.Elapsed is { Ticks: > 0 } left ? left : TimeSpan.Zero))
        {
            Output.Add(line);
            if (line.Contains(text, StringComparison.Ordinal))
                return line.Trim();
        }

        throw new TimeoutException($"No line with '{text}' in:\n{string.Join('\n', Output)}");
    }

    /// <summary>Waits for it to end by itself.</summary>
    public async Task<(int ExitCode, string Error)> WaitForExitAsync()
    {
        using var timeout = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(timeout.Token);
        while (_lines.TryTake(out var line))
            Output.Add(line);
        return (_process.ExitCode, await _error);
    }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Asks it to end, as a service manager does.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Sends it <c>kill -9</c>, before anything else happens.</summary>
    public void Kill() => _process.Kill();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _lines.Dispose();
    }
}
