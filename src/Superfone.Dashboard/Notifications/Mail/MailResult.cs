using Microsoft.Extensions.Localization;

namespace Superfone.Dashboard.Notifications.Mail;

/// <summary>What became of a mail.</summary>
/// <param name="Problem">Why it was not sent; <see langword="null"/> if it was.</param>
/// <param name="Sentence">The same as a sentence, with what the server said, in the language of the mail.</param>
/// <param name="Detail">What the server said.</param>
public sealed record MailResult(MailProblem? Problem, string? Sentence, string? Detail = null)
{
    /// <summary>The server took it.</summary>
    public static MailResult Sent { get; } = new(null, null);

    /// <summary>Whether the server took it.</summary>
    public bool IsSent => Problem is null;

    /// <summary>The problem as it is stored for whoever reads it later, in whatever language; see <see cref="MailProblemText"/>.</summary>
    public string? StoredText => Problem is { } problem ? $"{problem} {Detail}".Trim() : null;
}

/// <summary>Writes out problems that were stored.</summary>
public static class MailProblemText
{
    /// <summary>A problem as a sentence. One that an earlier version stored is a sentence already.</summary>
    /// <param name="text">The texts.</param>
    /// <param name="stored">The problem, as <see cref="MailResult.StoredText"/> gives it.</param>
    public static string MailProblem(this IStringLocalizer text, string stored) =>
        stored.Split(' ', 2) is var parts && Enum.TryParse<MailProblem>(parts[0], out var problem)
            ? text[$"MailProblem.{problem}", parts.ElementAtOrDefault(1) ?? ""].Value.Trim()
            : stored;
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

    /// <summary>It could not be sent for so long that it is not news any more.</summary>
    TooLate,
}
