using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Superfone.Dashboard.Operations.Restarts;

/// <summary>
/// The listening sockets that a service manager has opened for this process, as <c>sd_listen_fds(3)</c> describes. They stay open while the
/// process restarts, and connections wait in them meanwhile.
/// </summary>
internal static class InheritedSockets
{
    private const int First = 3;
    private const int SetDescriptorFlags = 2;
    private const int CloseOnExec = 1;

    // Closing them would be safe, but .NET may disconnect a socket that it closes, for all processes that have it.
    private static readonly List<Socket> Kept = [];

    /// <summary>
    /// Finds the descriptors that are meant for this process, once, and hides them from its children: flags and variables are removed.
    /// </summary>
    public static IReadOnlyList<int> Take()
    {
        var isMine = Environment.GetEnvironmentVariable("LISTEN_PID") == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var hasCount = int.TryParse(Environment.GetEnvironmentVariable("LISTEN_FDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var count);
        foreach (var name in new[] { "LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES" })
            Environment.SetEnvironmentVariable(name, null);
        if (!isMine || !hasCount || OperatingSystem.IsWindows())
            return [];

        var descriptors = Enumerable.Range(First, count).ToList();
        foreach (var descriptor in descriptors)
            _ = Control(descriptor, SetDescriptorFlags, CloseOnExec);
        return descriptors;
    }

    /// <summary>Opens a descriptor as a listening socket, which stays open until the process ends.</summary>
    /// <exception cref="SocketException">It is not a socket.</exception>
    public static Socket Open(ulong descriptor)
    {
        var socket = new Socket(new SafeSocketHandle((nint)descriptor, ownsHandle: false));
        Kept.Add(socket);
        return socket;
    }

    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int descriptor, int command, int argument);
}
