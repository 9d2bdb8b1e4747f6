using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Configuration.Logs;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Storage.Faults;
using Superfone.Dashboard.Storage.Objects;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Samples;

namespace Superfone.Dashboard.Recordings.Files;

/// <summary>
/// Moves recordings to where new ones are kept: what S3 did not take at first, and all of them after the setting was changed, to S3 or back. It
/// also tries a store that has failed, until it works again. Without a bucket it does nothing.
/// </summary>
internal sealed class RecordingMover(
    RecordingStores stores, RecordingBucket bucket, RecordingMove move, StorageFaults faults, MoveSignal signal, IDbContextFactory<PrimaryContext> contexts,
    TimeProvider time, ILogger<RecordingMover> logger) : BackgroundService
{
    private const int BatchSize = 100;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookAgain = TimeSpan.FromHours(1);

    private readonly RepeatedError _failure = new();
    private bool _isTried;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (bucket.IsConfigured)
        {
            var wait = await WorkAsync(stoppingToken) ? LookAgain : RetryDelay;
            await signal.WaitAsync(time.GetUtcNow().UtcDateTime + wait, stoppingToken);
        }
    }

    private async Task<bool> WorkAsync(CancellationToken stopping)
    {
        try
        {
            if (!_isTried || faults.Of(StoragePart.RecordingStore) is not null)
                await bucket.ProbeAsync(stopping);
            _isTried = true;
            faults.Clear(StoragePart.RecordingStore);
            await MoveAllAsync(stopping);
            _failure.End();
            return true;
        }
        catch (ObjectStoreException error)
        {
            faults.Report(StoragePart.RecordingStore, error);
        }
        catch (Exception error) when (!stopping.IsCancellationRequested)
        {
            if (_failure.IsNew(error))
                logger.LogError("Recordings cannot be moved, which is tried again every half minute: {Reason}", error.Message);
        }

        return false;
    }

    private async Task MoveAllAsync(CancellationToken stopping)
    {
        var (after, moved) = (long.MinValue, 0);
        while (await ReadAsync(after, stopping) is { Count: > 0 } batch)
        {
            foreach (var file in batch)
            {
                if (await TryMoveAsync(file, stopping))
                    moved++;
                else if (!stores.AreInS3 && move.LacksRoom)
                    return;
            }

            after = batch[^1].CdrId;
        }

        if (moved > 0)
            logger.LogInformation("{Count} recordings were moved {Where}", moved, stores.AreInS3 ? "to S3" : "from S3 to the data folder");
    }

    // One that cannot be read or written does not stop the others.
    private async Task<bool> TryMoveAsync(RecordingFile file, CancellationToken stopping)
    {
        try
        {
            return await stores.InTurnAsync(() => move.RunAsync(file, stores.AreInS3, stopping), stopping);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning("The recording of call {CdrId} cannot be moved, which is tried again: {Reason}", file.CdrId, error.Message);
            return false;
        }
    }

    // Sample recordings go with their folder.
    private async Task<List<RecordingFile>> ReadAsync(long after, CancellationToken cancellation)
    {
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        var isToS3 = stores.AreInS3;
        var rows = await primary.Recordings.AsNoTracking()
            .Where(row => row.CdrId > after && row.Status == RecordingStatus.Stored && row.Path != null && row.Sha256 != null && row.SizeBytes != null)
            .Where(row => row.Path!.StartsWith(ObjectStore.PathScheme) != isToS3 && !row.Path!.StartsWith(SampleLog.RecordingFolder + "/"))
            .OrderBy(row => row.CdrId).Take(BatchSize).ToListAsync(cancellation);
        return [.. rows.Select(RecordingFiles.Of).OfType<RecordingFile>()];
    }
}
