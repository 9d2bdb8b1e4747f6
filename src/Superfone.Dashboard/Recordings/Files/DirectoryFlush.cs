using System.Runtime.InteropServices;
using System.Text;

namespace Superfone.Dashboard.Recordings.Files;

/// <summary>
/// Makes new names in a folder durable. A flushed file whose name is lost with the power is lost as well, and .NET opens no folders.
/// </summary>
internal static class DirectoryFlush
{
    /// <summary>Flushes a folder on Linux; elsewhere, and where the system refuses, names become durable when the system sees fit.</summary>
    public static void Flush(string directory)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var descriptor = Open([.. Encoding.UTF8.GetBytes(directory), 0], 0);
        if (descriptor < 0)
            return;
        _ = Sync(descriptor);
        _ = Close(descriptor);
    }

    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
