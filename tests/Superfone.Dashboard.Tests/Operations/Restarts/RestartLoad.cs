using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Superfone.Dashboard.Tests.Operations.Restarts;

/// <summary>Concurrent senders that open a connection for each post, and remember what was acknowledged.</summary>
internal sealed class RestartLoad : IAsyncDisposable
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _stopping = new();
    private readonly HttpClient _client;
    private readonly List<Task> _senders;
    private int _last;

    public RestartLoad(Uri address, int senders)
    {
        _client = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero, ConnectCallback = ConnectAsync }) { BaseAddress = address };
        _client.DefaultRequestHeaders.ConnectionClose = true;
        _senders = [.. Enumerable.Range(0, senders).Select(_ => Task.Run(SendAsync))];
    }

    /// <summary>The calls that were acknowledged, by the delivery's id.</summary>
    public ConcurrentDictionary<long, int> Acknowledged { get; } = new();

    /// <summary>What was answered otherwise, or not at all.</summary>
    public ConcurrentQueue<string> Failures { get; } = [];

    /// <summary>Waits until some more posts are acknowledged.</summary>
    public async Task WaitAsync(int acknowledgements)
    {
        var enough = Acknowledged.Count + acknowledgements;
        await Api.ApiDashboard.WaitAsync(() => Task.FromResult(Acknowledged.Count >= enough));
    }

    /// <summary>Stops sending and waits for the last replies.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_senders);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _client.Dispose();
        _stopping.Dispose();
    }

    // A network takes a while from the connection to the first byte. A server that stops in between must still answer.
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(context.DnsEndPoint, cancellation);
        await Task.Delay(Latency, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private async Task SendAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            var call = Interlocked.Increment(ref _last);
            try
            {
                using var response = await RunningDashboard.PostAsync(_client, new StringContent(Payload.SampleCall(call)));
                var reply = await response.Content.ReadAsStringAsync();
                if (response.StatusCode == HttpStatusCode.OK)
                    Assert.True(Acknowledged.TryAdd(JsonDocument.Parse(reply).RootElement.GetProperty("deliveryId").GetInt64(), call), "An id was given twice.");
                else
                    Failures.Enqueue($"{response.StatusCode}: {reply}");
            }
            catch (HttpRequestException error)
            {
                Failures.Enqueue(error.ToString());
            }
        }
    }
}
