using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration.Privacy;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage.Faults;
using Superfone.Dashboard.Storage.Nodes;

namespace Superfone.Dashboard.Privacy;

/// <summary>Runs retention each night of the business, or as soon as the application runs again.</summary>
internal sealed class RetentionService(
    Retention retention, IOptionsMonitor<PrivacyOptions> options, BusinessCalendar calendar, ClockWatch clock, NodeBoard nodes, TimeProvider time, ILogger<RetentionService> logger) : BackgroundService
{
    private const int Hour = 3;

    // What is kept is counted in days.
    private static readonly TimeSpan SmallestJump = TimeSpan.FromHours(20);
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
                await TrustClockAsync(stoppingToken);
                var run = retention.FindLastRun()?.AtUtc ?? last;
                var now = time.GetUtcNow().UtcDateTime;
                var due = run > now ? now : DueAfter(run); // The clock may have been set back.
                if (due <= now && nodes.ShowsLess)
                {
                    // Who was called lately is not known here yet.
                    await Task.Delay(NodeBoard.Patience, time, stoppingToken);
                    continue;
                }

                if (due <= now)
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

    // With a clock that is wrong by days, everything would look too old.
    private async Task TrustClockAsync(CancellationToken stopping)
    {
        if (clock.Look() <= SmallestJump)
            return;
        logger.LogWarning("The clock was set forward by about a day or more. Retention deletes nothing until it is set right, or for a day");
        while (clock.Look() > SmallestJump)
            await Task.Delay(LongestWait, time, stopping);
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
