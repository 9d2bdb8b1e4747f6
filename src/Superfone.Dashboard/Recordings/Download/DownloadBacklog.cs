using Superfone.Dashboard.Recordings.Files;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Recordings;

namespace Superfone.Dashboard.Recordings.Download;

/// <summary>
/// The recordings still to be downloaded. Changes go through <see cref="PrimaryWriter"/> and are committed when their task ends.
/// </summary>
public sealed class DownloadBacklog(RecordingTable recordings, RecordingStores stores, PrimaryWriter writer, RetrySchedule schedule, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <inheritdoc cref="RecordingTable.Release"/>
    public Task<List<long>> ReleaseAsync() => writer.RunAsync(recordings.Release);

    /// <inheritdoc cref="RecordingTable.Retry"/>
    public Task<bool> RetryAsync(long cdrId) => writer.RunAsync(() => recordings.Retry(cdrId));

    /// <inheritdoc cref="RecordingTable.Lose"/>
    public Task LoseAsync(long cdrId, string path) => writer.RunAsync(() => recordings.Lose(cdrId, path));

    /// <inheritdoc cref="RecordingTable.Claim"/>
    internal Task<RecordingJob?> ClaimAsync() => writer.RunAsync(recordings.Claim);

    /// <inheritdoc cref="RecordingTable.NextUtc"/>
    internal DateTime? NextUtc() => recordings.NextUtc();

    /// <summary>Postpones everything that is due, for a reason on this machine.</summary>
    internal Task PostponeAsync(string reason) => writer.RunAsync(() => recordings.Postpone(reason, Now + RetrySchedule.Postponement));

    /// <summary>Records the result of a claimed download.</summary>
    internal async Task FinishAsync(RecordingJob job, DownloadResult result)
    {
        if (result.File is { } stored)
        {
            if (!await writer.RunAsync(() => recordings.Store(job.CdrId, stored)))
                await stores.DeleteAsync(stored.Path);
        }
        else if (result.IsPostponed)
            await writer.RunAsync(() => recordings.Fail(job, result.Reason, job.Attempt - 1, Now + RetrySchedule.Postponement));
        else
            await writer.RunAsync(() => recordings.Fail(job, result.Reason, job.Attempt, schedule.Next(Now, job.ExpiresUtc, job.Attempt)));
    }
}
