using System.Diagnostics;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Logs;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Recordings;
using Superfone.Events;

namespace Superfone.Dashboard.Recordings.Download;

/// <summary>
/// Follows the log and queues each announced recording. It works in small batches and rests longer than it works, so that it does not slow
/// down ingest.
/// </summary>
internal sealed class AnnouncementFollower(
    AnnouncementTable announcements, IEventLog log, PrimaryWriter writer, IOptionsMonitor<RecordingOptions> options, ILogger<AnnouncementFollower> logger)
    : BackgroundService
{
    private const int BatchSize = 256;
    private const int RestPerWork = 20;

    // A checkpoint costs a flush of the disk that ingest shares, so without announcements it is saved only occasionally.
    private const int LargestLag = 10_000;

    private static readonly EventKind[] Announcing =
        [.. EventRegistry.All.Where(definition => definition.Subject == EventSubject.Call).Select(definition => definition.Kind)];

    // A signal may get lost.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly RepeatedError _failure = new();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Downloads may be turned on and off at any time.
        while (!stoppingToken.IsCancellationRequested)
        {
            if (options.CurrentValue.Enabled)
                await Task.Factory.StartNew(() => Run(stoppingToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            else
                await Task.Delay(LongestWait, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Run(CancellationToken stopping)
    {
        using var waiter = log.Listen();
        while (!stopping.IsCancellationRequested && options.CurrentValue.Enabled)
        {
            try
            {
                Follow(waiter, stopping);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception error)
            {
                if (_failure.IsNew(error))
                    logger.LogError("Announced recordings cannot be queued; it is tried again every second: {Reason}", error.Message);
                stopping.WaitHandle.WaitOne(RetryDelay);
            }
        }
    }

    private void Follow(DeliveryWaiter waiter, CancellationToken stopping)
    {
        using var deliveries = log.OpenReader();
        var saved = announcements.ReadCheckpoint();
        var read = saved;
        while (!stopping.IsCancellationRequested && options.CurrentValue.Enabled)
        {
            var started = Stopwatch.GetTimestamp();
            var batch = deliveries.ReadDeliveries(read, BatchSize, Announcing);
            var found = batch.Select(AnnouncementIn).OfType<Announcement>().ToList();
            read = batch.Count > 0 ? batch[^1].Id : read;
            if (found.Count > 0 || read - saved >= LargestLag)
            {
                var checkpoint = read;
                writer.RunAsync(() => announcements.Save(found, checkpoint)).GetAwaiter().GetResult();
                saved = checkpoint;
            }

            _failure.End();

            var rest = RestPerWork * Stopwatch.GetElapsedTime(started);
            stopping.WaitHandle.WaitOne(rest < LongestRest ? rest : LongestRest);
            if (batch.Count == 0)
                waiter.Wait(LongestWait, stopping);
        }
    }

    private static Announcement? AnnouncementIn(LogEntry entry) => entry.Body is { } body && RecordingAnnouncement.Find(body) is { } announced
        ? new Announcement(announced.CdrId, entry.Id, RecordingUrl.ExpiresUtc(announced.Url, entry.ReceivedUtc))
        : null;
}
