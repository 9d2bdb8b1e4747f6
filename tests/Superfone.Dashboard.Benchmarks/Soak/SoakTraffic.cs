using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Superfone.Simulation;

namespace Superfone.Dashboard.Benchmarks.Soak;

/// <summary>Posts mixed traffic at a steady rate, with repeated, disordered, unknown and damaged bodies, and remembers what was acknowledged.</summary>
/// <param name="url">The application's address.</param>
/// <param name="rate">Posts a second.</param>
/// <param name="seed">Decides the bodies.</param>
internal sealed class SoakTraffic(Uri url, double rate, int seed) : IDisposable
{
    private const int Connections = 8;

    private readonly HttpClient _client = new() { BaseAddress = url, Timeout = TimeSpan.FromSeconds(30) };
    private readonly ConcurrentDictionary<long, string> _acknowledged = new();
    private readonly SemaphoreSlim _turns = new(Connections);
    private long _refused;
    private long _doubled;

    /// <summary>The SHA-256 of each acknowledged body, by its delivery.</summary>
    public IReadOnlyDictionary<long, string> Acknowledged => _acknowledged;

    /// <summary>How many posts were not acknowledged, because the application was away or could not write.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>How many deliveries were acknowledged for two posts, which must never happen.</summary>
    public long Doubled => Interlocked.Read(ref _doubled);

    /// <summary>Posts until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var random = new Random(seed);
        var started = Stopwatch.GetTimestamp();
        var sent = 0;
        foreach (var body in Bodies(random))
        {
            var ahead = TimeSpan.FromSeconds(sent++ / rate) - Stopwatch.GetElapsedTime(started);
            if (ahead > TimeSpan.Zero)
                await Task.Delay(ahead, CancellationToken.None);
            if (stop.IsCancellationRequested)
                break;
            await _turns.WaitAsync(CancellationToken.None);
            _ = PostAsync(body);
        }

        for (var turn = 0; turn < Connections; turn++)
            await _turns.WaitAsync(CancellationToken.None);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _turns.Dispose();
    }

    private IEnumerable<byte[]> Bodies(Random random)
    {
        var options = new SimulationOptions
        {
            Seed = seed,
            StartUtc = DateTime.UtcNow,
            History = TimeSpan.FromDays(365),
            CallsPerDay = 500,
            Live = TimeSpan.Zero,
            Duplicates = 0.1,
            Disorder = 0.1,
            Malformed = 0.02,
            Unknown = 0.02,
        };
        var number = 0;
        foreach (var outgoing in DeliverySequence.Of(options))
        {
            yield return outgoing.Body;
            if (random.Next(50) == 0)
                yield return MutatedBody.Of(random, number++).Bytes;
        }
    }

    private async Task PostAsync(byte[] body)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/superfone") { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", BenchmarkHost.Secret);
            using var reply = await _client.SendAsync(request);
            var answer = (int)reply.StatusCode is 200 or 422 ? await reply.Content.ReadFromJsonAsync<JsonNode>() : null;
            if (answer?["deliveryId"]?.GetValue<long>() is not { } id)
                Interlocked.Increment(ref _refused);
            else if (!_acknowledged.TryAdd(id, Convert.ToHexStringLower(SHA256.HashData(body))))
                Interlocked.Increment(ref _doubled);
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException or IOException)
        {
            Interlocked.Increment(ref _refused);
        }
        finally
        {
            _turns.Release();
        }
    }
}
