using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Superfone.Dashboard.Configuration.Network;

namespace Superfone.Dashboard.Operations.Reach;

/// <summary>
/// Asks at addresses that were resolved and checked before, so that a name cannot lead elsewhere meanwhile. It uses no proxy, follows no
/// redirect, and reads no more of an answer than it needs.
/// </summary>
internal sealed class ReachClient : IDisposable
{
    private const int LongestAnswer = 256;

    private readonly SocketsHttpHandler _handler;
    private readonly HttpClient _http;
    private readonly IPAddress[] _addresses;
    private readonly TimeSpan _timeout;
    private ReachFinding? _certificate;

    /// <summary>Creates it.</summary>
    /// <param name="addresses">The addresses to connect to.</param>
    /// <param name="network">What is trusted, and for how long to wait.</param>
    public ReachClient(IPAddress[] addresses, ReachNetwork network)
    {
        (_addresses, _timeout) = (addresses, network.Timeout);
        _handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ConnectCallback = ConnectAsync };
        _handler.SslOptions.RemoteCertificateValidationCallback = IsTrusted;
        _handler.SslOptions.CertificateChainPolicy = network.Authorities;
        _http = new HttpClient(_handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        _http.NameApplication();
    }

    /// <summary>Asks a question.</summary>
    /// <param name="address">The address.</param>
    /// <param name="answer">The answer of this process.</param>
    /// <param name="cancellation">Stops it.</param>
    public Task<ReachFinding> AskAsync(Uri address, string answer, CancellationToken cancellation) => LimitAsync(
        async limited =>
        {
            using var reply = await _http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, limited);
            var status = ((int)reply.StatusCode).ToString(CultureInfo.InvariantCulture);
            return reply.StatusCode switch
            {
                HttpStatusCode.OK when FindingOf(await ReadAsync(reply, limited), answer) is { } finding => finding,
                _ when reply.Headers.Location is { } next => new(ReachOutcome.Redirected, new Uri(address, next).GetLeftPart(UriPartial.Path)),
                HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => new(ReachOutcome.BadGateway, status),
                _ => new(ReachOutcome.SomethingElse, status),
            };
        },
        cancellation);

    /// <summary>Asks a question over a WebSocket.</summary>
    /// <param name="address">The address, as for <see cref="AskAsync"/>.</param>
    /// <param name="answer">The answer of this process.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<bool> PassesWebSocketsAsync(Uri address, string answer, CancellationToken cancellation)
    {
        var finding = await LimitAsync(
            async limited =>
            {
                using var socket = new ClientWebSocket();
                using var invoker = new HttpMessageInvoker(_handler, disposeHandler: false);
                await socket.ConnectAsync(new UriBuilder(address) { Scheme = address.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs }.Uri, invoker, limited);
                var buffer = new byte[LongestAnswer];
                var message = await socket.ReceiveAsync(buffer, limited);
                return new ReachFinding(Encoding.ASCII.GetString(buffer, 0, message.Count) == answer ? ReachOutcome.Works : ReachOutcome.NoWebSockets);
            },
            cancellation);
        return finding.Outcome == ReachOutcome.Works;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }

    // The answer, and the address of a proxy that is not trusted.
    private static ReachFinding? FindingOf(string text, string answer) =>
        text == answer ? new(ReachOutcome.Works)
        : text.StartsWith($"{answer} ", StringComparison.Ordinal) && IPAddress.TryParse(text.AsSpan(answer.Length + 1), out var proxy) ? new(ReachOutcome.UntrustedProxy, proxy.ToString())
        : null;

    private static async Task<string> ReadAsync(HttpResponseMessage reply, CancellationToken cancellation)
    {
        var buffer = new byte[LongestAnswer];
        await using var body = await reply.Content.ReadAsStreamAsync(cancellation);
        return Encoding.ASCII.GetString(buffer, 0, await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation));
    }

    private async Task<ReachFinding> LimitAsync(Func<CancellationToken, Task<ReachFinding>> ask, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_timeout);
        try
        {
            return await ask(limit.Token);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested && error is OperationCanceledException or HttpRequestException or WebSocketException or IOException)
        {
            return limit.IsCancellationRequested ? new(ReachOutcome.TimedOut) : _certificate ?? new(OutcomeOf(error));
        }
    }

    private static ReachOutcome OutcomeOf(Exception? error) => error switch
    {
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => ReachOutcome.Refused,
        SocketException { SocketErrorCode: SocketError.TimedOut } => ReachOutcome.TimedOut,
        SocketException { SocketErrorCode: SocketError.HostUnreachable or SocketError.NetworkUnreachable } => ReachOutcome.Unreachable,
        AuthenticationException or HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => ReachOutcome.NotTls,
        { InnerException: { } inner } => OutcomeOf(inner),
        _ => ReachOutcome.SomethingElse,
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(_addresses, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var shown = certificate as X509Certificate2;
        _certificate = errors switch
        {
            SslPolicyErrors.None => null,
            _ when chain?.ChainStatus.Any(status => (status.Status & ~X509ChainStatusFlags.NotTimeValid) != 0) == true => new(ReachOutcome.Untrusted, shown?.GetNameInfo(X509NameType.SimpleName, forIssuer: true)),
            _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) => new(ReachOutcome.Expired, shown?.NotAfter.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) => new(ReachOutcome.WrongName, shown?.GetNameInfo(X509NameType.DnsName, forIssuer: false)),
            _ => new(ReachOutcome.Untrusted),
        };
        return _certificate is null;
    }
}

/// <summary>What one question showed.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Seen">See <see cref="ReachResult.Seen"/>.</param>
internal sealed record ReachFinding(ReachOutcome Outcome, string? Seen = null);
