namespace Superfone.Dashboard.Notifications.Mail;

/// <summary>How the last mails went since the start, for the page of settings.</summary>
public sealed class MailState(TimeProvider time)
{
    private volatile Attempt? _sent;
    private volatile Attempt? _failed;

    /// <summary>The time at which the server last took a mail, UTC; <see langword="null"/> if it took none.</summary>
    public DateTime? LastSentUtc => _sent?.AtUtc;

    /// <summary>Why the last mail was not sent, as <see cref="MailResult.StoredText"/>; <see langword="null"/> if it was.</summary>
    public string? Problem => _failed is { } failed && !(failed.AtUtc <= _sent?.AtUtc) ? failed.Problem : null;

    internal void Ended(MailResult result)
    {
        var attempt = new Attempt(time.GetUtcNow().UtcDateTime, result.StoredText);
        if (result.IsSent)
            _sent = attempt;
        else
            _failed = attempt;
    }

    private sealed record Attempt(DateTime AtUtc, string? Problem);
}
