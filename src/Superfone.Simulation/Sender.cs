using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Channels;

namespace Superfone.Simulation;

/// <summary>Posts deliveries to a webhook when they are due, and counts the replies.</summary>
/// <param name="client">The HTTP client; it must not follow redirects.</param>
/// <param name="webhooks">The addresses of the webhook: one, or those of several servers, which take turns.</param>
/// <param name="secret">The webhook's secret, without <c>Bearer</c>.</param>
/// <param name="time">The clock of live traffic.</param>
public sealed class Sender(HttpClient client, IReadOnlyList<Uri> webhooks, string secret, TimeProvider time)
{
    private const int MostWaiting = 256;
    private const string WebhookPath = "/webhooks/superfone";

    private int _turn;

    /// <summary>The number of concurrent requests. Deliveries about the same customer stay in order.</summary>
    public int Connections { get; init; } = 1;

    /// <summary>The factor by which the history is replayed faster than it happened; <see langword="null"/> to send it at once.</summary>
    public double? SpeedUp { get; init; }

    /// <summary>The bodies sent and the replies received so far.</summary>
    public SendReport Report { get; } = new();

    /// <summary>Posts all deliveries: the history first, live traffic when it is due.</summary>
    /// <param name="deliveries">The deliveries, in order.</param>
    /// <param name="options">The options of the simulation.</param>
    /// <param name="cancellation">Stops it once the pending requests are answered.</param>
    /// <param name="onSent">Called for each delivery that was posted.</param>
    /// <exception cref="SendException">The webhook cannot be reached, or refuses the secret.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task SendAsync(IEnumerable<OutgoingDelivery> deliveries, SimulationOptions options, CancellationToken cancellation, Action<OutgoingDelivery>? onSent = null)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var partitions = Enumerable.Range(0, Connections).Select(_ => Channel.CreateBounded<OutgoingDelivery>(MostWaiting)).ToList();
        var posting = partitions.Select(partition => PostPartitionAsync(partition.Reader, onSent, stop)).ToList();
        try
        {
            var started = time.GetTimestamp();
            foreach (var outgoing in deliveries)
            {
                var wait = DueAfter(outgoing, options) - time.GetElapsedTime(started);
                if (wait > TimeSpan.Zero)
                    await Task.Delay(wait, time, stop.Token);
                await partitions[outgoing.Partition % Connections].Writer.WriteAsync(outgoing, stop.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // A request failed; the task of its partition throws the reason.
        }
        finally
        {
            partitions.ForEach(partition => partition.Writer.TryComplete());
        }

        await Task.WhenAll(posting);
    }

    private TimeSpan DueAfter(OutgoingDelivery outgoing, SimulationOptions options)
    {
        var history = SpeedUp is { } speedUp ? options.History / speedUp : TimeSpan.Zero;
        return outgoing.AtUtc >= options.StartUtc
            ? history + (outgoing.AtUtc - options.StartUtc)
            : SpeedUp is null ? TimeSpan.Zero : (outgoing.AtUtc - options.BeginUtc) / SpeedUp.Value;
    }

    private async Task PostPartitionAsync(ChannelReader<OutgoingDelivery> partition, Action<OutgoingDelivery>? onSent, CancellationTokenSource stop)
    {
        try
        {
            await foreach (var outgoing in partition.ReadAllAsync(stop.Token))
            {
                await PostAsync(outgoing, stop.Token);
                onSent?.Invoke(outgoing);
            }
        }
        catch (SendException)
        {
            await stop.CancelAsync();
            throw;
        }
    }

    private async Task PostAsync(OutgoingDelivery outgoing, CancellationToken cancellation)
    {
        var webhook = webhooks[(int)((uint)Interlocked.Increment(ref _turn) % webhooks.Count)];
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook) { Content = new ByteArrayContent(outgoing.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var response = await client.SendAsync(request, cancellation);
            var body = await response.Content.ReadAsByteArrayAsync(cancellation);
            Report.Add(outgoing.EventName, ReplyOf(webhook, response.StatusCode, body), Stopwatch.GetElapsedTime(started));
        }
        catch (HttpRequestException error)
        {
            throw new SendException(Unreachable(webhook, error), error);
        }
        catch (TaskCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new SendException($"{webhook} did not answer within {client.Timeout.TotalSeconds:0} seconds.", error);
        }
    }

    private static string ReplyOf(Uri webhook, HttpStatusCode status, byte[] body) => (int)status switch
    {
        401 or 403 => throw new SendException(IsDashboard(webhook)
            ? $"{webhook} refused the secret ({(int)status}). Pass the one that the dashboard printed at its first start with --secret."
            : $"{webhook} let nobody in ({(int)status}): the address or the secret is wrong. A dashboard's webhook ends in {WebhookPath}."),
        >= 500 or 413 or 429 => $"HTTP {(int)status}",
        (>= 200 and < 300) or 422 => StatusIn(body) ?? "ok",
        _ => throw new SendException($"{webhook} answered {(int)status}: it is no Superfone webhook. A dashboard's ends in {WebhookPath}."),
    };

    // {"status":"accepted","deliveryId":7}; other receivers may reply with anything.
    private static string? StatusIn(byte[] body)
    {
        try
        {
            using var reply = JsonDocument.Parse(body);
            return reply.RootElement.ValueKind == JsonValueKind.Object && reply.RootElement.TryGetProperty("status", out var status) ? status.ToString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsDashboard(Uri webhook) => webhook.AbsolutePath.TrimEnd('/').EndsWith(WebhookPath, StringComparison.OrdinalIgnoreCase);

    private static string Unreachable(Uri webhook, HttpRequestException error) => error.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => $"There is no host named {webhook.Host}.",
        HttpRequestError.ConnectionError => $"Nothing answers at {webhook}. Is the dashboard running there?",
        HttpRequestError.SecureConnectionError => $"{webhook} cannot be reached over HTTPS: its certificate is not trusted, or it speaks HTTP only.",
        _ => $"{webhook} broke off: {error.Message}",
    };
}
