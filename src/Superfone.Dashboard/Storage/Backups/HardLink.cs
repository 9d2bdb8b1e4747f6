using System.Runtime.InteropServices;
using System.Text;

namespace Superfone.Dashboard.Storage.Backups;

/// <summary>Gives a file a second name, so that two backups share its bytes. .NET cannot create hard links.</summary>
internal static class HardLink
{
    /// <summary>Creates a hard link.</summary>
    /// <param name="path">The new name.</param>
    /// <param name="existing">The file.</param>
    /// <returns>Whether it was created; not every file system can.</returns>
    public static bool TryCreate(string path, string existing) =>
        OperatingSystem.IsWindows() ? CreateHardLink(path, existing, 0) : Link(Terminated(existing), Terminated(path)) == 0;

    private static byte[] Terminated(string path) => [.. Encoding.UTF8.GetBytes(path), 0];

    [DllImport("libc", EntryPoint = "link")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(byte[] existing, byte[] path);

    [DllImport("kernel32", EntryPoint = "CreateHardLinkW", CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool CreateHardLink(string path, string existing, nint reserved);
}
