using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration.Network;
using Superfone.Dashboard.Domain.Destinations;

namespace Superfone.Dashboard.Destinations.Sending;

/// <summary>Posts once to a URL, signed.</summary>
internal sealed class DestinationClient(IHttpClientFactory clients, TimeProvider time)
{
    private const string Client = "Destinations";
    private const int FirstRedirect = 300;
    private const int FirstError = 400;

    /// <summary>The time in which a receiver has to answer.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>Adds the HTTP client, which follows no redirects and never connects to a private network unless that is allowed.</summary>
    public static void AddTo(IServiceCollection services) => services.AddPublicHttpClient(
        Client,
        client =>
        {
            client.Timeout = Timeout.InfiniteTimeSpan;
            client.NameApplication();
        },
        provider =>
        {
            var handler = PublicNetwork.CreateHandler(provider.GetRequiredService<IOptions<DestinationOptions>>().Value.AllowPrivateNetworks);
            handler.ConnectTimeout = Longest;
            return handler;
        });

    /// <summary>Posts.</summary>
    /// <param name="url">Where to.</param>
    /// <param name="post">What.</param>
    /// <param name="secrets">The secrets that sign it.</param>
    /// <param name="cancellation">Stops it with an <see cref="OperationCanceledException"/>.</param>
    public async Task<PostResult> SendAsync(string url, Post post, IReadOnlyList<string> secrets, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await TryAsync(url, post, secrets, cancellation);
        return result with { Milliseconds = (int)Stopwatch.GetElapsedTime(started).TotalMilliseconds };
    }

    private async Task<PostResult> TryAsync(string url, Post post, IReadOnlyList<string> secrets, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Longest);
        try
        {
            using var request = RequestOf(url, post, secrets);
            using var client = clients.CreateClient(Client);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var status = (int)response.StatusCode;
            var problem = response.IsSuccessStatusCode ? PostProblem.None : status is >= FirstRedirect and < FirstError ? PostProblem.Redirected : PostProblem.Refused;
            var wait = response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - time.GetUtcNow() : null;
            return new PostResult(problem, status) { RetryAfter = wait };
        }
        catch (Exception error) when (PublicNetwork.IsRefusal(error))
        {
            return new PostResult(PostProblem.PrivateAddress, null);
        }
        catch (Exception error) when (PublicNetwork.HasFailed(error, cancellation))
        {
            return new PostResult(limit.IsCancellationRequested ? PostProblem.TimedOut : PostProblem.Unreachable, null);
        }
    }

    private HttpRequestMessage RequestOf(string url, Post post, IReadOnlyList<string> secrets)
    {
        var now = time.GetUtcNow();
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(post.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (post.Encoding is { } encoding)
            request.Content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        request.Headers.TryAddWithoutValidation("webhook-id", post.Id);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("webhook-signature", WebhookSignature.Of(post, now, secrets));
        return request;
    }
}
