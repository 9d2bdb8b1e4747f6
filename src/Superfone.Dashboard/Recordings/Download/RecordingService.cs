using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Recordings.Files;

namespace Superfone.Dashboard.Recordings.Download;

/// <summary>Works off the queue: several downloads at a time, the one whose URL ends soonest first.</summary>
internal sealed class RecordingService(
    RecordingTable queue,
    RecordingFolder folder,
    RecordingDownload download,
    RecordingSignal signal,
    RecordingMetrics metrics,
    TimeProvider time,
    IOptions<RecordingOptions> options,
    ILogger<RecordingService> logger) : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    private bool _isPaused;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        List<long> unfinished = [];
        await PersistentlyAsync(() => unfinished = queue.Release(), stoppingToken);
        Clean(unfinished, stoppingToken);
        if (!options.Value.Enabled)
            return;

        using var slots = new SemaphoreSlim(options.Value.Concurrency);
        var running = new HashSet<Task>();
        try
        {
            while (true)
            {
                await slots.WaitAsync(stoppingToken);
                running.RemoveWhere(task => task.IsCompleted);
                var job = await NextAsync(stoppingToken);
                running.Add(Task.Run(() => DownloadAsync(job, slots, stoppingToken), CancellationToken.None));
            }
        }
        catch (OperationCanceledException)
        {
            // What was being downloaded goes back into the queue at the next start.
            await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Clean(List<long> unfinished, CancellationToken stopping)
    {
        try
        {
            folder.Clean(unfinished, stopping);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning(error, "What an earlier run left among the recordings could not be deleted");
        }
    }

    private async Task<RecordingJob> NextAsync(CancellationToken stopping)
    {
        while (true)
        {
            RecordingJob? job = null;
            DateTime? next = null;
            await PersistentlyAsync(() =>
            {
                Pause(folder.LackOfRoom(0));
                job = queue.Claim();
                next = job is null ? queue.NextUtc() : null;
            }, stopping);
            if (job is not null)
                return job;
            await signal.WaitAsync(next, stopping);
        }
    }

    // With too little room nothing is begun, and everything that would be says why.
    private void Pause(string? lackOfRoom)
    {
        if (lackOfRoom is not null && !_isPaused)
            logger.LogWarning("Recordings are not downloaded for now. {Reason}", lackOfRoom);
        _isPaused = lackOfRoom is not null;
        if (lackOfRoom is not null)
            queue.Postpone(lackOfRoom);
    }

    private async Task DownloadAsync(RecordingJob job, SemaphoreSlim slots, CancellationToken stopping)
    {
        try
        {
            var result = await ResultAsync(job, stopping);
            await PersistentlyAsync(() => queue.Finish(job, result), stopping);
            metrics.Ended(result);
            if (result.Reason is { } reason)
                logger.LogInformation("The {Recording} failed: {Reason}", job, reason);
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<DownloadResult> ResultAsync(RecordingJob job, CancellationToken stopping)
    {
        try
        {
            return await download.RunAsync(job, stopping);
        }
        catch (Exception error) when (!stopping.IsCancellationRequested)
        {
            logger.LogError(error, "The {Recording} ended in an error", job);
            return DownloadResult.Failed("Something unexpected happened; the log says what.");
        }
    }

    // The database may be locked, full or gone for a while. Downloads wait for it: a file nobody knows of is no file.
    private async Task PersistentlyAsync(Action work, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                work();
                return;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                logger.LogError(error, "The queue of recordings could not be read or written; it is tried again");
                await Task.Delay(RetryDelay, time, stopping);
            }
        }
    }
}
