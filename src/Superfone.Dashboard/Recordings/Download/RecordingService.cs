using System.Data.Common;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Logs;
using Superfone.Dashboard.Recordings.Files;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Objects;
using Superfone.Dashboard.Storage.Primary.Recordings;

namespace Superfone.Dashboard.Recordings.Download;

/// <summary>Downloads queued recordings, several at a time; the one whose URL expires first comes first.</summary>
internal sealed class RecordingService(
    DownloadBacklog queue,
    RecordingFolder folder,
    RecordingStores stores,
    RecordingDownload download,
    RecordingSignal signal,
    RecordingMetrics metrics,
    ILeases leases,
    TimeProvider time,
    IOptionsMonitor<RecordingOptions> options,
    ILogger<RecordingService> logger) : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    private readonly RepeatedError _failure = new();
    private int _running;

    private int MostRunning => options.CurrentValue is { Enabled: true } settings ? settings.Concurrency : 0;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        List<long> unfinished = [];
        await PersistentlyAsync(async () => unfinished = await queue.ReleaseAsync(), stoppingToken);
        await CleanAsync(unfinished, stoppingToken);
        using var change = options.OnChange(_ => signal.Notify());
        var running = new HashSet<Task>();
        try
        {
            while (true)
            {
                running.RemoveWhere(task => task.IsCompleted);
                if (await NextAsync(stoppingToken) is not { } job)
                    continue;
                Interlocked.Increment(ref _running);
                running.Add(Task.Run(() => DownloadAsync(job, stoppingToken), CancellationToken.None));
            }
        }
        catch (OperationCanceledException)
        {
            // Unfinished downloads return to the queue at the next start.
            await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task CleanAsync(List<long> unfinished, CancellationToken stopping)
    {
        try
        {
            await stores.CleanAsync(unfinished, stopping);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectStoreException or DbException)
        {
            logger.LogWarning(error, "What an earlier run left among the recordings could not be deleted");
        }
    }

    // The next download, or null after a wait: for one that is due, for one that ends, or for other settings.
    private async Task<RecordingJob?> NextAsync(CancellationToken stopping)
    {
        RecordingJob? job = null;
        DateTime? next = null;
        if (Volatile.Read(ref _running) < MostRunning)
        {
            await PersistentlyAsync(async () =>
            {
                await PauseAsync(folder.LackOfRoom(0));
                job = await queue.ClaimAsync();
                next = job is null ? queue.NextUtc() : null;
            }, stopping);
        }

        if (job is null)
            await signal.WaitAsync(next, stopping);
        return job;
    }

    // With too little disk space no download is started, and each recording that is due shows why.
    private async Task PauseAsync(string? lackOfRoom)
    {
        if (lackOfRoom is not null)
            await queue.PostponeAsync(lackOfRoom);
    }

    private async Task DownloadAsync(RecordingJob job, CancellationToken stopping)
    {
        try
        {
            var result = await ResultAsync(job, stopping);
            await PersistentlyAsync(() =>
            {
                leases.RequireHeld(NodeWork.Recordings);
                return queue.FinishAsync(job, result);
            }, stopping);
            metrics.Ended(result);
            if (result.Reason is { } reason)
                logger.LogInformation("The {Recording} failed: {Reason}", job, reason);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
            signal.Notify();
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

    // The database may be locked, full or missing for a while. Downloads wait for it: a file without a row cannot be played.
    private async Task PersistentlyAsync(Func<Task> work, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                await work();
                _failure.End();
                return;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                if (_failure.IsNew(error))
                    logger.LogError("The queue of recordings cannot be read or written; it is tried again every few seconds: {Reason}", error.Message);
                await Task.Delay(RetryDelay, time, stopping);
            }
        }
    }
}
