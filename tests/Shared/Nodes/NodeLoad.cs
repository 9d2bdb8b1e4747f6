using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Superfone.Dashboard.Tests.Shared;

/// <summary>Posts calls through the balancer, each once and by a connection of its own as Superfone does, and remembers what each was answered with.</summary>
internal sealed class NodeLoad : IAsyncDisposable
{
    private const int Senders = 6;

    // Together 40 a second at most: the nodes, their database and twenty pages of a browser share the computer with it.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(150);

    private readonly HttpClient _client;
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentDictionary<long, (int Status, long DeliveryId)> _answers = [];
    private readonly List<Task> _senders;
    private long _lastCall;
    private TimeSpan _longest;

    /// <summary>Begins to post.</summary>
    /// <param name="url">The address of the balancer.</param>
    /// <param name="authority">Whom to trust.</param>
    public NodeLoad(Uri url, TestAuthority authority)
    {
        _client = new HttpClient(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = authority.Policy } }) { BaseAddress = url, Timeout = TimeSpan.FromMinutes(2) };
        _client.DefaultRequestHeaders.ConnectionClose = true;
        _senders = [.. Enumerable.Range(0, Senders).Select(_ => Task.Run(SendAsync))];
    }

    /// <summary>The calls that were acknowledged, with the ids of their deliveries.</summary>
    public Dictionary<long, long> Acknowledged => _answers.Where(answer => answer.Value.Status == 200).ToDictionary(answer => answer.Key, answer => answer.Value.DeliveryId);

    /// <summary>How many were answered otherwise, by status.</summary>
    public Dictionary<int, int> Refused => _answers.Values.Where(answer => answer.Status != 200).CountBy(answer => answer.Status).ToDictionary();

    /// <summary>The longest time that one took to be answered.</summary>
    public TimeSpan Longest => _longest;

    /// <summary>Posts a call now, beside the load.</summary>
    /// <returns>Its key, and the status of the answer.</returns>
    public async Task<(long CdrId, int Status)> PostAsync()
    {
        var call = Interlocked.Increment(ref _lastCall);
        var now = DateTime.UtcNow.AddMinutes(-2);
        var body = Payload.AnsweredCall(call, now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        var started = Stopwatch.StartNew();
        using var reply = await RunningDashboard.PostAsync(_client, new StringContent(body, Encoding.UTF8, "application/json"));
        var text = await reply.Content.ReadAsStringAsync();
        lock (_ending)
            _longest = started.Elapsed > _longest ? started.Elapsed : _longest;
        _answers[call] = ((int)reply.StatusCode, reply.StatusCode == HttpStatusCode.OK ? JsonNode.Parse(text)!["deliveryId"]!.GetValue<long>() : 0);
        return (call, (int)reply.StatusCode);
    }

    /// <summary>Waits until some more were acknowledged.</summary>
    /// <param name="count">How many.</param>
    /// <param name="longest">The maximum time.</param>
    /// <returns>How long it took.</returns>
    public Task<TimeSpan> WaitForAsync(int count, TimeSpan longest) => WaitAsync(() => Acknowledged.Count, count, longest, "acknowledged");

    /// <summary>Waits until some more were refused.</summary>
    /// <param name="count">How many.</param>
    /// <param name="longest">The maximum time.</param>
    /// <returns>How long it took.</returns>
    public Task<TimeSpan> WaitForRefusedAsync(int count, TimeSpan longest) => WaitAsync(() => Refused.Values.Sum(), count, longest, "refused");

    /// <summary>Ends it, and waits for the last answers.</summary>
    public async Task EndAsync()
    {
        await _ending.CancelAsync();
        await Task.WhenAll(_senders);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _client.Dispose();
        _ending.Dispose();
    }

    private static async Task<TimeSpan> WaitAsync(Func<int> current, int count, TimeSpan longest, string what)
    {
        var (started, first) = (Stopwatch.StartNew(), current());
        await NodeSwitch.WaitAsync(() => Task.FromResult(current() >= first + count), longest, $"{count} more posts are {what}.");
        return started.Elapsed;
    }

    private async Task SendAsync()
    {
        using var pace = new PeriodicTimer(Pace);
        while (!_ending.IsCancellationRequested)
        {
            await PostAsync();
            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
