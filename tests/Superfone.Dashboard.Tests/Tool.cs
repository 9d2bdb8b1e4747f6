using System.Diagnostics;

namespace Superfone.Dashboard.Tests;

/// <summary>Programs of this machine, and the root of the sources.</summary>
internal static class Tool
{
    private const string Switch = "SUPERFONE_PACKAGES";

    /// <summary>The root of the sources.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Runs a program in the root of the sources; skips the test where there is none.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>Exit code and all output.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments)
    {
        var (exitCode, output, error) = await RunAsync(new ProcessStartInfo(program, arguments) { WorkingDirectory = Root });
        return (exitCode, output + error);
    }

    /// <summary>Runs a program; skips the test where there is none.</summary>
    /// <param name="start">The program, its arguments and its environment. Standard streams are redirected.</param>
    /// <param name="input">Its standard input.</param>
    /// <returns>Exit code, standard output and standard error.</returns>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(ProcessStartInfo start, string input = "")
    {
        SkipWithout(start.FileName);
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Skips a test where a program is missing.</summary>
    public static void SkipWithout(string program) => Assert.SkipUnless(Exists(program), $"There is no {program} here.");

    /// <summary>Skips a test that takes minutes or needs root, unless the switch is set.</summary>
    public static void SkipUnlessSwitchedOn() =>
        Assert.SkipUnless(Environment.GetEnvironmentVariable(Switch) is { Length: > 0 }, $"It takes minutes: set {Switch}=1.");

    private static bool Exists(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Append("/usr/sbin").Any(folder => File.Exists(Path.Combine(folder, program)));

    private static string FindRoot()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Superfone.Dashboard.sln")))
            root = root.Parent ?? throw new InvalidOperationException("The tests run from the project's sources only.");
        return root.FullName;
    }
}
