using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Superfone.Dashboard.Operations.Restarts;

/// <summary>
/// Listens on a socket that stays open when this process ends. Unbinding stops accepting at once, so that later connections wait for the next
/// process, and ends when every accepted connection has had its first request. Kestrel would close those that it has not read from yet.
/// </summary>
internal sealed class InheritedListener(Socket socket, SocketConnectionContextFactory connections, ConnectionDrain drain) : IConnectionListener
{
    private readonly CancellationTokenSource _unbound = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc/>
    public EndPoint EndPoint => socket.LocalEndPoint!;

    /// <inheritdoc/>
    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            try
            {
                // A connection that is accepted while the wait is cancelled is still returned.
                return Connect(await socket.AcceptAsync(_unbound.Token));
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException)
            {
                // Otherwise the sender has gone before it was accepted.
                if (_unbound.IsCancellationRequested)
                {
                    _ended.TrySetResult();
                    return null;
                }
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        await _unbound.CancelAsync();
        await _ended.Task.WaitAsync(cancellationToken);
        await drain.WaitAsync(cancellationToken);
    }

    private ConnectionContext Connect(Socket accepted)
    {
        try
        {
            if (accepted.LocalEndPoint is IPEndPoint)
                accepted.NoDelay = true;
            var connection = connections.Create(accepted);
            drain.Add(connection);
            return connection;
        }
        catch
        {
            accepted.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _unbound.Cancel();
        connections.Dispose();
        return ValueTask.CompletedTask;
    }
}
