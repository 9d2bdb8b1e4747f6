using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Superfone.Dashboard.Tests.Crash;

/// <summary>A system call that has succeeded.</summary>
/// <param name="Text">The call with its arguments, descriptors with their paths.</param>
/// <param name="Begin">Its beginning, as a line of the trace.</param>
/// <param name="End">Its end, as a line of the trace.</param>
internal sealed record SystemCall(string Text, int Begin, int End);

/// <summary>The system calls of a process that write, sync, rename and reply.</summary>
internal sealed partial class SystemCallTrace : IDisposable
{
    private const string Unfinished = "<unfinished ...>";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // A text is printed up to the size of a page of the database.
    private static readonly string[] Options = ["-f", "-y", "-s", "4096", "-e", "trace=pwrite64,fsync,fdatasync,write,writev,sendto,sendmsg,rename,renameat,renameat2,link,linkat"];

    private readonly Process _strace;
    private readonly string _path;

    private SystemCallTrace(Process strace, string path) => (_strace, _path) = (strace, path);

    /// <summary>Traces a process from now on. Skips the test where the system has no strace or does not let it trace.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="path">The file to write the trace to.</param>
    public static async Task<SystemCallTrace> AttachAsync(int processId, string path)
    {
        SkipWithoutStrace();
        var strace = Process.Start(new ProcessStartInfo("strace", [.. Options, "-o", path, "-p", $"{processId}"]) { RedirectStandardError = true })!;
        using var patience = new CancellationTokenSource(Patience);
        List<string> said = [];
        while (await strace.StandardError.ReadLineAsync(patience.Token) is { } line)
        {
            said.Add(line);
            if (line.Contains(" attached", StringComparison.Ordinal))
            {
                _ = strace.StandardError.ReadToEndAsync(CancellationToken.None);
                return new SystemCallTrace(strace, path);
            }
        }

        strace.Dispose();
        Assert.Skip($"strace may not trace here: {string.Join(' ', said)}");
        throw new UnreachableException();
    }

    /// <summary>Runs a command of the application to its end. Skips the test where the system has no strace or does not let it trace.</summary>
    /// <param name="path">The file to write the trace to.</param>
    /// <param name="command">The command line.</param>
    /// <returns>The calls that succeeded, in the order in which they ended.</returns>
    public static async Task<List<SystemCall>> RunAsync(string path, params IEnumerable<string> command)
    {
        SkipWithoutStrace();
        var start = new ProcessStartInfo("strace", [.. Options, "-o", path, "dotnet", Path.Combine(AppContext.BaseDirectory, "Superfone.Dashboard.dll"), .. command])
        {
            WorkingDirectory = Path.GetDirectoryName(path),
        };
        var (exitCode, _, error) = await Tool.RunAsync(start);
        Assert.SkipWhen(error.Contains("ptrace", StringComparison.OrdinalIgnoreCase), $"strace may not trace here: {error}");
        Assert.True(exitCode == 0, error);
        return Read(path);
    }

    /// <summary>Waits for the end of the process.</summary>
    /// <returns>The calls that succeeded, in the order in which they ended.</returns>
    public async Task<List<SystemCall>> ReadAsync()
    {
        await _strace.WaitForExitAsync(TestContext.Current.CancellationToken);
        return ReadSoFar();
    }

    /// <summary>Reads what was traced so far: a call is there once it has returned, which others may notice before.</summary>
    /// <returns>The calls that succeeded, in the order in which they ended.</returns>
    public List<SystemCall> ReadSoFar() => Read(_path);

    /// <inheritdoc/>
    public void Dispose() => _strace.Dispose();

    private static List<SystemCall> Read(string path)
    {
        List<SystemCall> calls = [];

        // A thread's call is printed in two lines if another thread's came between.
        Dictionary<string, (string Text, int Begin)> unfinished = [];
        foreach (var (number, line) in File.ReadLines(path).Index())
        {
            var thread = line.Split(' ')[0];
            if (line.EndsWith(Unfinished, StringComparison.Ordinal))
                unfinished[thread] = (line[..^Unfinished.Length], number);
            else if (Succeeded().IsMatch(line))
                calls.Add(line.Contains("<... ", StringComparison.Ordinal) && unfinished.Remove(thread, out var call) ? new(call.Text, call.Begin, number) : new(line, number, number));
        }

        return calls;
    }

    private static void SkipWithoutStrace() => Assert.SkipUnless(
        OperatingSystem.IsLinux() && (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "strace"))),
        "There is no strace to trace system calls with.");

    [GeneratedRegex(" = [0-9]+$")]
    private static partial Regex Succeeded();
}
