using System.Net.Sockets;
using System.Text;

namespace Superfone.Dashboard.Tests.Operations.Restarts;

/// <summary>The socket on which a service manager receives notifications.</summary>
internal sealed class NotifySocket : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("superfone-notify-");
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    public NotifySocket() => _socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder.FullName, "notify")));

    /// <summary>The shell commands that set the variables of a watched service; a sign of life is due every three seconds.</summary>
    public string Variables => $"export NOTIFY_SOCKET='{Path.Combine(_folder.FullName, "notify")}' WATCHDOG_USEC=3000000; ";

    /// <summary>Waits for a notification that begins with a text.</summary>
    public async Task<string> WaitForAsync(string text)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromSeconds(30));
        var buffer = new byte[4096];
        while (true)
        {
            var length = await _socket.ReceiveAsync(buffer, timeout.Token);
            var state = Encoding.UTF8.GetString(buffer.AsSpan(0, length));
            if (state.StartsWith(text, StringComparison.Ordinal))
                return state;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket.Dispose();
        _folder.Delete(recursive: true);
    }
}
