using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Recordings.Download;

/// <summary>Retries a failed download at once on request.</summary>
public sealed class RecordingRetry(
    DownloadBacklog queue, IDbContextFactory<PrimaryContext> contexts, IDbContextFactory<ReadModelContext> readModels, TimeProvider time, IOptionsMonitor<RecordingOptions> options)
{
    /// <summary>Makes the failed download of a call's recording due at once.</summary>
    /// <param name="cdrId">The call.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellation">Cancels the wait; the retry may still take place.</param>
    public async Task<RetryResult> RetryAsync(long cdrId, Actor by, CancellationToken cancellation = default)
    {
        by.Require(Permission.Listen);
        if (!options.CurrentValue.Enabled)
            return RetryResult.Disabled;

        if (!await readModels.SeesCallAsync(by.Visibility, cdrId, cancellation))
            return RetryResult.Unknown;
        if (await queue.RetryAsync(cdrId).WaitAsync(cancellation))
            return RetryResult.Queued;
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        var recording = await primary.Recordings.AsNoTracking().SingleOrDefaultAsync(row => row.CdrId == cdrId, cancellation);
        return recording?.Status switch
        {
            RecordingStatus.Stored => RetryResult.Stored,
            RecordingStatus.Downloading => RetryResult.UnderWay,
            RecordingStatus.Pending or RecordingStatus.Failed or RecordingStatus.Expired => recording!.ExpiresUtc > time.GetUtcNow().UtcDateTime ? RetryResult.UnderWay : RetryResult.Ended,
            null => RetryResult.Unknown,
        };
    }
}
