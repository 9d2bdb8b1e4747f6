namespace Superfone.Dashboard.Storage.Backups.Places;

/// <summary>A backup that is being sent into a bucket. The store gets the SHA-256 of each file with it, and refuses anything else.</summary>
/// <param name="place">The place of the backup.</param>
/// <param name="prefix">What its name begins with.</param>
/// <param name="nowUtc">The time after which it is named, UTC.</param>
/// <param name="data">The full path of the folder in which files are put before they are sent.</param>
internal sealed class BucketBackup(BucketPlace place, string prefix, DateTime nowUtc, string data) : INewBackup
{
    private readonly HashSet<string> _sent = new(StringComparer.Ordinal);

    // What another backup that is being made now does not rely on. Everything else is left to the rule of a week.
    private readonly HashSet<string> _own = new(StringComparer.Ordinal);
    private readonly HashSet<string> _removed = new(StringComparer.Ordinal);
    private TemporaryFile? _staged;
    private (string Key, string Path, byte[] Manifest)? _named;
    private bool _isComplete;

    /// <inheritdoc/>
    public string? Folder => null;

    /// <inheritdoc/>
    public string Stage(string path)
    {
        _staged?.Dispose();
        _staged = new TemporaryFile(data);
        return _staged.Path;
    }

    /// <inheritdoc/>
    public void Take(BackupFile file, string staged, bool isOwn, CancellationToken cancellation)
    {
        // Also if the bucket has it: what is there may be damaged.
        var key = place.KeyOf(file);
        if (isOwn)
            _own.Add(key);
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
        RequireAll(manifest);
        var (bytes, code) = manifest.Serialize(cipher);

        // Now, because another backup may have been completed since this one began.
        var (key, path) = place.ChooseName(prefix, nowUtc);
        _named = (key, path, bytes);
        if (code is not null)
            place.Put(key + BackupManifest.CodeName, code);
        place.Put(key + BackupManifest.FileName, bytes);

        // Whoever deleted another backup meanwhile did not know yet which files this one shares.
        RequireAll(manifest);
        if (ReadManifest(path) is not { } stored || !stored.AsSpan().SequenceEqual(bytes))
            throw new BackupException($"Another backup took the name '{path}' in the same moment.");
        _isComplete = true;
        _removed.IntersectWith(_own);
        DiscardUnlisted(_removed);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _staged?.Dispose();
        if (_isComplete)
            return;

        // The answer to the manifest may have been lost.
        if (_named is var (key, path, manifest))
            Try(() => DeleteManifest(key, path, manifest));
        DiscardUnlisted(_own);
    }

    private void RequireAll(BackupManifest manifest)
    {
        var now = place.ListFiles();
        if (manifest.Files.FirstOrDefault(file => !now.TryGetValue(place.KeyOf(file), out var found) || found.SizeBytes != file.SizeBytes) is { } missing)
            throw new BackupException($"The file '{missing.Path}' of the backup is not in the S3 store as it was sent.");
    }

    private byte[]? ReadManifest(string path) => place.Open(path).ReadSmall(BackupManifest.FileName);

    // Another backup may have got the same name in the same moment.
    private void DeleteManifest(string key, string path, byte[] manifest)
    {
        if (ReadManifest(path) is not { } stored || stored.AsSpan().SequenceEqual(manifest))
            Delete([key + BackupManifest.FileName, key + BackupManifest.CodeName]);
    }

    // A database that nobody has changed has the same key in another backup.
    private void DiscardUnlisted(HashSet<string> keys)
    {
        if (keys.Count > 0)
            Try(() => Delete(keys.Except(place.ListedFiles())));
    }

    private void Delete(IEnumerable<string> keys)
    {
        foreach (var key in keys)
            BucketPlace.Wait(() => place.DeleteAsync(key));
    }

    private static void Try(Action delete)
    {
        try
        {
            delete();
        }
        catch (BackupException)
        {
            // What no manifest lists goes after a week.
        }
    }
}
