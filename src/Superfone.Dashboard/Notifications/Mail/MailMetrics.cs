using System.Diagnostics.Metrics;

namespace Superfone.Dashboard.Notifications.Mail;

/// <summary>The metrics of mails, under the meter <c>Superfone.Dashboard</c>.</summary>
internal sealed class MailMetrics
{
    private readonly Counter<long> _mails;

    /// <summary>Creates the instruments.</summary>
    public MailMetrics(IMeterFactory meters) => _mails = meters.Create("Superfone.Dashboard").CreateCounter<long>("superfone.mail.messages", description: "Attempts to send mails, by result.");

    /// <summary>Counts an attempt.</summary>
    public void Ended(bool isSent) => _mails.Add(1, new KeyValuePair<string, object?>("result", isSent ? "sent" : "failed"));
}
