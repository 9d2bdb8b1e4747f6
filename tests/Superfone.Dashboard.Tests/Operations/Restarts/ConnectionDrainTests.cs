using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Operations.Restarts;

namespace Superfone.Dashboard.Tests.Operations.Restarts;

public sealed class ConnectionDrainTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly InheritedListener _listener;

    public ConnectionDrainTests()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _socket.Listen();
        _listener = new(_socket, new SocketConnectionContextFactory(new SocketConnectionFactoryOptions(), NullLogger.Instance), new ConnectionDrain(_time));
    }

    public async ValueTask DisposeAsync()
    {
        await _listener.DisposeAsync();
        _socket.Dispose();
    }

    [Fact]
    public async Task Unbind_WithoutConnections_EndsAtOnce()
    {
        var next = _listener.AcceptAsync(TestContext.Current.CancellationToken);

        await _listener.UnbindAsync(TestContext.Current.CancellationToken);

        Assert.Null(await next);
    }

    [Fact]
    public async Task Unbind_ConnectionWithoutARequest_WaitsForItAndLeavesLaterOnesInTheQueue()
    {
        using var early = await ConnectAsync();
        await using var accepted = await _listener.AcceptAsync(TestContext.Current.CancellationToken);
        var next = _listener.AcceptAsync(TestContext.Current.CancellationToken);

        var unbound = _listener.UnbindAsync(TestContext.Current.CancellationToken).AsTask();
        Assert.Null(await next);
        using var late = await ConnectAsync();

        Assert.False(unbound.IsCompleted);
        accepted!.Features.Get<ConnectionDrain.UnservedConnection>()!.Served();
        await unbound;
        using var inherited = await _socket.AcceptAsync(TestContext.Current.CancellationToken);
        Assert.Equal(late.Client.LocalEndPoint, inherited.RemoteEndPoint);
    }

    [Fact]
    public async Task Unbind_ConnectionThatStaysSilent_EndsAfterAWhile()
    {
        using var silent = await ConnectAsync();
        await using var accepted = await _listener.AcceptAsync(TestContext.Current.CancellationToken);
        var next = _listener.AcceptAsync(TestContext.Current.CancellationToken);

        var unbound = _listener.UnbindAsync(TestContext.Current.CancellationToken).AsTask();
        Assert.Null(await next);
        await Api.ApiDashboard.WaitAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(2));
            return Task.FromResult(unbound.IsCompleted);
        });

        await unbound;
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient(AddressFamily.InterNetwork);
        await client.ConnectAsync((IPEndPoint)_socket.LocalEndPoint!, TestContext.Current.CancellationToken);
        return client;
    }
}
