using System.Diagnostics;
using System.Runtime.InteropServices;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Operations.Status;

/// <summary>What the application runs on, and since when.</summary>
public static class ApplicationFacts
{
    /// <summary>The version of .NET.</summary>
    public static string Runtime => RuntimeInformation.FrameworkDescription;

    /// <summary>The operating system and its processor.</summary>
    public static string System => $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}";

    /// <summary>The version of the read model's tables.</summary>
    public static int ReadModelVersion => ReadModelSchema.Version;

    /// <summary>The time of the start, UTC.</summary>
    public static DateTime StartedUtc { get; } = StartOfProcess();

    private static DateTime StartOfProcess()
    {
        using var process = Process.GetCurrentProcess();
        return process.StartTime.ToUniversalTime();
    }
}
