using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Database;
using Superfone.Dashboard.Storage.Backups;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Faults;
using Superfone.Dashboard.Storage.Objects;
using Superfone.Dashboard.Storage.ReadModel.Rows;
using ZstdSharp;
using static SQLitePCL.raw;

namespace Superfone.Dashboard.Storage.ReadModel.Snapshots;

/// <summary>
/// Puts copies of the read model into the store, from which a node that joins follows the log instead of computing all of it. One that is not of this log,
/// version, time zone or epoch is not used, nor one that is damaged.
/// </summary>
public sealed class ReadModelSnapshots(
    SnapshotBucket bucket, DataDirectory data, IEventLog log, ReadModelFile readModel, IOptions<StorageOptions> storage, IOptionsMonitor<RecordingOptions> recordings,
    ILogger<ReadModelSnapshots> logger)
{
    private const int Level = 3;
    private static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    /// <summary>Whether there may be several nodes, which share a store.</summary>
    public bool IsOn => storage.Value.Provider == StorageProvider.Postgres && recordings.CurrentValue.IsInS3;

    private LogStamp Stamp
    {
        get
        {
            using var reader = log.OpenReader();
            return reader.Stamp;
        }
    }

    /// <summary>Stores a snapshot of the current read model, unless there is a new one, and deletes those that are not needed any more.</summary>
    /// <param name="nowUtc">The current time, UTC.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Whether one was stored.</returns>
    /// <exception cref="ObjectStoreException">The store does not take it.</exception>
    /// <exception cref="IOException">There is too little room for a copy, or the disk fails.</exception>
    /// <exception cref="System.Data.Common.DbException">The read model or the log cannot be read.</exception>
    public async Task<bool> RefreshAsync(DateTime nowUtc, CancellationToken cancellation)
    {
        var (stamp, madeFor) = (Stamp, readModel.Wanted.Stamp);
        await bucket.DeleteOutdatedAsync(stamp, cancellation);
        var newest = (await bucket.ListAsync(stamp, cancellation)).FirstOrDefault(item => item.Name.Fits(stamp, madeFor));
        if (newest.Name is not null && !(nowUtc - newest.Object.ModifiedUtc > Interval))
            return false;
        var isStored = await StoreAsync(stamp, madeFor, newest.Name?.DeliveryId ?? 0, cancellation);
        await bucket.CleanAsync(stamp, madeFor, nowUtc, cancellation);
        return isStored;
    }

    /// <summary>Fetches the newest snapshot that fits, and verifies it. Blocks its thread.</summary>
    /// <param name="reader">Reads the log.</param>
    /// <param name="madeFor">What a read model must be computed for.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>A complete read model; <see langword="null"/> if there is none.</returns>
    internal TemporaryFile? Fetch(IEventLogReader reader, string madeFor, CancellationToken cancellation)
    {
        var stamp = reader.Stamp;
        try
        {
            foreach (var (name, item) in Task.Run(() => bucket.ListAsync(stamp, cancellation), cancellation).GetAwaiter().GetResult().Where(item => item.Name.Fits(stamp, madeFor)))
            {
                if (TryFetch(reader, stamp, name, item.SizeBytes, madeFor, cancellation) is { } file)
                    return file;
            }
        }
        catch (ObjectStoreException error)
        {
            logger.LogWarning("Snapshots of the read model cannot be listed, so it is computed from the log: {Reason}", error.Message);
        }

        return null;
    }

    private async Task<bool> StoreAsync(LogStamp stamp, string madeFor, long newest, CancellationToken cancellation)
    {
        // A copy of it, and the same packed.
        RequireRoom(new FileInfo(readModel.Path).Length * 3 / 2);
        using var copy = new TemporaryFile(data.Path);
        using var packed = new TemporaryFile(data.Path);

        // For seconds or minutes this computes and waits for the disk: the threads that answer requests do something else.
        if (await Task.Factory.StartNew(Pack, cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default) is not var (name, size) || !name.Fits(stamp, madeFor))
            return false;
        await bucket.PutAsync(stamp, name, packed.Path, size, cancellation);

        // Somebody may have been erased meanwhile.
        if (Stamp.Epoch == stamp.Epoch)
            return true;
        await bucket.DeleteAsync(stamp, name);
        return false;

        (SnapshotName Name, long SizeBytes)? Pack()
        {
            BackgroundThread.LowerPriority();
            DatabaseCopy.Write(readModel.Path, copy.Path, cancellation);
            if (CheckpointOf(copy.Path, cancellation) is not { IsComplete: true } checkpoint || checkpoint.MadeFor != madeFor || checkpoint.LogId != stamp.LogId || checkpoint.DeliveryId <= newest)
                return null;
            using (var content = FileCopy.Open(copy.Path))
            using (var file = new FileStream(packed.Path, PrivateFiles.NewFile()))
            using (var compression = new CompressionStream(file, Level))
                FileCopy.Pump(content, block => compression.Write(block.Span), cancellation);
            var (size, sha256) = FileCopy.Read(packed.Path, cancellation);
            return (SnapshotName.Of(checkpoint, sha256), size);
        }
    }

    private TemporaryFile? TryFetch(IEventLogReader reader, LogStamp stamp, SnapshotName name, long size, string madeFor, CancellationToken cancellation)
    {
        var file = new TemporaryFile(data.Path);
        try
        {
            // Unpacked it is about three times as large.
            RequireRoom(size * 3);
            Task.Run(() => UnpackAsync(stamp, name, size, file.Path, cancellation), cancellation).GetAwaiter().GetResult();
            if (CheckpointOf(file.Path, cancellation) is not { IsComplete: true } checkpoint || SnapshotName.Of(checkpoint, name.Sha256) != name || checkpoint.MadeFor != madeFor || !reader.Holds(checkpoint))
                throw new InvalidDataException("it is not of this log.");
            return file;
        }
        catch (Exception error)
        {
            file.Dispose();
            cancellation.ThrowIfCancellationRequested();
            if (error is not (ObjectStoreException or IOException or UnauthorizedAccessException or InvalidDataException or ZstdException or SqliteException))
                throw;
            logger.LogWarning("A snapshot of the read model in the S3 store is not used ({Reason})", OneLine.Of(error.Message));
            return null;
        }
    }

    private async Task UnpackAsync(LogStamp stamp, SnapshotName name, long size, string path, CancellationToken cancellation)
    {
        await using var packed = await bucket.OpenAsync(stamp, name, size, cancellation) ?? throw new FileNotFoundException("it is gone.");
        await using var content = new DecompressionStream(packed);
        await using var file = new FileStream(path, PrivateFiles.NewFile());
        await content.CopyToAsync(file, cancellation);
        file.Flush(flushToDisk: true);

        // Its hash is compared at its end.
        if (packed.Position != size)
            throw new InvalidDataException("it has more than a read model.");
    }

    // Throws if the file is damaged.
    private static Checkpoint? CheckpointOf(string path, CancellationToken cancellation)
    {
        using var copy = DatabaseCopy.OpenCopy(path);
        using var stop = cancellation.Register(() => sqlite3_interrupt(copy.Handle));
        try
        {
            return DatabaseCopy.FindDamage(copy) is { } damage ? throw new InvalidDataException($"it is damaged: {damage}") : ReadModelFolder.ReadCheckpoint(copy);
        }
        catch (SqliteException error) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException("It was stopped.", error, cancellation);
        }
    }

    private void RequireRoom(long bytes)
    {
        var needed = bytes + recordings.CurrentValue.ReserveBytes;
        var free = new DriveInfo(data.Path).AvailableFreeSpace;
        if (free < needed)
            throw new NoRoomException($"A snapshot of the read model needs {needed >> 20} MiB of free disk space in '{data.Path}'; there are {free >> 20} MiB.");
    }
}
