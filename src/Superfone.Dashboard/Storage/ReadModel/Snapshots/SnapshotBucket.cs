using Superfone.Dashboard.Storage.Objects;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel.Snapshots;

/// <summary>The snapshots of a log in the bucket of recordings, as <c>read-models/&lt;log&gt;/&lt;name&gt;</c>.</summary>
public sealed class SnapshotBucket(ObjectStore store, SettingStore settings)
{
    private const int Kept = 2;

    // While nodes are upgraded one by one, those of the former version still need theirs.
    private static readonly TimeSpan KeptOfOtherVersions = TimeSpan.FromDays(7);

    /// <summary>Lists them, newest first.</summary>
    /// <exception cref="ObjectStoreException">The store does not say.</exception>
    internal async Task<IReadOnlyList<(SnapshotName Name, StoredObject Object)>> ListAsync(LogStamp log, CancellationToken cancellation)
    {
        var prefix = KeyOf(log, "");
        return [.. (await store.ListAsync(prefix, cancellation))
            .Select(item => (Name: SnapshotName.Parse(item.Key[prefix.Length..]), item.Value)).Where(item => item.Name is not null)
            .Select(item => (item.Name!, item.Value)).OrderByDescending(item => item.Item1.DeliveryId)];
    }

    /// <summary>Opens one; whoever reads it to its end gets an error if it is damaged.</summary>
    /// <returns><see langword="null"/> if it is gone.</returns>
    /// <exception cref="ObjectStoreException">The store does not give it.</exception>
    internal Task<ObjectStream?> OpenAsync(LogStamp log, SnapshotName name, long size, CancellationToken cancellation) =>
        store.OpenAsync(KeyOf(log, name.ToString()), size, Convert.FromHexString(name.Sha256), new ByteSpan(0, size), cancellation);

    /// <summary>Stores one.</summary>
    /// <exception cref="ObjectStoreException">It could not be stored.</exception>
    internal Task PutAsync(LogStamp log, SnapshotName name, string path, long size, CancellationToken cancellation) =>
        store.PutAsync(KeyOf(log, name.ToString()), new UploadedFile(path, "application/zstd", size, Convert.FromHexString(name.Sha256)), cancellation);

    /// <summary>Deletes one, if it is there.</summary>
    /// <exception cref="ObjectStoreException">It could not be deleted.</exception>
    internal Task DeleteAsync(LogStamp log, SnapshotName name) => store.DeleteAsync(KeyOf(log, name.ToString()), CancellationToken.None);

    /// <summary>
    /// Deletes those from before the last erasure, and those of the logs that a restored log continues: they have who was erased. They are never used again in
    /// any case, but by a log that is still in use, which makes new ones.
    /// </summary>
    /// <param name="log">The current state of the log.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="ObjectStoreException">One could not be deleted.</exception>
    public async Task DeleteErasedAsync(LogStamp log, CancellationToken cancellation)
    {
        if (!store.IsConfigured)
            return;
        await DeleteOutdatedAsync(log, cancellation);
        foreach (var former in settings.Find(SettingStore.FormerLogIds)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [])
            await DeleteOutdatedAsync(new LogStamp(former, long.MaxValue, 0), cancellation);
    }

    /// <summary>Deletes those from before the last erasure.</summary>
    /// <exception cref="ObjectStoreException">One could not be deleted.</exception>
    internal async Task DeleteOutdatedAsync(LogStamp log, CancellationToken cancellation)
    {
        foreach (var (name, _) in (await ListAsync(log, cancellation)).Where(item => item.Name.Epoch < log.Epoch))
            await DeleteAsync(log, name);
    }

    /// <summary>Deletes all but the newest ones that fit, and those of other versions that are new.</summary>
    /// <param name="log">The current state of the log.</param>
    /// <param name="madeFor">What a read model must be computed for.</param>
    /// <param name="nowUtc">The current time, UTC.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="ObjectStoreException">One could not be deleted.</exception>
    internal async Task CleanAsync(LogStamp log, string madeFor, DateTime nowUtc, CancellationToken cancellation)
    {
        var listed = await ListAsync(log, cancellation);
        var kept = listed.Where(item => item.Name.Fits(log, madeFor)).Take(Kept)
            .Concat(listed.Where(item => item.Name.Schema != ReadModelSchema.Version && item.Name.Epoch == log.Epoch && !(nowUtc - item.Object.ModifiedUtc > KeptOfOtherVersions)))
            .Select(item => item.Name).ToHashSet();
        foreach (var (name, _) in listed.Where(item => !kept.Contains(item.Name)))
            await DeleteAsync(log, name);
    }

    private static string KeyOf(LogStamp log, string name) => $"read-models/{log.LogId}/{name}";
}
