using System.Runtime.InteropServices;

namespace Superfone.Dashboard.Storage;

/// <summary>Threads whose work can wait.</summary>
internal static class BackgroundThread
{
    private const int OfProcess = 0;
    private const int Niceness = 10;

    /// <summary>
    /// Makes the current thread give way to the threads that answer requests. On Linux, .NET ignores a thread's priority, but the system has one
    /// for each thread.
    /// </summary>
    public static void LowerPriority()
    {
        if (OperatingSystem.IsLinux())
            _ = SetPriority(OfProcess, 0, Niceness);
        else
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
    }

    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, uint who, int priority);
}
