namespace Superfone.Dashboard.Storage.Backups.Places;

/// <summary>The files of a backup, for reading. Blocks its thread.</summary>
internal interface IBackupSource
{
    /// <summary>The full path or address of the backup.</summary>
    string Path { get; }

    /// <summary>Whether reading it takes the network, so that nothing is read twice.</summary>
    bool IsRemote { get; }

    /// <summary>Reads the manifest, or another small file beside it; <see langword="null"/> if there is none.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    byte[]? ReadSmall(string name);

    /// <summary>The size of a file in bytes; <see langword="null"/> if it is missing.</summary>
    long? SizeOf(BackupFile file);

    /// <summary>Opens a file.</summary>
    /// <exception cref="UnreadableFileException">It is missing, or the disk is damaged.</exception>
    /// <exception cref="Objects.ObjectStoreException">The store does not give it now.</exception>
    Stream Open(BackupFile file);
}
