using Superfone.Dashboard.Configuration.Logs;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Mail;

namespace Superfone.Dashboard.Notifications.Alerts;

/// <summary>Mails people what they are told of when it is due.</summary>
internal sealed class MailAlertService(MailAlerts alerts, MailRecordTable records, PrimaryWriter writer, MailAlertSignal signal, TimeProvider time, ILogger<MailAlertService> logger) : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan CleaningInterval = TimeSpan.FromHours(6);
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    private readonly RepeatedError _failure = new();
    private DateTime _cleanedUtc;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        alerts.Begin();
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = time.GetUtcNow().UtcDateTime + LongestWait;
            try
            {
                next = await alerts.SendDueAsync(stoppingToken) is { } due && due < next ? due : next;
                await CleanAsync();
                _failure.End();
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                if (_failure.IsNew(error))
                    logger.LogError(error, "Alerts could not be mailed; it is tried again every minute");
            }

            await signal.WaitAsync(next, stoppingToken);
        }
    }

    private async Task CleanAsync()
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (now - _cleanedUtc < CleaningInterval)
            return;
        await writer.RunAsync(() => records.RemoveBefore(now - Remembered));
        _cleanedUtc = now;
    }
}
