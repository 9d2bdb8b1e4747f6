using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Superfone.Dashboard.Operations.Restarts;

/// <summary>Lets Kestrel listen on inherited sockets in such a way that stopping refuses nothing; see <see cref="InheritedListener"/>.</summary>
internal sealed class InheritedListenerFactory(ConnectionDrain drain, ILoggerFactory loggers) : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    /// <inheritdoc/>
    public bool CanBind(EndPoint endpoint) => endpoint is FileHandleEndPoint;

    /// <inheritdoc/>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The listener disposes it.")]
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var connections = new SocketConnectionContextFactory(new SocketConnectionFactoryOptions(), loggers.CreateLogger("Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets"));
        return ValueTask.FromResult<IConnectionListener>(new InheritedListener(InheritedSockets.Open(((FileHandleEndPoint)endpoint).FileHandle), connections, drain));
    }
}
