namespace Superfone.Dashboard.Storage.Backups.Places;

/// <summary>Where backups lie beside each other: a folder, or a place in an S3 store. Blocks its thread.</summary>
internal interface IBackupPlace
{
    /// <summary>The backups, newest first, with their manifests. What is no complete backup is left out.</summary>
    /// <exception cref="BackupException">The place cannot be read.</exception>
    IReadOnlyList<(string Path, BackupManifest Manifest)> Find();

    /// <summary>Opens a backup for reading.</summary>
    /// <param name="backup">Its full path or address.</param>
    IBackupSource Open(string backup);

    /// <summary>Begins a backup.</summary>
    /// <param name="prefix">What its name begins with, such as <c>superfone-</c>.</param>
    /// <param name="nowUtc">The current time, UTC.</param>
    /// <exception cref="BackupException">None can be made now.</exception>
    INewBackup Begin(string prefix, DateTime nowUtc);

    /// <summary>Keeps other writers out, if the place can.</summary>
    /// <exception cref="BackupException">A backup is being written.</exception>
    IDisposable? KeepOut();

    /// <summary>Deletes backups, each of which stops to be one before its first file is gone, and what backups that were never completed have left.</summary>
    /// <param name="backups">Their full paths or addresses.</param>
    /// <param name="nowUtc">The current time, UTC.</param>
    /// <exception cref="BackupException">Something cannot be deleted.</exception>
    void Delete(IReadOnlyList<string> backups, DateTime nowUtc);

    /// <summary>Reads a small file beside the backups; <see langword="null"/> if there is none.</summary>
    /// <exception cref="BackupException">It cannot be read.</exception>
    byte[]? Read(string name);

    /// <summary>Replaces a small file beside the backups, durably.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="change">The new content for the one that is there; <see langword="null"/> if there is none.</param>
    /// <exception cref="BackupException">It cannot be written.</exception>
    void Replace(string name, Func<byte[]?, byte[]> change);
}
