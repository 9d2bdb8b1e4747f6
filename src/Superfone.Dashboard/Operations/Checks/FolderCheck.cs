using System.Runtime.InteropServices;
using System.Text;
using Superfone.Dashboard.Storage.Checks;

namespace Superfone.Dashboard.Operations.Checks;

/// <summary>Checks the data folder, without creating a file in it.</summary>
internal static class FolderCheck
{
    private const int Write = 2;
    private const UnixFileMode ForOthers =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Checks that the folder exists, can be written, and is private.</summary>
    /// <param name="path">The full path.</param>
    public static CheckResult Run(string path)
    {
        if (!Directory.Exists(path))
            return CheckResult.Bad($"'{path}' does not exist; name the folder with --Superfone:Data:Directory");
        if (OperatingSystem.IsWindows())
            return CheckResult.Ok();
        if (Access([.. Encoding.UTF8.GetBytes(path), 0], Write) != 0)
            return CheckResult.Bad($"'{path}' cannot be written: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
        return (File.GetUnixFileMode(path) & ForOthers) != 0
            ? CheckResult.Ok($"other users of this computer may read '{path}' until the next start")
            : CheckResult.Ok();
    }

    [DllImport("libc", EntryPoint = "access", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Access(byte[] path, int mode);
}
