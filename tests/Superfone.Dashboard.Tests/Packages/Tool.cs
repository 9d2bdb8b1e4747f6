using System.Diagnostics;

namespace Superfone.Dashboard.Tests.Packages;

/// <summary>Programs of this machine that check what is given to operators, run in the root of the sources.</summary>
internal static class Tool
{
    private const string Switch = "SUPERFONE_PACKAGES";

    /// <summary>The root of the sources.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Runs a program; skips the test where there is none.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>Exit code and all output.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments)
    {
        Assert.SkipUnless(Exists(program), $"There is no {program} here.");
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + await error);
    }

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
