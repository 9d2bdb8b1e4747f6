using System.Globalization;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Business;
using Superfone.Dashboard.Configuration.Mail;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Operations.Settings;

namespace Superfone.Dashboard.Notifications.Mail;

/// <summary>Sends one mail to one reader by the SMTP server that is set up.</summary>
internal sealed class MailClient(
    IOptionsMonitor<MailOptions> options, MailState state, MailMetrics metrics, BusinessName business, BusinessLogo logo, Display display, TimeProvider time,
    ILogger<MailClient> logger)
{
    private const int MostCharacters = 300;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Whether a server is set up.</summary>
    public bool IsSetUp => options.CurrentValue.IsSetUp;

    /// <summary>Sends a mail once.</summary>
    /// <param name="to">The address of the reader.</param>
    /// <param name="content">What it says.</param>
    /// <param name="key">What identifies the mail, so that mail programs show one that was sent twice only once; without names and numbers.</param>
    /// <param name="oneClick">The address that ends such mails by a post, without a page; <see langword="null"/> for none.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<MailResult> SendAsync(string to, MailContent content, string key, string? oneClick, CancellationToken cancellation)
    {
        var server = options.CurrentValue;
        if (!server.IsSetUp)
            return Failed(MailProblem.NotSetUp);
        var result = MailboxAddress.TryParse(to, out var reader) && reader.Address == to
            ? await TrySendAsync(server, Write(server, reader, content, key, oneClick), cancellation)
            : Failed(MailProblem.Recipient);
        state.Ended(result);
        metrics.Ended(result.IsSent);

        // What the server said may name the reader.
        if (result.Problem is { } problem)
            logger.LogWarning("A mail could not be sent by {Host}: {Problem}", server.Host, problem);
        return result;
    }

    private async Task<MailResult> TrySendAsync(MailOptions server, MimeMessage message, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(Timeout, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            // Lists of revoked certificates are not asked for: a server that cannot be reached would keep all mail back.
            using var smtp = new SmtpClient { CheckCertificateRevocation = false };
            await smtp.ConnectAsync(server.Host!, server.Port, SecurityOf(server), either.Token);
            if (server.UserName is { } user)
                await smtp.AuthenticateAsync(user, server.Password ?? "", either.Token);

            // A server that has the mail has it although its answer was not waited for; so it is, for a moment, when the application stops.
            await using var stop = cancellation.Register(() => late.CancelAfter(Grace));
            await smtp.SendAsync(message, late.Token);

            // It is sent; whatever goes wrong with the farewell does not matter.
            await smtp.DisconnectAsync(quit: true, late.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            return MailResult.Sent;
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            return Failed(ProblemOf(error, server), error.Message);
        }
    }

    private static SecureSocketOptions SecurityOf(MailOptions server) => !server.UseTls ? SecureSocketOptions.None
        : server.Port == MailOptions.ImplicitTlsPort ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls;

    private static MailProblem ProblemOf(Exception error, MailOptions server) => error switch
    {
        SslHandshakeException => MailProblem.Certificate,
        NotSupportedException => server.UseTls && error.Message.Contains("STARTTLS", StringComparison.OrdinalIgnoreCase) ? MailProblem.NoTls : MailProblem.NoSignIn,
        AuthenticationException => MailProblem.SignIn,
        SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } => MailProblem.Sender,
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } => MailProblem.Recipient,
        SmtpCommandException or ServiceNotAuthenticatedException => MailProblem.Refused,
        SmtpProtocolException or SocketException or IOException or OperationCanceledException or TimeoutException => MailProblem.Unreachable,
        _ => MailProblem.Refused,
    };

    private MailResult Failed(MailProblem problem, string detail = "")
    {
        var said = OneLine.Of(detail);
        said = said.Length > MostCharacters ? said[..MostCharacters] : said;
        var result = new MailResult(problem, null, said);
        return result with { Sentence = display.Text.MailProblem(result.StoredText!) };
    }

    private MimeMessage Write(MailOptions server, MailboxAddress to, MailContent content, string key, string? oneClick)
    {
        var from = MailboxAddress.Parse(server.From!);
        var message = new MimeMessage { Subject = content.Subject, Date = time.GetUtcNow(), MessageId = $"{key}@{from.Domain}" };
        from.Name = string.IsNullOrEmpty(from.Name) ? business.Own : from.Name;
        message.From.Add(from);
        message.To.Add(to);
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        if (oneClick is not null)
        {
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{oneClick}>");
            message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }

        var picture = logo.FindIfReadable();
        var body = new BodyBuilder
        {
            TextBody = MailText.Plain(content, business.Own),
            HtmlBody = MailText.Html(content, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, business.Own, picture is not null),
        };

        // A part of the mail: programs show no picture that is in the HTML itself, and ask before they load one from elsewhere.
        if (picture is not null)
            body.LinkedResources.Add($"logo.{picture.ContentType.Split('/')[1]}", picture.Content, ContentType.Parse(picture.ContentType)).ContentId = MailText.LogoId;
        message.Body = body.ToMessageBody();
        return message;
    }
}
