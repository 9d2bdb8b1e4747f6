using Superfone.Dashboard.Operations.Commands;
using Superfone.Dashboard.Storage;

namespace Superfone.Dashboard.Tests.Operations.Commands;

/// <summary>Runs commands in this process: one of their own takes two seconds of processor time to start.</summary>
internal static class CommandRun
{
    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code, and the lines of standard output and error.</returns>
    public static async Task<(int ExitCode, List<string> Output, string Error)> InvokeAsync(params IEnumerable<string> command)
    {
        using StringWriter output = new(), error = new();
        var exitCode = await CommandLine.RunAsync([.. command], DashboardApplication.Build, TextWriter.Synchronized(output), TextWriter.Synchronized(error));

        // The end of a process does so.
        DataDirectory.CloseIdleConnections();
        return (exitCode!.Value, [.. output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)], error.ToString().Trim());
    }
}
