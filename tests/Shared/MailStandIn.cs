using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Superfone.Dashboard.Tests.Shared;

/// <summary>An SMTP server in this process, with the mails that it took.</summary>
public sealed class MailStandIn : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    private MailStandIn(int port) => Port = port;

    /// <summary>The port on which it listens.</summary>
    public int Port { get; }

    /// <summary>The mails, in order.</summary>
    public ConcurrentQueue<MimeMessage> Mails { get; } = [];

    /// <summary>Refusals of the next mails.</summary>
    public ConcurrentQueue<SmtpResponse> Refusals { get; } = [];

    /// <summary>What happens before a mail is taken.</summary>
    public Func<MimeMessage, Task>? Taking { get; set; }

    /// <summary>Recipients that it does not know.</summary>
    public ConcurrentBag<string> Unknown { get; } = [];

    /// <summary>Settings with which a dashboard sends by it, without TLS.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Superfone:Mail:Host"] = "127.0.0.1",
        ["Superfone:Mail:Port"] = Port.ToString(CultureInfo.InvariantCulture),
        ["Superfone:Mail:From"] = "Calls <calls@example.com>",
        ["Superfone:Mail:UseTls"] = "false",
    };

    /// <summary>Starts one.</summary>
    /// <param name="password">The password that it asks for; <see langword="null"/> if it asks for none.</param>
    /// <param name="hasTls">Whether it offers STARTTLS, with a certificate that nobody trusts.</param>
    public static MailStandIn Start(string? password = null, bool hasTls = false)
    {
        var mail = new MailStandIn(FreePort());
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(endpoint =>
        {
            endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, mail.Port)).AllowUnsecureAuthentication(!hasTls).AuthenticationRequired(password is not null);
            if (hasTls)
                endpoint.Certificate(Certificate());
        }).Build();
        var services = new ServiceProvider();
        services.Add(new Store(mail));
        services.Add(new Filter(mail));
        services.Add(new DelegatingUserAuthenticator((_, given) => given == password));
        mail._running = new SmtpServer.SmtpServer(options, services).StartAsync(mail._stopping.Token);
        return mail;
    }

    /// <summary>Waits until it has taken a number of mails.</summary>
    public async Task<IReadOnlyList<MimeMessage>> WaitAsync(int count)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Mails.Count < count)
        {
            Assert.False(late.IsCancellationRequested, $"Only {Mails.Count} of {count} mails arrived.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }

        return [.. Mails];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    private sealed class Store(MailStandIn mail) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            if (mail.Refusals.TryDequeue(out var refusal))
                return refusal;
            using var stream = new MemoryStream(buffer.ToArray());
            var message = await MimeMessage.LoadAsync(stream, cancellationToken);
            await (mail.Taking?.Invoke(message) ?? Task.CompletedTask);
            mail.Mails.Enqueue(message);
            return SmtpResponse.Ok;
        }
    }

    private sealed class Filter(MailStandIn mail) : MailboxFilter
    {
        public override Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) =>
            Task.FromResult(!mail.Unknown.Contains(to.AsAddress()));
    }
}
