namespace Superfone.Dashboard.Storage.Backups.Places;

/// <summary>A backup in a folder.</summary>
/// <param name="path">The full path of the backup.</param>
internal sealed class FolderSource(string path) : IBackupSource
{
    /// <inheritdoc/>
    public string Path => path;

    /// <inheritdoc/>
    public bool IsRemote => false;

    /// <inheritdoc/>
    public byte[]? ReadSmall(string name)
    {
        try
        {
            return File.ReadAllBytes(System.IO.Path.Combine(path, name));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public long? SizeOf(BackupFile file) => new FileInfo(BackupPaths.Resolve(path, file.Path)) is { Exists: true } found ? found.Length : null;

    /// <inheritdoc/>
    public Stream Open(BackupFile file) => FileCopy.Open(BackupPaths.Resolve(path, file.Path));
}
