using System.Data.Common;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Configuration.Backups;
using Superfone.Dashboard.Storage.Backups;
using Superfone.Dashboard.Storage.Backups.Places;

namespace Superfone.Dashboard.Operations.Backups;

/// <summary>
/// Makes backups: for the schedule, the page and the command. What concerns the configured folder is recorded in <see cref="BackupState"/>; there old
/// backups are deleted as well.
/// </summary>
public sealed class BackupJob(
    BackupWriter writer, RestoreDrill drill, BackupState state, ErasureList erasures, BackupPlaces places, AuditLog audit, IOptionsMonitor<BackupOptions> options, IHostApplicationLifetime lifetime,
    TimeProvider time, ILogger<BackupJob> logger) : IDisposable
{
    private readonly SemaphoreSlim _runs = new(1, 1);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private BackupProgress? _running;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Raised, on any thread, when a run begins or ends.</summary>
    public event Action? Changed;

    /// <summary>The run that is going on; <see langword="null"/> if there is none.</summary>
    public BackupProgress? Running => Volatile.Read(ref _running);

    /// <summary>Makes a backup in the configured folder now, unless one is being made.</summary>
    /// <param name="drills">Whether its restore is tried afterwards.</param>
    /// <param name="by">Who asks for it.</param>
    /// <returns>Ends with the run; its result is in <see cref="BackupState"/>.</returns>
    /// <exception cref="PermissionDeniedException">They may not.</exception>
    /// <exception cref="OperationCanceledException">The application stops.</exception>
    public async Task RunAsync(bool drills, Actor by)
    {
        by.Require(Permission.ManageSettings);
        await RunAsync(drills, by, lifetime.ApplicationStopping);
    }

    /// <summary>Makes a backup in the configured folder.</summary>
    /// <param name="drills">Whether its restore is tried afterwards.</param>
    /// <param name="actor">On whose behalf.</param>
    /// <param name="cancellation">Stops; nothing is left of an incomplete backup.</param>
    /// <returns>Whether it was made, and the drill, if any, found nothing.</returns>
    internal async Task<bool> RunAsync(bool drills, Actor actor, CancellationToken cancellation)
    {
        if (options.CurrentValue.Directory is not { } folder || !await _runs.WaitAsync(0, cancellation))
            return false;
        try
        {
            Show(new BackupProgress(IsDrill: false));
            return await RunOnceAsync(folder, drills, actor, cancellation);
        }
        catch (BackupException error)
        {
            logger.LogError("{Reason}", error.Message);
            return false;
        }
        finally
        {
            Show(null);
            _runs.Release();
        }
    }

    /// <summary>Makes a backup.</summary>
    /// <param name="folder">The full path or address of the place of backups.</param>
    /// <param name="passphrase">The passphrase; <see langword="null"/> for none.</param>
    /// <param name="actor">On whose behalf.</param>
    /// <param name="progress">Receives the share that is done: 0 to 1.</param>
    /// <param name="cancellation">Stops; nothing is left of it.</param>
    /// <exception cref="BackupException">It cannot be made.</exception>
    internal Task<WrittenBackup> MakeAsync(string folder, string? passphrase, Actor actor, IProgress<double>? progress, CancellationToken cancellation) =>
        TakeTurnAsync(new BackupProgress(IsDrill: false), progress, async share =>
        {
            var isScheduled = BackupPaths.AreSame(folder, options.CurrentValue.Directory);
            await WriteAuditAsync(actor, folder);
            WrittenBackup made;
            try
            {
                var order = new BackupOrder(folder) { Passphrase = passphrase, RereadsLinked = isScheduled && state.LastDrill?.Finding is not null };
                made = await OnThreadAsync(() => writer.Write(order, share, cancellation));
                made = made with { Warnings = [.. made.Warnings, .. await OnThreadAsync(() => ListErasures(folder))] };
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                var failure = error as BackupException ?? new BackupException($"The backup in '{folder}' failed: {error.Message}", error);
                if (failure != error)
                    logger.LogError(error, "A backup failed unexpectedly");
                if (isScheduled)
                    await state.SaveAsync(new BackupFailure(Now, failure.Message));
                throw failure;
            }

            if (isScheduled)
                await FinishAsync(folder, made);
            return made;
        }, cancellation);

    /// <summary>Tries the restore of a backup that was made after <see cref="RestoreDrill.Begin"/>.</summary>
    /// <param name="backup">The full path of the backup.</param>
    /// <param name="progress">Receives the share that is done: 0 to 1.</param>
    /// <param name="cancellation">Stops.</param>
    internal Task<DrillResult?> DrillAsync(string backup, IProgress<double>? progress, CancellationToken cancellation) =>
        TakeTurnAsync(new BackupProgress(IsDrill: true), progress, async share =>
        {
            var result = await OnThreadAsync(() => drill.Run(backup, options.CurrentValue.Passphrase, share, cancellation));
            if (result is not null)
                await FinishAsync(result, backup);
            return result;
        }, cancellation);

    /// <summary>Deletes what drills have left.</summary>
    internal void CleanDrill()
    {
        try
        {
            drill.Clean();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning("What a restore drill has left cannot be deleted: {Reason}", error.Message);
        }
    }

    /// <summary>The backups in the configured folder, newest first.</summary>
    public Task<IReadOnlyList<BackupItem>> ListAsync() => OnThreadAsync<IReadOnlyList<BackupItem>>(() => options.CurrentValue.Directory is { } folder
        ? [.. places.At(folder).Find().Where(backup => !backup.Manifest.IsDatabaseOnly).Select(backup => new BackupItem(
            Path.GetFileName(backup.Path), backup.Manifest.CreatedUtc, backup.Manifest.SizeBytes, backup.Manifest.Encryption is not null, backup.Manifest.Problems.Count))]
        : []);

    /// <inheritdoc/>
    public void Dispose()
    {
        _runs.Dispose();
        _turn.Dispose();
    }

    // A drill that cannot be done never keeps a backup from being made.
    private async Task<bool> RunOnceAsync(string folder, bool drills, Actor actor, CancellationToken cancellation)
    {
        try
        {
            var hindered = drills ? await OnThreadAsync(() => drill.Begin(cancellation)) : null;
            if (hindered is not null)
                await FinishAsync(hindered, null);
            var made = await MakeAsync(folder, options.CurrentValue.Passphrase, actor, null, cancellation);
            return !drills || (hindered is null && await DrillAsync(made.Path, null, cancellation) is not { Finding: not null });
        }
        finally
        {
            if (drills)
                CleanDrill();
        }
    }

    private async Task FinishAsync(string folder, WrittenBackup made)
    {
        await state.SaveAsync(new BackupSuccess(Now, made.Path, made.Manifest.SizeBytes, made.WrittenBytes, made.Duration.TotalSeconds, made.Warnings));
        logger.LogInformation("The backup '{Path}' was made in {Seconds:N1} s", made.Path, made.Duration.TotalSeconds);
        foreach (var warning in made.Warnings.Take(10))
            logger.LogWarning("The backup is complete but for this: {Problem}", warning);
        if (made.Manifest.LogId is not { } log)
            return;
        try
        {
            foreach (var name in await OnThreadAsync(() => BackupRetention.Apply(places.At(folder), log, options.CurrentValue.Keep, Now, state.LastTested)))
                logger.LogInformation("The old backup '{Name}' was deleted", name);
        }
        catch (Exception error) when (error is BackupException or IOException or UnauthorizedAccessException)
        {
            logger.LogWarning("Old backups in '{Folder}' cannot be deleted: {Reason}", folder, error.Message);
        }
    }

    private async Task FinishAsync(DrillResult result, string? backup)
    {
        await state.SaveAsync(result, backup);
        if (result.Finding is { } finding)
            logger.LogError("The restore drill failed: {Finding}", finding);
        else
            logger.LogInformation("The restore drill found the backup '{Path}' complete: {Deliveries} deliveries, {Recordings} recordings", backup, result.Deliveries, result.Recordings);
    }

    private IReadOnlyList<string> ListErasures(string folder)
    {
        try
        {
            erasures.Write(folder);
            return [];
        }
        catch (Exception error) when (error is BackupException or IOException or UnauthorizedAccessException or DbException)
        {
            return [$"The list of erasures beside the backups cannot be written, so a restore may bring back who was erased: {error.Message}"];
        }
    }

    // When the disk of the data is full, a backup on another one is needed most.
    private async Task WriteAuditAsync(Actor actor, string folder)
    {
        try
        {
            await audit.WriteAsync(actor, AuditAction.Backup, folder);
        }
        catch (DbException error)
        {
            logger.LogWarning("The backup for {Actor} is not in the audit log, which cannot be written: {Reason}", actor.Name, error.Message);
        }
    }

    private async Task<T> TakeTurnAsync<T>(BackupProgress run, IProgress<double>? progress, Func<IProgress<double>, Task<T>> work, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        var outer = Running;
        try
        {
            Show(run);
            return await work(new Share(share =>
            {
                Volatile.Write(ref _running, run with { Share = share });
                progress?.Report(share);
            }));
        }
        finally
        {
            Show(outer);
            _turn.Release();
        }
    }

    private void Show(BackupProgress? run)
    {
        Volatile.Write(ref _running, run);
        Changed?.Invoke();
    }

    // SQLite and files block their thread.
    private static Task<T> OnThreadAsync<T>(Func<T> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private sealed class Share(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}

/// <summary>How far a run is.</summary>
/// <param name="IsDrill">Whether a restore is tried; otherwise a backup is made.</param>
/// <param name="Share">The share that is done: 0 to 1.</param>
public sealed record BackupProgress(bool IsDrill, double Share = 0);

/// <summary>A backup in the configured folder.</summary>
/// <param name="Name">Its name.</param>
/// <param name="AtUtc">The time whose state it holds, UTC.</param>
/// <param name="SizeBytes">The size of its files in bytes, shared ones included.</param>
/// <param name="IsEncrypted">Whether it is encrypted.</param>
/// <param name="Problems">The number of recordings that were missing or damaged.</param>
public sealed record BackupItem(string Name, DateTime AtUtc, long SizeBytes, bool IsEncrypted, int Problems);
