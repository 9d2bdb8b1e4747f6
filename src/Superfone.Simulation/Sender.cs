using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Channels;

namespace Superfone.Simulation;

/// <summary>Posts bodies to a webhook, each when it is due, and notes the replies.</summary>
/// <param name="client">What posts; it must not follow redirects.</param>
/// <param name="webhook">Where to.</param>
/// <param name="secret">What stands behind <c>Bearer</c>.</param>
/// <param name="time">The clock that live traffic keeps to.</param>
public sealed class Sender(HttpClient client, Uri webhook, string secret, TimeProvider time)
{
    private const int MostWaiting = 256;
    private const string WebhookPath = "/webhooks/superfone";

    /// <summary>How many are posted at the same time; what is about the same customer stays in order.</summary>
    public int Connections { get; init; } = 1;

    /// <summary>How much faster than it happened history is played; <see langword="null"/> for at once.</summary>
    public double? SpeedUp { get; init; }

    /// <summary>What has been sent and replied so far.</summary>
    public SendReport Report { get; } = new();

    /// <summary>Posts everything: history first, what comes after the start at its time.</summary>
    /// <param name="mail">What to post, in order.</param>
    /// <param name="options">Where history begins and ends.</param>
    /// <param name="cancellation">Ends it after what is under way.</param>
    /// <param name="onSent">Called with each one that has been posted.</param>
    /// <exception cref="SendException">The webhook cannot be reached, or refuses the secret.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task SendAsync(IEnumerable<Outgoing> mail, SimulationOptions options, CancellationToken cancellation, Action<Outgoing>? onSent = null)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var lanes = Enumerable.Range(0, Connections).Select(_ => Channel.CreateBounded<Outgoing>(MostWaiting)).ToList();
        var posting = lanes.Select(lane => PostLaneAsync(lane.Reader, onSent, stop)).ToList();
        try
        {
            var started = time.GetTimestamp();
            foreach (var outgoing in mail)
            {
                var wait = DueAfter(outgoing, options) - time.GetElapsedTime(started);
                if (wait > TimeSpan.Zero)
                    await Task.Delay(wait, time, stop.Token);
                await lanes[outgoing.Lane % Connections].Writer.WriteAsync(outgoing, stop.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // A post failed; its lane says why.
        }
        finally
        {
            lanes.ForEach(lane => lane.Writer.TryComplete());
        }

        await Task.WhenAll(posting);
    }

    private bool IsWebhook => webhook.AbsolutePath.TrimEnd('/').EndsWith(WebhookPath, StringComparison.OrdinalIgnoreCase);

    private TimeSpan DueAfter(Outgoing outgoing, SimulationOptions options)
    {
        var history = SpeedUp is { } speedUp ? options.History / speedUp : TimeSpan.Zero;
        return outgoing.AtUtc >= options.StartUtc
            ? history + (outgoing.AtUtc - options.StartUtc)
            : SpeedUp is null ? TimeSpan.Zero : (outgoing.AtUtc - options.BeginUtc) / SpeedUp.Value;
    }

    private async Task PostLaneAsync(ChannelReader<Outgoing> lane, Action<Outgoing>? onSent, CancellationTokenSource stop)
    {
        try
        {
            await foreach (var outgoing in lane.ReadAllAsync(stop.Token))
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

    private async Task PostAsync(Outgoing outgoing, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook) { Content = new ByteArrayContent(outgoing.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var response = await client.SendAsync(request, cancellation);
            var body = await response.Content.ReadAsByteArrayAsync(cancellation);
            Report.Add(outgoing.EventName, ReplyOf(response.StatusCode, body), Stopwatch.GetElapsedTime(started));
        }
        catch (HttpRequestException error)
        {
            throw new SendException(Unreachable(error), error);
        }
        catch (TaskCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new SendException($"{webhook} did not answer within {client.Timeout.TotalSeconds:0} seconds.", error);
        }
    }

    private string ReplyOf(HttpStatusCode status, byte[] body) => (int)status switch
    {
        401 or 403 => throw new SendException(IsWebhook
            ? $"{webhook} refused the secret ({(int)status}). Pass the one that the dashboard printed at its first start with --secret."
            : $"{webhook} let nobody in ({(int)status}): the address or the secret is wrong. A dashboard's webhook ends in {WebhookPath}."),
        >= 500 or 413 or 429 => $"HTTP {(int)status}",
        (>= 200 and < 300) or 422 => StatusIn(body) ?? "ok",
        _ => throw new SendException($"{webhook} answered {(int)status}: it is no Superfone webhook. A dashboard's ends in {WebhookPath}."),
    };

    // {"status":"accepted","deliveryId":7}; another receiver may reply with anything.
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

    private string Unreachable(HttpRequestException error) => error.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => $"There is no host named {webhook.Host}.",
        HttpRequestError.ConnectionError => $"Nothing answers at {webhook}. Is the dashboard running there?",
        HttpRequestError.SecureConnectionError => $"{webhook} cannot be reached over HTTPS: its certificate is not trusted, or it speaks HTTP only.",
        _ => $"{webhook} broke off: {error.Message}",
    };
}
