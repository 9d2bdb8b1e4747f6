namespace Superfone.Dashboard.Configuration.Mail;

/// <summary><c>Superfone:Mail</c>: the SMTP server by which digests, alerts and links are sent. Also set on the page Settings.</summary>
public sealed class MailOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Superfone:Mail";

    /// <summary>The port, unless it is set: that of mail programs (RFC 6409).</summary>
    public const int DefaultPort = 587;

    /// <summary>The port on which TLS begins with the connection (RFC 8314); on others it begins with STARTTLS.</summary>
    public const int ImplicitTlsPort = 465;

    /// <summary>The server; <see langword="null"/> if no mail is sent.</summary>
    public string? Host { get; init; }

    /// <summary>Its port.</summary>
    public required int Port { get; init; }

    /// <summary>The name to sign in with; <see langword="null"/> for a server that asks for none.</summary>
    public string? UserName { get; init; }

    /// <summary>The password of that name.</summary>
    public string? Password { get; init; }

    /// <summary>The sender, such as <c>Calls &lt;calls@example.com&gt;</c>; <see langword="null"/> if no mail is sent.</summary>
    public string? From { get; init; }

    /// <summary>Whether nothing is sent without TLS and a certificate that this computer trusts.</summary>
    public required bool UseTls { get; init; }

    /// <summary>Whether mail is set up.</summary>
    public bool IsSetUp => Host is not null && From is not null;

    internal static MailOptions Read(SectionReader section) => new()
    {
        Host = section.OptionalText("Host")?.Trim(),
        Port = section.Int32("Port", DefaultPort),
        UserName = section.OptionalText("UserName")?.Trim(),
        Password = section.OptionalText("Password"),
        From = section.OptionalText("From")?.Trim(),
        UseTls = section.Boolean("UseTls", true),
    };
}
