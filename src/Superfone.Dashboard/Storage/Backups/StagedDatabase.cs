using Superfone.Dashboard.Storage.Primary.Sqlite;

namespace Superfone.Dashboard.Storage.Backups;

/// <summary>
/// The copy of the primary database before it is part of a backup. One that will be encrypted is staged in the data directory, so that no plain copy
/// ever lies in the folder of backups.
/// </summary>
internal sealed class StagedDatabase : IDisposable
{
    private const string Prefix = "superfone.copy-";

    private const string LockSuffix = ".lock";

    private readonly bool _isTemporary;
    private readonly FileStream? _lock;
    private bool _isKept;

    /// <summary>Chooses a path for the copy.</summary>
    /// <param name="folder">The full path of the folder.</param>
    /// <param name="isTemporary">Whether it is deleted in any case; otherwise it is deleted unless it is kept.</param>
    public StagedDatabase(string folder, bool isTemporary)
    {
        _isTemporary = isTemporary;
        Path = System.IO.Path.Combine(folder, isTemporary ? $"{Prefix}{Guid.NewGuid():N}" : PrimaryFile.Name);

        // The command 'backup' runs beside a server, which may start meanwhile and clean up.
        _lock = isTemporary ? new FileStream(Path + LockSuffix, PrivateFiles.NewFile()) : null;
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>Deletes what killed backups have left in the data directory; what a running one uses, or cannot be deleted, stays.</summary>
    public static void Clean(string directory)
    {
        foreach (var copy in Directory.GetFiles(directory, $"{Prefix}*").Select(path => path.EndsWith(LockSuffix, StringComparison.Ordinal) ? path[..^LockSuffix.Length] : path).Distinct())
        {
            try
            {
                using (new FileStream(copy + LockSuffix, PrivateFiles.NewFile(FileMode.OpenOrCreate)))
                {
                    File.Delete(copy);
                }

                File.Delete(copy + LockSuffix);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // The next start tries again.
            }
        }
    }

    /// <summary>Verifies that the copy is whole and of the expected state.</summary>
    /// <param name="facts">The state of the snapshot that was copied.</param>
    /// <returns>The files that it lists.</returns>
    /// <exception cref="BackupException">It is not.</exception>
    public IReadOnlyDictionary<string, ListedFile> Verify(PrimaryFacts facts)
    {
        using var copy = DatabaseCopy.OpenCopy(Path);
        if (DatabaseCopy.FindDamage(copy) is { } damage)
            throw new BackupException($"The copy of the database is damaged ({damage}); check the disks, and the database with 'check'.");
        if (PrimaryFacts.Read(copy) != facts)
            throw new BackupException("The copy of the database differs from what was copied; check the disks.");
        return PrimaryFacts.ReadFiles(copy);
    }

    /// <summary>Keeps the copy.</summary>
    /// <returns>Its full path.</returns>
    public string Keep()
    {
        _isKept = true;
        return Path;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isTemporary || !_isKept)
            File.Delete(Path);
        if (_lock is null)
            return;
        _lock.Dispose();
        File.Delete(Path + LockSuffix);
    }
}
