using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Superfone.Dashboard.Benchmarks;

/// <summary>What one load came to.</summary>
/// <param name="Replies">Replies that acknowledged a delivery.</param>
/// <param name="Elapsed">From the first request to the last reply.</param>
/// <param name="P99">99th percentile of the time from request to reply, in milliseconds.</param>
internal sealed record LoadResult(long Replies, TimeSpan Elapsed, double P99)
{
    /// <summary>Replies per second.</summary>
    public double Rate => Replies / Elapsed.TotalSeconds;
}

/// <summary>
/// Posts calls over connections that stay open, one request at a time on each. On bare sockets, because two cores serve both sides:
/// what the load costs, the contenders lack.
/// </summary>
internal static class Load
{
    // No body is ever posted twice by one process.
    private static long _posted;

    /// <summary>Number of the next body.</summary>
    public static long NextNumber() => Interlocked.Increment(ref _posted);

    /// <summary>Posts until a time is over, or a number of requests is made.</summary>
    /// <param name="url">Where to.</param>
    /// <param name="secret">The bearer secret.</param>
    /// <param name="connections">How many connections.</param>
    /// <param name="duration">How long; no new request after it.</param>
    /// <param name="most">How many requests at most.</param>
    public static async Task<LoadResult> RunAsync(Uri url, string secret, int connections, TimeSpan duration, long most = long.MaxValue)
    {
        var lanes = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Lane.OpenAsync(url, secret)));
        var left = new StrongBox(most);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(lanes.Select(lane => Task.Run(() => lane.PostAsync(started, duration, left))));
        var elapsed = Stopwatch.GetElapsedTime(started);

        var times = lanes.SelectMany(lane => lane.Times).Order().ToArray();
        foreach (var lane in lanes)
            lane.Dispose();
        return new LoadResult(times.Length, elapsed, times.Length == 0 ? 0 : TimeSpan.FromTicks(times[(int)(times.Length * 0.99)]).TotalMilliseconds);
    }

    private sealed class StrongBox(long value)
    {
        private long _value = value;

        public bool TryTake() => Interlocked.Decrement(ref _value) >= 0;
    }

    private sealed class Lane(Socket socket, byte[] request, int head) : IDisposable
    {
        private readonly byte[] _reply = new byte[4096];

        public List<long> Times { get; } = new(1 << 16);

        public static async Task<Lane> OpenAsync(Uri url, string secret)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, url.Port);
            var head = Encoding.ASCII.GetBytes(
                $"POST {url.AbsolutePath} HTTP/1.1\r\nHost: {url.Authority}\r\nAuthorization: Bearer {secret}\r\nContent-Type: application/json\r\nContent-Length: {CallBody.Length}\r\n\r\n");
            return new Lane(socket, [.. head, .. CallBody.Create(0)], head.Length);
        }

        public async Task PostAsync(long started, TimeSpan duration, StrongBox left)
        {
            while (Stopwatch.GetElapsedTime(started) < duration && left.TryTake())
            {
                CallBody.Number(request.AsSpan(head), NextNumber());
                var sent = Stopwatch.GetTimestamp();
                await socket.SendAsync(request);
                await ReceiveAsync();
                Times.Add(Stopwatch.GetElapsedTime(sent).Ticks);
            }
        }

        public void Dispose() => socket.Dispose();

        private async ValueTask ReceiveAsync()
        {
            var received = 0;
            do
            {
                var count = await socket.ReceiveAsync(_reply.AsMemory(received));
                if (count == 0)
                    throw new IOException("The connection was closed.");
                received += count;
            }
            while (!IsWhole(_reply.AsSpan(0, received)));
        }

        // The body is one small object, and the last thing in a reply.
        private static bool IsWhole(ReadOnlySpan<byte> reply)
        {
            if (!reply.EndsWith("}"u8))
                return false;
            if (!reply.StartsWith("HTTP/1.1 200"u8) || reply.IndexOf("\"accepted\""u8) < 0)
                throw new InvalidDataException($"Not accepted: {Encoding.UTF8.GetString(reply)}");
            return true;
        }
    }
}
