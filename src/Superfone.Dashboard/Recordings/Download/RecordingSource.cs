using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Network;

namespace Superfone.Dashboard.Recordings.Download;

/// <summary>Requests files from the sender's storage. Only allowed hosts are contacted, even after redirects.</summary>
internal sealed class RecordingSource(IHttpClientFactory clients, IOptionsMonitor<RecordingOptions> options)
{
    private const int MostRedirects = 3;

    /// <summary>Opens a URL.</summary>
    /// <param name="url">The URL with its signature.</param>
    /// <param name="cancellation">Cancels the request.</param>
    /// <returns>A response with the complete file, whose body has not been read.</returns>
    /// <exception cref="RecordingException">The URL is not allowed, or the server refused it.</exception>
    public async Task<HttpResponseMessage> OpenAsync(string? url, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var location))
            throw new RecordingException("The link cannot be read.");

        using var client = clients.CreateClient(RecordingNetwork.Client);
        for (var redirects = 0; ; redirects++)
        {
            Check(location, redirects > 0);
            var response = await AskAsync(client, location, cancellation);
            if (response.StatusCode == HttpStatusCode.OK || IsWholeRange(response))
                return response;
            using (response)
            {
                if (response.StatusCode == HttpStatusCode.PartialContent)
                    throw new RecordingException("The server sent only a part of the file.");
                location = TargetOf(response, location) ?? throw new RecordingException($"The server answered {Words(response.StatusCode)}.");
                if (redirects == MostRedirects)
                    throw new RecordingException($"The server redirected more than {MostRedirects} times.");
            }
        }
    }

    private void Check(Uri location, bool isRedirected)
    {
        if (!PublicNetwork.AllowsScheme(location, options.CurrentValue.AllowPrivateNetworks))
            throw new RecordingException(isRedirected ? "The server redirected to a link that is not https." : "The link is not https.");
        if (!new HostList(options.CurrentValue.AllowedHosts).Contains(location.IdnHost))
        {
            throw new RecordingException(isRedirected
                ? $"The server redirected to a link that leads to {location.IdnHost}, which is not among Superfone:Recordings:AllowedHosts."
                : $"The link leads to {location.IdnHost}, which is not among Superfone:Recordings:AllowedHosts.");
        }
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, Uri location, CancellationToken cancellation)
    {
        try
        {
            return await client.GetAsync(location, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (Exception error) when (PublicNetwork.IsRefusal(error))
        {
            throw new RecordingException($"{location.IdnHost} has an address on a private network, where recordings are not fetched from.", error);
        }
        catch (Exception error) when (PublicNetwork.IsUnreachable(error))
        {
            throw new RecordingException(error switch
            {
                SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } => $"The host {location.IdnHost} was not found.",
                AuthenticationException or HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
                    $"{location.IdnHost} did not agree on a secure connection.",
                _ => $"{location.IdnHost} could not be reached.",
            }, error);
        }
    }

    private static Uri? TargetOf(HttpResponseMessage response, Uri from) => (int)response.StatusCode is 301 or 302 or 303 or 307 or 308
        && response.Headers.Location is { } target && Uri.TryCreate(from, target, out var to) ? to : null;

    // Some servers and proxies answer with a range that was not requested; bytes 0-(n-1)/n are the whole file.
    private static bool IsWholeRange(HttpResponseMessage response) => response.StatusCode == HttpStatusCode.PartialContent
        && response.Content.Headers.ContentRange is { From: 0, To: { } last, Length: { } length } && last + 1 == length;

    private static string Words(HttpStatusCode status) => $"{(int)status} {ReasonPhrases.GetReasonPhrase((int)status)}".TrimEnd();
}
