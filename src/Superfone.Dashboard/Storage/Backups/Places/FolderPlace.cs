namespace Superfone.Dashboard.Storage.Backups.Places;

/// <summary>A folder of backups.</summary>
/// <param name="path">Its full path.</param>
internal sealed class FolderPlace(string path) : IBackupPlace
{
    private const int Attempts = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    public IReadOnlyList<(string Path, BackupManifest Manifest)> Find() => BackupFolder.Find(path);

    /// <inheritdoc/>
    public IBackupSource Open(string backup) => new FolderSource(backup);

    /// <inheritdoc/>
    public INewBackup Begin(string prefix, DateTime nowUtc) => new FolderBackup(BackupFolder.Open(path, prefix), nowUtc);

    /// <inheritdoc/>
    public IDisposable KeepOut() => BackupFolder.Open(path, BackupOrder.DefaultPrefix);

    /// <inheritdoc/>
    public void Delete(IReadOnlyList<string> backups, DateTime nowUtc)
    {
        foreach (var backup in backups)
            BackupFolder.Delete(backup);
    }

    /// <inheritdoc/>
    public byte[]? Read(string name)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(path, name));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"The file '{Path.Combine(path, name)}' cannot be read: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public void Replace(string name, Func<byte[]?, byte[]> change)
    {
        PrivateFiles.CreateFolder(path);

        // The server and the command 'backup' must not replace a list by an older one.
        using var turn = Lock();
        var content = change(Read(name));
        var part = Path.Combine(path, $"{name}.{Guid.NewGuid():N}.part");
        try
        {
            using (var file = new FileStream(part, PrivateFiles.NewFile()))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(part, Path.Combine(path, name), overwrite: true);
            DirectoryFlush.Flush(path);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private FileStream Lock()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(Path.Combine(path, ".superfone-erasures.lock"), PrivateFiles.NewFile(FileMode.OpenOrCreate));
            }
            catch (IOException error) when (DataDirectory.IsHeldByAnother(error) && attempt < Attempts)
            {
                Thread.Sleep(Pause);
            }
        }
    }
}
