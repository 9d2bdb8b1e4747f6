using System.Globalization;
using System.Security.Cryptography;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Objects;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Recordings.Files;

/// <summary>
/// The recordings in an S3 bucket, as <c>recordings/&lt;log&gt;/&lt;call&gt;-&lt;random&gt;.mp3</c>. A restored log has another GUID: it reads what it lists, but
/// looks only among its own objects for some that nobody knows, so that two of them never delete each other's.
/// </summary>
public sealed class RecordingBucket(ObjectStore store, SettingStore settings, ILeases leases) : IRecordingStore
{
    // A database that could not be read once is asked again.
    private readonly Lazy<string> _prefix = new(
        () => $"recordings/{settings.Find(SettingStore.LogId) ?? throw new InvalidOperationException("The log has no GUID.")}/", LazyThreadSafetyMode.PublicationOnly);

    /// <summary>Whether there is a bucket.</summary>
    public bool IsConfigured => store.IsConfigured;

    /// <summary>Whether a path is of an object in it.</summary>
    public bool Has(string path) => path.StartsWith(ObjectStore.PathScheme, StringComparison.Ordinal);

    /// <inheritdoc/>
    public async Task<string> AddAsync(StagedFile file, CancellationToken cancellation)
    {
        var path = await CopyAsync(file, cancellation);
        File.Delete(file.Part);
        return path;
    }

    /// <summary>Stores a copy of a file.</summary>
    /// <returns>The path of the recording.</returns>
    /// <exception cref="ObjectStoreException">It could not be stored.</exception>
    public async Task<string> CopyAsync(StagedFile file, CancellationToken cancellation)
    {
        var key = _prefix.Value + Path.ChangeExtension(Path.GetFileName(file.Part), file.Extension);
        try
        {
            await store.PutAsync(key, new UploadedFile(file.Part, file.ContentType, file.SizeBytes, file.Sha256), cancellation);
        }
        catch
        {
            // An answer that came too late may have stored it.
            await DiscardAsync(key);
            throw;
        }

        return ObjectStore.PathScheme + key;
    }

    /// <inheritdoc/>
    public async Task<Stream?> OpenAsync(RecordingFile file, ByteSpan? wanted, CancellationToken cancellation) =>
        await store.OpenAsync(KeyOf(file.Path), file.SizeBytes, file.Sha256, wanted, cancellation);

    /// <inheritdoc/>
    public Task DeleteAsync(string path, CancellationToken cancellation) => store.DeleteAsync(KeyOf(path), cancellation);

    /// <inheritdoc/>
    public async Task CleanAsync(IReadOnlyCollection<long> unfinished, CancellationToken cancellation)
    {
        if (!IsConfigured)
            return;
        foreach (var cdrId in unfinished)
        {
            var prefix = string.Create(CultureInfo.InvariantCulture, $"{_prefix.Value}{cdrId}-");
            await store.EndUploadsAsync(prefix, _ => IsOurs(), cancellation);
            foreach (var key in (await store.ListAsync(prefix, cancellation)).Keys.Where(_ => IsOurs()))
                await store.DeleteAsync(key, cancellation);
        }
    }

    // Another node downloads it by now if this one was paused since it was listed.
    private bool IsOurs()
    {
        leases.RequireHeld(NodeWork.Recordings);
        return true;
    }

    /// <inheritdoc/>
    public async Task DeleteUnknownAsync(Func<(HashSet<string> Known, HashSet<long> Downloading)> read, CancellationToken cancellation)
    {
        if (!IsConfigured)
            return;
        var listed = await store.ListAsync(_prefix.Value, cancellation);
        var (known, downloading) = read();

        // A file that a node is moving here has the name that its row still gives a place on that node's disk.
        var names = known.Select(Path.GetFileName).ToHashSet();
        foreach (var key in listed.Keys.Where(key => !names.Contains(Path.GetFileName(key)) && IsUnused(key)))
            await store.DeleteAsync(key, cancellation);

        // The parts of one that was broken off are in no list.
        await store.EndUploadsAsync(_prefix.Value, key => !names.Contains(Path.GetFileName(key)) && IsUnused(key), cancellation);

        bool IsUnused(string key) => RecordingFolder.CallOf(Path.GetFileName(key)) is { } cdrId && !downloading.Contains(cdrId);
    }

    /// <summary>Tries what is done with recordings: storing, reading and deleting.</summary>
    /// <exception cref="ObjectStoreException">Something of it does not work.</exception>
    public async Task ProbeAsync(CancellationToken cancellation)
    {
        var path = Path.GetTempFileName();
        try
        {
            var content = Guid.NewGuid().ToByteArray();
            await File.WriteAllBytesAsync(path, content, cancellation);

            // Always the same: one that could not be deleted is deleted by the next.
            var key = $"{_prefix.Value}probe";
            await store.PutAsync(key, new UploadedFile(path, "application/octet-stream", content.Length, SHA256.HashData(content)), cancellation);
            await store.DeleteAsync(key, cancellation);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private async Task DiscardAsync(string key)
    {
        try
        {
            await store.DeleteAsync(key, CancellationToken.None);
        }
        catch (ObjectStoreException)
        {
            // The next erasure finds it.
        }
    }

    private static string KeyOf(string path) => path[ObjectStore.PathScheme.Length..];
}
