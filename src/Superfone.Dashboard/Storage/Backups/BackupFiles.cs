using Superfone.Dashboard.Storage.Backups.Places;
using Superfone.Dashboard.Storage.Primary.Sqlite;

namespace Superfone.Dashboard.Storage.Backups;

/// <summary>The files of a backup that is being written. What an earlier backup in the same place holds already is shared, not copied.</summary>
/// <param name="data">The data directory.</param>
/// <param name="target">The backup.</param>
/// <param name="cipher">Encrypts the files; <see langword="null"/> to copy them.</param>
/// <param name="sources">The files of earlier backups.</param>
/// <param name="progress">Receives the share that is done.</param>
/// <param name="cancellation">Stops between blocks.</param>
internal sealed class BackupFiles(
    string data, INewBackup target, BackupCipher? cipher, LinkSources sources, IProgress<double>? progress, CancellationToken cancellation)
{
    private readonly SortedDictionary<string, (BackupFile File, Content Content, bool IsLinked)> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _unreadable = new(StringComparer.Ordinal);
    private long _expected = 1;
    private long _done;

    /// <summary>The files so far.</summary>
    public IReadOnlyList<BackupFile> Entries => [.. _entries.Values.Select(entry => entry.File)];

    /// <summary>The bytes of files that were not linked.</summary>
    public long WrittenBytes => _entries.Values.Where(entry => !entry.IsLinked).Sum(entry => entry.File.SizeBytes);

    /// <summary>The recordings that are whole in this backup, but damaged in the earlier one.</summary>
    public IEnumerable<string> Repaired => sources.Damaged.Where(_entries.ContainsKey);

    /// <summary>How many bytes of listed files an earlier backup does not have.</summary>
    public long BytesToCopy(IReadOnlyDictionary<string, ListedFile> listed) =>
        listed.Where(file => !sources.Has(file.Key, file.Value)).Sum(file => file.Value.SizeBytes ?? 0);

    /// <summary>The size in bytes of the largest listed file that an earlier backup does not have.</summary>
    public long LargestToCopy(IReadOnlyDictionary<string, ListedFile> listed) =>
        listed.Where(file => !sources.Has(file.Key, file.Value)).Select(file => file.Value.SizeBytes ?? 0).DefaultIfEmpty().Max();

    /// <summary>Sets the number of bytes at which the share is 1.</summary>
    public void Expect(long bytes) => _expected = Math.Max(1, bytes);

    /// <summary>Copies the keys; they are small, so each backup has its own.</summary>
    public void CopyKeys(IEnumerable<KeyContent> keys)
    {
        foreach (var key in keys)
        {
            var name = $"{DataKeys.Folder}/{key.Name}";
            if (key.Path is { } path)
            {
                Add(name, path);
                continue;
            }

            using var staged = new TemporaryFile(data);
            PrivateFiles.Create(staged.Path);
            File.WriteAllText(staged.Path, key.Xml);
            Add(name, staged.Path);
        }
    }

    /// <summary>Copies or links the listed files that the backup does not have yet. One that cannot be read does not keep the others from it.</summary>
    /// <returns>The paths of those that do not exist any more.</returns>
    /// <exception cref="IOException">The backup cannot be written.</exception>
    public IReadOnlyList<string> CopyListed(IReadOnlyDictionary<string, ListedFile> listed)
    {
        List<string> gone = [];
        foreach (var (path, file) in listed.Where(file => !_entries.ContainsKey(file.Key) && !_unreadable.ContainsKey(file.Key)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (BackupPaths.Find(data, path) is not { } source)
            {
                _unreadable[path] = $"The recording '{path}' is not in the data directory, and was left out.";
                continue;
            }

            try
            {
                if (!TryLink(path, file))
                    Add(path, source);
            }
            catch (UnreadableFileException error) when (error.IsMissing)
            {
                gone.Add(path);
            }
            catch (UnreadableFileException error)
            {
                _unreadable[path] = $"The recording '{path}' cannot be read in the data directory, and is not in the backup ({error.InnerException!.Message.TrimEnd('.')}); check the disk.";
            }
        }

        return gone;
    }

    /// <summary>Removes recordings that were erased after they were copied.</summary>
    public void RemoveUnlisted(IReadOnlyDictionary<string, ListedFile> listed)
    {
        foreach (var path in _entries.Keys.Where(path => !listed.ContainsKey(path) && !path.StartsWith($"{DataKeys.Folder}/", StringComparison.Ordinal)).ToList())
        {
            target.Remove(_entries[path].File);
            _entries.Remove(path);
        }
    }

    /// <summary>Adds the copy of the database, which is in the backup already unless it is to be encrypted.</summary>
    /// <param name="staged">Its full path.</param>
    public void AddDatabase(string staged)
    {
        if (cipher is not null)
        {
            Add(PrimaryFile.Name, staged);
            return;
        }

        var content = FileCopy.Read(staged, cancellation);
        var file = new BackupFile(PrimaryFile.Name, content.SizeBytes, content.Sha256);
        target.Take(file, staged, isOwn: true, cancellation);
        _entries[PrimaryFile.Name] = (file, content, false);
    }

    /// <summary>
    /// One sentence for each recording that cannot be read, and for each that is not what the database lists; the latter are backed up as they are.
    /// </summary>
    public IEnumerable<string> ProblemsOf(IReadOnlyDictionary<string, ListedFile> listed) => _unreadable
        .Where(file => listed.ContainsKey(file.Key)).Select(file => file.Value)
        .Concat(_entries
            .Where(entry => !entry.Value.IsLinked && listed.TryGetValue(entry.Key, out var file) && file.Sha256 is { } hash && hash != entry.Value.Content.Sha256)
            .Select(entry => $"The recording '{entry.Key}' is damaged in the data directory: it does not have the SHA-256 that the database lists."));

    /// <summary>Reads everything that was written once more. Linked files were verified when they were written, and are read again once a week.</summary>
    /// <exception cref="BackupException">A file is not what was written.</exception>
    public void Verify()
    {
        foreach (var entry in _entries.Values.Where(entry => !entry.IsLinked))
            target.Verify(entry.File, cancellation);
    }

    /// <summary>Reports the progress of the database's copy.</summary>
    /// <param name="share">The share of the database that is copied.</param>
    public void Copied(double share) => Report(share * Math.Max(0, _expected - _done));

    private bool TryLink(string path, ListedFile listed)
    {
        if (!sources.Has(path, listed))
            return false;
        if (sources.TryLink(path, listed, target, cancellation) is not { } file)
            return false;
        _entries[path] = (file, default, true);
        return true;
    }

    private void Add(string path, string source)
    {
        var staged = target.Stage(path);
        var (content, copy) = FileCopy.Copy(source, staged, cipher is null ? null : (from, write) => cipher.Encrypt(from, write, path, cancellation), cancellation);
        var file = new BackupFile(path, copy.SizeBytes, copy.Sha256);
        target.Take(file, staged, isOwn: cipher is not null, cancellation);
        _entries[path] = (file, content, false);
        _done += content.SizeBytes;
        Report(0);
    }

    private void Report(double bytes) => progress?.Report(Math.Min(0.99, (_done + bytes) / _expected));
}
