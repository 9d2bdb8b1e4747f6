using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration.Backups;
using Superfone.Dashboard.Configuration.Logs;
using Superfone.Dashboard.Storage.Backups;
using Superfone.Dashboard.Storage.Objects;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Erasures;

namespace Superfone.Dashboard.Privacy;

/// <summary>Does requested erasures one after another, and continues with those that a stop or a kill has interrupted.</summary>
internal sealed class ErasureService(
    ErasureTable erasures, Eraser eraser, PrimaryWriter writer, ErasureSignal signal, ErasureList list, IOptionsMonitor<BackupOptions> backups, TimeProvider time,
    ILogger<ErasureService> logger) : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan WaitForQuiet = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan WaitForStore = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(10);

    private readonly RepeatedError _failure = new();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            TimeSpan wait;
            try
            {
                wait = await RunAsync(stoppingToken);
                _failure.End();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (ObjectStoreException error)
            {
                if (_failure.IsNew(error))
                    logger.LogError("An erasure waits until the S3 store deletes recordings or snapshots, which is tried again every minute: {Reason}", error.Message);
                wait = WaitForStore;
            }
            catch (Exception error)
            {
                // Every step can be repeated.
                logger.LogError(error, "An erasure was interrupted; it continues later");
                wait = RetryDelay;
            }

            await signal.WaitAsync(time.GetUtcNow().UtcDateTime + wait, stoppingToken);
        }
    }

    private async Task<TimeSpan> RunAsync(CancellationToken stopping)
    {
        await ListAsync();
        var wait = await WorkAsync(stopping);

        // In a store, another node may have replaced the list by one that it had read before.
        await ListAsync();
        return wait;
    }

    private async Task<TimeSpan> WorkAsync(CancellationToken stopping)
    {
        while (true)
        {
            var unfinished = await writer.RunAsync(erasures.Unfinished);
            var now = time.GetUtcNow().UtcDateTime;
            if (unfinished.Where(erasure => erasure.HiddenUtc is null).ToList() is { Count: > 0 } requested)
                await eraser.HideAsync(requested, stopping);
            else if (unfinished.Where(erasure => erasure.DueUtc <= now).ToList() is not { Count: > 0 } due)
                return LongestWait;
            else if (!await eraser.ForgetAsync(due, stopping))
                return WaitForQuiet;
            logger.LogInformation("{Count} erasures went a step further", unfinished.Count);
        }
    }

    // Beside the backups, so that an older one does not bring back who was erased since.
    private async Task ListAsync()
    {
        if (backups.CurrentValue.Directory is not { } folder || await writer.RunAsync(erasures.All) is not { Count: > 0 })
            return;
        try
        {
            await Task.Run(() => list.Write(folder));
        }
        catch (Exception error) when (error is BackupException or IOException or UnauthorizedAccessException)
        {
            logger.LogWarning(
                "The list of erasures in '{Folder}' cannot be written: {Reason} Until it can, restore with --erasures-of, or a backup may bring back who was erased",
                folder, error.Message);
        }
    }
}
