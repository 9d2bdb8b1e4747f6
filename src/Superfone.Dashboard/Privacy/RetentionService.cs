using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration.Privacy;
using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.Privacy;

/// <summary>Runs retention each night of the business, or as soon as the application runs again.</summary>
internal sealed class RetentionService(
    Retention retention, IOptionsMonitor<PrivacyOptions> options, BusinessCalendar calendar, TimeProvider time, ILogger<RetentionService> logger) : BackgroundService
{
    private const int Hour = 3;
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var last = time.GetUtcNow().UtcDateTime;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var due = DueAfter(retention.FindLastRun()?.AtUtc ?? last);
                if (due <= time.GetUtcNow().UtcDateTime)
                    due = DueAfter((await RunAsync(stoppingToken)).AtUtc);
                var wait = due - time.GetUtcNow().UtcDateTime;
                await Task.Delay(wait < LongestWait ? wait : LongestWait, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                logger.LogError(error, "Retention was interrupted; it is tried again");
                await Task.Delay(LongestWait, time, stoppingToken);
            }
        }
    }

    private Task<RetentionRun> RunAsync(CancellationToken stopping)
    {
        var days = options.CurrentValue;
        return retention.RunAsync(new RetentionDays(days.BodyDays, days.RecordingDays, days.TranscriptDays, days.ContactDays), stopping);
    }

    private DateTime DueAfter(DateTime last)
    {
        var day = calendar.DayOf(last);
        var tonight = calendar.HourUtc(day, Hour).From;
        return tonight > last ? tonight : calendar.HourUtc(day.AddDays(1), Hour).From;
    }
}
