using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Recordings.Download;

/// <summary>Tries a failed download again when a person wants it, without waiting for its time.</summary>
public sealed class RecordingRetry(
    RecordingTable queue, PrimaryWriter writer, IDbContextFactory<PrimaryContext> contexts, TimeProvider time, IOptions<RecordingOptions> options)
{
    /// <summary>Makes the failed download of a call's recording due at once.</summary>
    /// <param name="cdrId">The call.</param>
    /// <param name="cancellation">Stops it before it is done.</param>
    public async Task<RetryResult> RetryAsync(long cdrId, CancellationToken cancellation = default)
    {
        if (!options.Value.Enabled)
            return RetryResult.Disabled;

        if (await writer.RunAsync(() => queue.Retry(cdrId)).WaitAsync(cancellation))
            return RetryResult.Queued;
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        var recording = await primary.Recordings.AsNoTracking().SingleOrDefaultAsync(row => row.CdrId == cdrId, cancellation);
        return recording switch
        {
            null => RetryResult.Unknown,
            { Status: RecordingStatus.Stored } => RetryResult.Stored,
            { Status: RecordingStatus.Downloading } => RetryResult.UnderWay,
            _ => recording.ExpiresUtc > time.GetUtcNow().UtcDateTime ? RetryResult.UnderWay : RetryResult.Ended,
        };
    }
}
