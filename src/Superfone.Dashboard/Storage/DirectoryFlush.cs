using System.Runtime.InteropServices;
using System.Text;

namespace Superfone.Dashboard.Storage;

/// <summary>
/// Makes new file names in a folder durable: if a power failure loses the name of a flushed file, the file is lost. .NET cannot flush
/// folders.
/// </summary>
internal static class DirectoryFlush
{
    /// <summary>Flushes a folder on Linux. Elsewhere, or if it fails, the operating system decides when names become durable.</summary>
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
