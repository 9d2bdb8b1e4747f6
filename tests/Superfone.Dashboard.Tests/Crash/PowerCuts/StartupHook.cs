using System.Diagnostics.CodeAnalysis;
using Superfone.Dashboard.Tests.Crash.PowerCuts;
using Superfone.Dashboard.Tests.Faults;

/// <summary>Runs in the real program before its own code, where <c>DOTNET_STARTUP_HOOKS</c> names this assembly:
/// records what SQLite writes, or makes it fail.</summary>
[SuppressMessage("Design", "CA1050:Declare types in namespaces", Justification = "The runtime looks for this name.")]
internal static class StartupHook
{
    /// <summary>Called by the runtime.</summary>
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(RecordedFiles.Variable) is { } path)
            RecordedFiles.Install(path);
        if (Environment.GetEnvironmentVariable(FailingFiles.Variable) is { } command)
            FailingFiles.Install(command);
    }
}
