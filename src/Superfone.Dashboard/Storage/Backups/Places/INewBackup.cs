namespace Superfone.Dashboard.Storage.Backups.Places;

/// <summary>A backup that is being made. Disposing it before it is complete leaves nothing of it.</summary>
internal interface INewBackup : IDisposable
{
    /// <summary>The full path of the folder in which its files lie; <see langword="null"/> if they are sent elsewhere.</summary>
    string? Folder { get; }

    /// <summary>Where a file is to be written before it is taken in: a full path in a folder that exists.</summary>
    /// <param name="path">Its path in the backup.</param>
    string Stage(string path);

    /// <summary>Takes a file in that was written and flushed.</summary>
    /// <param name="file">The file.</param>
    /// <param name="staged">The full path at which it was written.</param>
    /// <param name="isOwn">Whether no other backup that is being made now shares it.</param>
    /// <param name="cancellation">Stops.</param>
    void Take(BackupFile file, string staged, bool isOwn, CancellationToken cancellation);

    /// <summary>Shares a file with an earlier backup, which has it whole.</summary>
    /// <param name="backup">The full path or address of the earlier one.</param>
    /// <param name="file">The file.</param>
    /// <returns>Whether that is possible here.</returns>
    bool TryShare(string backup, BackupFile file);

    /// <summary>Takes a file out again.</summary>
    void Remove(BackupFile file);

    /// <summary>Verifies that a file that was taken in is what was written.</summary>
    /// <exception cref="BackupException">It is not.</exception>
    void Verify(BackupFile file, CancellationToken cancellation);

    /// <summary>Writes the manifest, and durably makes it a backup.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="cipher">Authenticates it; <see langword="null"/> if the backup is not encrypted.</param>
    /// <returns>The full path or address of the backup.</returns>
    string Complete(BackupManifest manifest, BackupCipher? cipher);
}
