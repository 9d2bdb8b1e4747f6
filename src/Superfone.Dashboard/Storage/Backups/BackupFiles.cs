using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Storage.Backups;

/// <summary>The files of a backup that is being written. What an earlier backup in the same folder holds already is linked, not copied.</summary>
internal sealed class BackupFiles
{
    private readonly string _data;
    private readonly string _partial;
    private readonly BackupCipher? _cipher;
    private readonly IProgress<double>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<string, (string Backup, BackupFile File)> _earlier = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (BackupFile File, Content Content, bool IsLinked)> _entries = new(StringComparer.Ordinal);
    private long _expected = 1;
    private long _done;

    /// <summary>Prepares an empty backup.</summary>
    /// <param name="data">The data directory.</param>
    /// <param name="partial">The folder of the backup.</param>
    /// <param name="cipher">Encrypts the files; <see langword="null"/> to copy them.</param>
    /// <param name="encryption">How the files are encrypted, as earlier manifests name it.</param>
    /// <param name="earlier">The earlier backups, newest first.</param>
    /// <param name="progress">Receives the share that is done.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    public BackupFiles(
        string data, string partial, BackupCipher? cipher, BackupEncryption? encryption, IReadOnlyList<(string Path, BackupManifest Manifest)> earlier,
        IProgress<double>? progress, CancellationToken cancellation)
    {
        (_data, _partial, _cipher, _progress, _cancellation) = (data, partial, cipher, progress, cancellation);
        foreach (var (path, manifest) in earlier.Where(backup => IsSame(backup.Manifest.Encryption, encryption)))
        {
            foreach (var file in manifest.Files)
                _earlier.TryAdd(file.Path, (path, file));
        }
    }

    /// <summary>The files so far.</summary>
    public IReadOnlyList<BackupFile> Entries => [.. _entries.Values.Select(entry => entry.File)];

    /// <summary>The bytes of files that were not linked.</summary>
    public long WrittenBytes => _entries.Values.Where(entry => !entry.IsLinked).Sum(entry => entry.File.SizeBytes);

    /// <summary>How many bytes of listed files an earlier backup does not have.</summary>
    public long BytesToCopy(IReadOnlyDictionary<string, ListedFile> listed) =>
        listed.Where(file => FindEarlier(file.Key, file.Value) is null).Sum(file => file.Value.SizeBytes ?? 0);

    /// <summary>Sets the number of bytes at which the share is 1.</summary>
    public void Expect(long bytes) => _expected = Math.Max(1, bytes);

    /// <summary>Copies the keys; they are small, so each backup has its own.</summary>
    public void CopyKeys()
    {
        var keys = new DirectoryInfo(Path.Combine(_data, DataKeys.Folder));
        foreach (var key in keys.Exists ? keys.GetFiles("*.xml") : [])
            Add($"{DataKeys.Folder}/{key.Name}", key.FullName);
    }

    /// <summary>Copies or links the listed files that the backup does not have yet.</summary>
    /// <returns>The paths of those that do not exist any more.</returns>
    public IReadOnlyList<string> CopyListed(IReadOnlyDictionary<string, ListedFile> listed)
    {
        List<string> gone = [];
        foreach (var (path, file) in listed.Where(file => !_entries.ContainsKey(file.Key)))
        {
            _cancellation.ThrowIfCancellationRequested();
            if (TryLink(path, file))
                continue;
            try
            {
                Add(path, BackupPaths.Resolve(_data, path));
            }
            catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
            {
                gone.Add(path);
            }
        }

        return gone;
    }

    /// <summary>Removes recordings that were erased after they were copied.</summary>
    public void RemoveUnlisted(IReadOnlyDictionary<string, ListedFile> listed)
    {
        foreach (var path in _entries.Keys.Where(path => !listed.ContainsKey(path) && !path.StartsWith($"{DataKeys.Folder}/", StringComparison.Ordinal)).ToList())
        {
            File.Delete(BackupPaths.Resolve(_partial, path));
            _entries.Remove(path);
        }
    }

    /// <summary>Adds the copy of the database, which is in the backup already unless it is to be encrypted.</summary>
    /// <param name="staged">Its full path.</param>
    public void AddDatabase(string staged)
    {
        if (_cipher is not null)
        {
            Add(PrimaryFile.Name, staged);
            return;
        }

        var content = FileCopy.Read(staged, _cancellation);
        _entries[PrimaryFile.Name] = (new BackupFile(PrimaryFile.Name, content.SizeBytes, content.Sha256), content, false);
    }

    /// <summary>Says which recordings are not what the database lists: they are backed up as they are.</summary>
    public IEnumerable<string> Damaged(IReadOnlyDictionary<string, ListedFile> listed) => _entries
        .Where(entry => !entry.Value.IsLinked && listed.TryGetValue(entry.Key, out var file) && file.Sha256 is { } hash && hash != entry.Value.Content.Sha256)
        .Select(entry => $"The recording '{entry.Key}' is damaged in the data directory: it does not have the SHA-256 that the database lists.");

    /// <summary>Reads everything that was written once more. Linked files were verified when they were written, and are read by the restore drill.</summary>
    /// <exception cref="BackupException">A file is not what was written.</exception>
    public void Verify()
    {
        foreach (var (path, entry) in _entries.Where(entry => !entry.Value.IsLinked))
        {
            if (FileCopy.Read(BackupPaths.Resolve(_partial, path), _cancellation) != new Content(entry.File.SizeBytes, entry.File.Sha256))
                throw new BackupException($"The file '{path}' of the backup is not what was written; check the disk.");
        }
    }

    /// <summary>Reports the progress of the database's copy.</summary>
    /// <param name="share">The share of the database that is copied.</param>
    public void Copied(double share) => Report(share * Math.Max(0, _expected - _done));

    private static bool IsSame(BackupEncryption? one, BackupEncryption? other) =>
        one is null ? other is null : other is not null && one.Salt.AsSpan().SequenceEqual(other.Salt) && one.Iterations == other.Iterations;

    private bool TryLink(string path, ListedFile listed)
    {
        if (FindEarlier(path, listed) is not { } earlier)
            return false;
        var (source, target) = (BackupPaths.Resolve(earlier.Backup, path), BackupPaths.Resolve(_partial, path));
        if (!File.Exists(source) || new FileInfo(source).Length != earlier.File.SizeBytes)
            return false;
        PrivateFiles.CreateFolder(Path.GetDirectoryName(target)!);
        if (!HardLink.TryCreate(target, source))
            return false;
        _entries[path] = (earlier.File, default, true);
        return true;
    }

    // The path of a recording holds a GUID, so a file of the same path and size is the same file; unencrypted, its hash says so as well.
    private (string Backup, BackupFile File)? FindEarlier(string path, ListedFile listed) =>
        _earlier.TryGetValue(path, out var earlier) && listed is { SizeBytes: { } size, Sha256: { } hash }
            && (_cipher is null ? earlier.File == new BackupFile(path, size, hash) : earlier.File.SizeBytes == BackupCipher.SizeOf(size))
            ? earlier
            : null;

    private void Add(string path, string source)
    {
        var target = BackupPaths.Resolve(_partial, path);
        PrivateFiles.CreateFolder(Path.GetDirectoryName(target)!);
        if (!File.Exists(source))
            throw new FileNotFoundException($"The file '{source}' is gone.");
        var (content, copy) = FileCopy.Copy(
            source, target, _cipher is null ? null : (from, write) => _cipher.Encrypt(from, write, path, _cancellation), _cancellation);
        _entries[path] = (new BackupFile(path, copy.SizeBytes, copy.Sha256), content, false);
        _done += content.SizeBytes;
        Report(0);
    }

    private void Report(double bytes) => _progress?.Report(Math.Min(0.99, (_done + bytes) / _expected));
}
