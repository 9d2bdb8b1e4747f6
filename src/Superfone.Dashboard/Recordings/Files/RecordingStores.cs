using System.Data.Common;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.Faults;
using Superfone.Dashboard.Storage.Objects;

namespace Superfone.Dashboard.Recordings.Files;

/// <summary>
/// The stores of recordings: where new ones go, and where each of the others is. What S3 does not take now is kept in the data directory and
/// moved later, because the link that it was downloaded from ends.
/// </summary>
public sealed class RecordingStores(
    RecordingFolder folder, RecordingBucket bucket, StorageFaults faults, MoveSignal signal, IOptionsMonitor<RecordingOptions> options) : IDisposable
{
    // While a file is moved, its new place is in no row yet.
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Whether new recordings belong into S3.</summary>
    public bool AreInS3 => options.CurrentValue.IsInS3;

    /// <summary>Whether a recording is in S3.</summary>
    public bool IsInS3(string path) => bucket.Has(path);

    /// <summary>Takes a complete, flushed file in, durably.</summary>
    /// <returns>The path of the recording.</returns>
    /// <exception cref="IOException">It could not be stored.</exception>
    public async Task<string> AddAsync(StagedFile file, CancellationToken cancellation)
    {
        // Once the store has failed, only the mover tries it, so that downloads do not wait for it one by one.
        if (AreInS3 && faults.Of(StoragePart.RecordingStore) is null)
        {
            try
            {
                return await bucket.AddAsync(file, cancellation);
            }
            catch (ObjectStoreException error)
            {
                Report(error);
            }
            catch (DbException)
            {
                // The log's GUID, a part of the key, could not be read.
            }
        }

        return await folder.AddAsync(file, cancellation);
    }

    /// <inheritdoc cref="IRecordingStore.OpenAsync"/>
    public Task<Stream?> OpenAsync(RecordingFile file, ByteSpan? wanted, CancellationToken cancellation) =>
        ReportingAsync(() => StoreOf(file.Path).OpenAsync(file, wanted, cancellation));

    /// <inheritdoc cref="IRecordingStore.DeleteAsync"/>
    public Task DeleteAsync(string path, CancellationToken cancellation = default) => ReportingAsync(async () =>
    {
        await StoreOf(path).DeleteAsync(path, cancellation);
        return true;
    });

    /// <inheritdoc cref="IRecordingStore.CleanAsync"/>
    public Task CleanAsync(IReadOnlyCollection<long> unfinished, CancellationToken cancellation) => ReportingAsync(async () =>
    {
        await folder.CleanAsync(unfinished, cancellation);
        await bucket.CleanAsync(unfinished, cancellation);
        return true;
    });

    /// <summary>Does the same as <see cref="DeleteUnknownAsync"/>, on the disk of this node only.</summary>
    public Task DeleteUnknownHereAsync(Func<(HashSet<string> Known, HashSet<long> Downloading)> read, CancellationToken cancellation) => InTurnAsync(async () =>
    {
        await folder.DeleteUnknownAsync(read, cancellation);
        return true;
    }, cancellation);

    /// <inheritdoc cref="IRecordingStore.DeleteUnknownAsync"/>
    public Task DeleteUnknownAsync(Func<(HashSet<string> Known, HashSet<long> Downloading)> read, CancellationToken cancellation) =>
        InTurnAsync(() => ReportingAsync(async () =>
        {
            await folder.DeleteUnknownAsync(read, cancellation);
            await bucket.DeleteUnknownAsync(read, cancellation);
            return true;
        }), cancellation);

    /// <summary>Does something during which a file is not where its row says; one at a time.</summary>
    internal async Task<T> InTurnAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await work();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private IRecordingStore StoreOf(string path) => bucket.Has(path) ? bucket : folder;

    private async Task<T> ReportingAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (ObjectStoreException error)
        {
            Report(error);
            throw;
        }
    }

    // The mover tries the store soon, and says when it works again.
    private void Report(ObjectStoreException error)
    {
        faults.Report(StoragePart.RecordingStore, error);
        signal.Notify();
    }
}
