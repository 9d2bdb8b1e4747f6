using System.Diagnostics;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.EventLog;

namespace Superfone.Dashboard.Recordings.Download;

/// <summary>
/// Follows the log of deliveries and queues each recording that is announced in it. It works in small pieces and rests longer than it
/// works: nobody waits for it as long as for the sender's next event.
/// </summary>
internal sealed class AnnouncementFollower(
    AnnouncementTable announcements, DeliverySignal log, IOptions<RecordingOptions> options, ILogger<AnnouncementFollower> logger)
    : BackgroundService
{
    private const int Piece = 256;
    private const int RestPerWork = 20;

    // A checkpoint costs a flush of the disk that ingest shares: where nothing was announced it is kept now and then.
    private const int LargestLag = 10_000;

    private static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => options.Value.Enabled
        ? Task.Factory.StartNew(() => Run(stoppingToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
        : Task.CompletedTask;

    private void Run(CancellationToken stopping)
    {
        using var waiter = log.Listen();
        while (!stopping.IsCancellationRequested)
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
                logger.LogError(error, "Announced recordings could not be queued; it is tried again");
                stopping.WaitHandle.WaitOne(RetryDelay);
            }
        }
    }

    private void Follow(DeliveryWaiter waiter, CancellationToken stopping)
    {
        var kept = announcements.ReadCheckpoint();
        var read = kept;
        while (!stopping.IsCancellationRequested)
        {
            var started = Stopwatch.GetTimestamp();
            var (last, count, found) = announcements.ReadLog(read, Piece);
            read = last;
            if (found.Count > 0 || read - kept >= LargestLag)
            {
                announcements.Keep(found, read);
                kept = read;
            }

            var rest = RestPerWork * Stopwatch.GetElapsedTime(started);
            stopping.WaitHandle.WaitOne(rest < LongestRest ? rest : LongestRest);
            if (count < Piece)
                waiter.Wait(stopping);
        }
    }
}
