using System.Diagnostics.Metrics;
using Superfone.Dashboard.Configuration.Telemetry;

namespace Superfone.Dashboard.Notifications.Mail;

/// <summary>The metrics of mails.</summary>
internal sealed class MailMetrics
{
    private readonly Counter<long> _mails;

    /// <summary>Creates the instruments.</summary>
    public MailMetrics(IMeterFactory meters) => _mails = meters.CreateOwn().CreateCounter<long>("superfone.mail.messages", "{message}", "Attempts to send mails, by result.");

    /// <summary>Counts an attempt.</summary>
    public void Ended(bool isSent) => _mails.Add(1, new KeyValuePair<string, object?>("result", isSent ? "sent" : "failed"));
}
