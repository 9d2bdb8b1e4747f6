using System.Runtime.InteropServices;

namespace Superfone.Dashboard.Storage.Faults;

/// <summary>A counter of time that nobody sets, and that goes on while the computer sleeps: .NET's own stands still then on Linux and macOS.</summary>
internal static class Uptime
{
    // CLOCK_BOOTTIME of Linux, CLOCK_MONOTONIC of macOS.
    private static readonly int? Clock = OperatingSystem.IsLinux() ? 7 : OperatingSystem.IsMacOS() ? 6 : null;

    /// <summary>How much time has passed since a moment that stays the same while the process runs.</summary>
    /// <param name="time">The clock; another one than the system's, as in tests, counts by itself.</param>
    public static TimeSpan Of(TimeProvider time) => time == TimeProvider.System && Clock is { } clock && GetTime(clock, out var now) == 0
        ? TimeSpan.FromSeconds(now.Seconds) + TimeSpan.FromMicroseconds(now.Nanoseconds / 1000)
        : time.GetElapsedTime(0);

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetTime(int clock, out Instant now);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Instant
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
