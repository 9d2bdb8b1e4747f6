namespace Superfone.Dashboard.Storage.Backups.Places;

/// <summary>A backup that is being made in a folder: as <c>….partial</c>, which is renamed once it is complete.</summary>
internal sealed class FolderBackup : INewBackup
{
    private readonly BackupFolder _folder;
    private readonly string _partial;
    private bool _isComplete;

    /// <summary>Begins one.</summary>
    /// <param name="folder">The folder of backups, which is released at the end.</param>
    /// <param name="nowUtc">The current time, UTC.</param>
    public FolderBackup(BackupFolder folder, DateTime nowUtc)
    {
        _folder = folder;
        try
        {
            _partial = folder.CreatePartial(nowUtc);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Folder => _partial;

    /// <inheritdoc/>
    public string Stage(string path)
    {
        var target = BackupPaths.Resolve(_partial, path);
        PrivateFiles.CreateFolder(Path.GetDirectoryName(target)!);
        return target;
    }

    /// <inheritdoc/>
    public void Take(BackupFile file, string staged, bool isOwn, CancellationToken cancellation)
    {
    }

    /// <inheritdoc/>
    public bool TryShare(string backup, BackupFile file) => HardLink.TryCreate(Stage(file.Path), BackupPaths.Resolve(backup, file.Path));

    /// <inheritdoc/>
    public void Remove(BackupFile file) => File.Delete(BackupPaths.Resolve(_partial, file.Path));

    /// <inheritdoc/>
    public void Verify(BackupFile file, CancellationToken cancellation)
    {
        if (FileCopy.Read(BackupPaths.Resolve(_partial, file.Path), cancellation) != new Content(file.SizeBytes, file.Sha256))
            throw new BackupException($"The file '{file.Path}' of the backup is not what was written; check the disk.");
    }

    /// <inheritdoc/>
    public string Complete(BackupManifest manifest, BackupCipher? cipher)
    {
        manifest.Write(_partial, cipher);
        var path = _folder.Complete(_partial);
        _isComplete = true;
        return path;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            if (!_isComplete && Directory.Exists(_partial))
                Directory.Delete(_partial, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The next backup deletes it.
        }
        finally
        {
            _folder.Dispose();
        }
    }
}
