using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.Storage.Changes;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Live;

/// <summary>Clients of the hub that complete the handshake and then read nothing, beside one that reads.</summary>
public sealed class StuckClientTests
{
    private const int Stuck = 3;

    // More than the buffers between server and client hold.
    private static readonly string Long = new('x', 20_000);

    [Fact]
    public async Task StuckClients_BesideAGoodOne_CostItNothingAndAreDropped()
    {
        await using var api = await ApiDashboard.StartAsync();
        var feed = api.Dashboard.Services.GetRequiredService<LiveFeed>();
        var stuck = await Task.WhenAll(Enumerable.Range(0, Stuck).Select(_ => ConnectStuckAsync(api.Dashboard.Url)));
        var calls = new ConcurrentDictionary<long, bool>();
        var deliveries = 0L;
        await using var good = await ConnectAsync(api.Dashboard.Url);
        good.On<JsonElement>("CallChanged", call => calls[call.GetProperty("cdrId").GetInt64()] = true);
        good.On<JsonElement>("DeliveryReceived", delivery => Interlocked.Exchange(ref deliveries, delivery.GetProperty("deliveryId").GetInt64()));
        await ApiDashboard.WaitAsync(() => Task.FromResult(feed.SubscriptionCount == Stuck + 1));

        // The buffers fill up, and the stuck clients stop taking anything.
        for (var id = 1_000_001; id <= 1_001_000; id++)
            feed.Publish(Updates.Delivery(id, Long));
        await ApiDashboard.WaitAsync(() => Task.FromResult(Interlocked.Read(ref deliveries) == 1_001_000));
        await Task.WhenAll(Enumerable.Range(1, 4).Select(part => api.PostAsync([.. Enumerable.Range(part * 100, 50).Select(id => Payload.AnsweredCall(id))])));
        await ApiDashboard.WaitAsync(() => Task.FromResult(calls.Count == 200));

        // Their own queues overflow. The good one is handed as much at a time as it can read.
        for (var first = 2_000_001; first < 2_000_001 + ChangeFeed.MostPending; first += 1000)
        {
            feed.Publish(new LiveUpdate { Deliveries = [.. Enumerable.Range(first, 1000).Select(Delivery)] });
            await ApiDashboard.WaitAsync(() => Task.FromResult(Interlocked.Read(ref deliveries) == first + 999));
        }

        await ApiDashboard.WaitAsync(() => Task.FromResult(feed.SubscriptionCount == 1));
        foreach (var client in stuck)
        {
            await Assert.ThrowsAsync<WebSocketException>(() => ReadToTheEndAsync(client));
            client.Dispose();
        }

        await api.PostAsync(Payload.AnsweredCall(999));
        await ApiDashboard.WaitAsync(() => Task.FromResult(calls.ContainsKey(999)));
        Assert.Equal(HubConnectionState.Connected, good.State);
    }

    private static DeliveryItem Delivery(int id) => Updates.Delivery(id).Deliveries[0];

    private static async Task<HubConnection> ConnectAsync(Uri dashboard)
    {
        var hub = new HubConnectionBuilder()
            .WithUrl(new Uri(dashboard, LiveHub.Path), options => options.AccessTokenProvider = () => Task.FromResult<string?>(RunningDashboard.TokenOf(Roles.Agent)))
            .Build();
        await hub.StartAsync(TestContext.Current.CancellationToken);
        return hub;
    }

    private static async Task<ClientWebSocket> ConnectStuckAsync(Uri dashboard)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, connecting) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
                await socket.ConnectAsync(context.DnsEndPoint, connecting);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        var client = new ClientWebSocket();
        client.Options.SetRequestHeader("Authorization", $"Bearer {RunningDashboard.TokenOf(Roles.Agent)}");
        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        await client.ConnectAsync(new UriBuilder(new Uri(dashboard, LiveHub.Path)) { Scheme = "ws" }.Uri, invoker, cancellation);
        await client.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, cancellation);
        await client.ReceiveAsync(new byte[16], cancellation);
        return client;
    }

    private static async Task ReadToTheEndAsync(ClientWebSocket client)
    {
        var buffer = new byte[64 * 1024];
        while (client.State == WebSocketState.Open)
            await client.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
    }
}
