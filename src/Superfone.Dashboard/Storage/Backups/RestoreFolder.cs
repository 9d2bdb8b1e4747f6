namespace Superfone.Dashboard.Storage.Backups;

/// <summary>
/// The folder in which a data directory is restored: beside the target, which it becomes once it is complete and flushed. A killed restore leaves nothing
/// that looks like data.
/// </summary>
internal sealed class RestoreFolder : IDisposable
{
    private readonly string _target;
    private readonly FileStream _lock;

    private RestoreFolder(string target, string path, FileStream file) => (_target, Path, _lock) = (target, path, file);

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>Requires that a target is missing, or an empty folder that can be replaced.</summary>
    /// <param name="target">The full path of the target.</param>
    /// <exception cref="BackupException">It is not.</exception>
    public static void Require(string target)
    {
        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()))
            throw new BackupException($"The folder '{target}' is not empty; restore into a new one, so that nothing is overwritten.");
        if (!Directory.Exists(target))
            return;
        try
        {
            // The place where a disk is mounted cannot be renamed, which the end of a long restore is too late to find out.
            var aside = $"{target}.superfone-{Guid.NewGuid():N}";
            Directory.Move(target, aside);
            Directory.Move(aside, target);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"The folder '{target}' cannot be replaced, for example because a disk is mounted there; restore into a new folder, such as '{System.IO.Path.Combine(target, "data")}'.", error);
        }
    }

    /// <summary>Creates the folder, and deletes what a killed restore has left of it.</summary>
    /// <param name="target">The full path of the target.</param>
    /// <exception cref="BackupException">Another restore into the target is going on.</exception>
    /// <exception cref="IOException">The folder cannot be created.</exception>
    public static RestoreFolder Create(string target)
    {
        var parent = PrivateFiles.CreateFolder(System.IO.Path.GetDirectoryName(target)!).FullName;
        var path = System.IO.Path.Combine(parent, $".{System.IO.Path.GetFileName(target)}.superfone-restore.partial");
        var folder = new RestoreFolder(target, path, Lock(target, path));
        try
        {
            folder.Delete();
            PrivateFiles.CreateFolder(path);
            return folder;
        }
        catch
        {
            folder._lock.Dispose();
            throw;
        }
    }

    /// <summary>Durably makes the folder the target.</summary>
    public void Complete()
    {
        BackupFolder.Flush(Path);
        if (Directory.Exists(_target))
            Directory.Delete(_target);
        Directory.Move(Path, _target);
        DirectoryFlush.Flush(System.IO.Path.GetDirectoryName(_target)!);
    }

    /// <summary>Deletes the folder unless it has become the target.</summary>
    public void Dispose()
    {
        try
        {
            Delete();
        }
        finally
        {
            _lock.Dispose();
        }
    }

    private static FileStream Lock(string target, string path)
    {
        var options = PrivateFiles.NewFile(FileMode.OpenOrCreate);
        options.Options = FileOptions.DeleteOnClose;
        try
        {
            return new FileStream($"{path}.lock", options);
        }
        catch (IOException error) when (DataDirectory.IsHeldByAnother(error))
        {
            throw new BackupException($"Another restore into '{target}' is going on; wait until it is done.", error);
        }
    }

    private void Delete()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
