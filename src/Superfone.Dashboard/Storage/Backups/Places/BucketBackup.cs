using Superfone.Dashboard.Storage.Objects;

namespace Superfone.Dashboard.Storage.Backups.Places;

/// <summary>A backup that is being sent into a bucket. The store gets the SHA-256 of each file with it, and refuses anything else.</summary>
/// <param name="place">The place of the backup.</param>
/// <param name="prefix">What the keys of its manifest begin with.</param>
/// <param name="path">Its address.</param>
/// <param name="data">The full path of the folder in which files are put before they are sent.</param>
internal sealed class BucketBackup(BucketPlace place, string prefix, string path, string data) : INewBackup
{
    private readonly IReadOnlyDictionary<string, StoredObject> _before = place.SharedFiles;
    private readonly HashSet<string> _sent = new(StringComparer.Ordinal);
    private readonly HashSet<string> _removed = new(StringComparer.Ordinal);
    private StagedDatabase? _staged;
    private bool _isComplete;

    /// <inheritdoc/>
    public string? Folder => null;

    /// <inheritdoc/>
    public string Stage(string path)
    {
        _staged?.Dispose();
        _staged = new StagedDatabase(data, isTemporary: true);
        return _staged.Path;
    }

    /// <inheritdoc/>
    public void Take(BackupFile file, string staged, CancellationToken cancellation)
    {
        // Also if the bucket has it: what is there may be damaged.
        var key = place.KeyOf(file);
        if (_sent.Add(key))
            place.Put(key, staged, new Content(file.SizeBytes, file.Sha256), cancellation);
        _staged?.Dispose();
        _staged = null;
    }

    /// <inheritdoc/>
    public bool TryShare(string backup, BackupFile file) => true;

    /// <inheritdoc/>
    public void Remove(BackupFile file) => _removed.Add(place.KeyOf(file));

    /// <inheritdoc/>
    public void Verify(BackupFile file, CancellationToken cancellation)
    {
        // The store has compared the hash of what it received.
    }

    /// <inheritdoc/>
    public string Complete(BackupManifest manifest, BackupCipher? cipher)
    {
        var now = place.ListFiles();
        if (manifest.Files.FirstOrDefault(file => !now.TryGetValue(place.KeyOf(file), out var found) || found.SizeBytes != file.SizeBytes) is { } missing)
            throw new BackupException($"The file '{missing.Path}' of the backup is not in the S3 store as it was sent.");
        var (bytes, code) = manifest.Serialize(cipher);
        if (code is not null)
            place.Put(prefix + BackupManifest.CodeName, code);
        place.Put(prefix + BackupManifest.FileName, bytes);
        _isComplete = true;
        Discard(_removed.Except(manifest.Files.Select(place.KeyOf)));
        return path;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _staged?.Dispose();

        // The answer to the manifest may have been lost.
        if (!_isComplete)
            Discard([prefix + BackupManifest.FileName, prefix + BackupManifest.CodeName, .. _sent]);
    }

    // What was there before belongs to others.
    private void Discard(IEnumerable<string> keys)
    {
        try
        {
            foreach (var key in keys.Where(key => !_before.ContainsKey(key)))
                BucketPlace.Wait(() => place.DeleteAsync(key));
        }
        catch (BackupException)
        {
            // What no manifest lists goes after a week.
        }
    }
}
