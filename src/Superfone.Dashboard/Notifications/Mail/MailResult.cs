namespace Superfone.Dashboard.Notifications.Mail;

/// <summary>What became of a mail.</summary>
/// <param name="Problem">Why it was not sent; <see langword="null"/> if it was.</param>
/// <param name="Sentence">The same as a sentence, with what the server said.</param>
public sealed record MailResult(MailProblem? Problem, string? Sentence)
{
    /// <summary>The server took it.</summary>
    public static MailResult Sent { get; } = new(null, null);

    /// <summary>Whether the server took it.</summary>
    public bool IsSent => Problem is null;
}

/// <summary>Why a mail was not sent.</summary>
public enum MailProblem
{
    /// <summary>No server is set up.</summary>
    NotSetUp,

    /// <summary>The server could not be reached, or did not answer in time.</summary>
    Unreachable,

    /// <summary>The server offers no TLS.</summary>
    NoTls,

    /// <summary>The server's certificate is not trusted, or is for another name.</summary>
    Certificate,

    /// <summary>The server offers no sign-in, although there is a user name.</summary>
    NoSignIn,

    /// <summary>The server refused the user name or the password.</summary>
    SignIn,

    /// <summary>The server refused the sender.</summary>
    Sender,

    /// <summary>The server refused the recipient.</summary>
    Recipient,

    /// <summary>The server refused the message, or something else.</summary>
    Refused,
}
