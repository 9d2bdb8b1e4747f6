using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Superfone.Dashboard.Tests.Operations.Restarts;

/// <summary>A listening socket that outlives the processes that inherit it, as a service manager holds it.</summary>
internal sealed class ListeningSocket : IDisposable
{
    private const int SetDescriptorFlags = 2;
    private const int CloseOnExec = 1;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ListeningSocket()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _socket.Listen(1024);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new($"http://{_socket.LocalEndPoint}");

    /// <summary>Starts the application with the socket as its descriptor 3.</summary>
    /// <param name="folder">Where it is called; its data is below.</param>
    /// <param name="settings">Configured values.</param>
    public DashboardProcess Start(string folder, IReadOnlyDictionary<string, string> settings)
    {
        var descriptor = (int)_socket.Handle;
        _ = Control(descriptor, SetDescriptorFlags, 0);
        try
        {
            // The sh of some systems cannot duplicate descriptors of two digits.
            return DashboardProcess.Start(
                folder, settings, $"exec bash -c 'export LISTEN_PID=$$ LISTEN_FDS=1; exec 3<&{descriptor} {descriptor}<&-; \"$@\"' bash ");
        }
        finally
        {
            _ = Control(descriptor, SetDescriptorFlags, CloseOnExec);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int descriptor, int command, int argument);
}
