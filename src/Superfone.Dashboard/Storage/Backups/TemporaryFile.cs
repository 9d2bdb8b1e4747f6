using Superfone.Dashboard.Storage.Primary.Sqlite;

namespace Superfone.Dashboard.Storage.Backups;

/// <summary>
/// A file before it is where it belongs. What will be encrypted, or sent elsewhere, is staged in the data directory, so that no plain copy ever lies in
/// the folder of backups; such files of a process that was killed are deleted by the next start.
/// </summary>
internal sealed class TemporaryFile : IDisposable
{
    private const string Prefix = "superfone.copy-";

    private const string LockSuffix = ".lock";

    private readonly bool _isTemporary;
    private readonly FileStream? _lock;
    private bool _isKept;

    /// <summary>Chooses a path for a file that does not exist yet, and is deleted in any case.</summary>
    /// <param name="folder">The full path of the folder.</param>
    public TemporaryFile(string folder)
        : this(System.IO.Path.Combine(folder, $"{Prefix}{Guid.NewGuid():N}"), isTemporary: true)
    {
    }

    private TemporaryFile(string path, bool isTemporary)
    {
        (Path, _isTemporary) = (path, isTemporary);

        // The command 'backup' runs beside a server, which may start meanwhile and clean up.
        _lock = isTemporary ? new FileStream(Path + LockSuffix, PrivateFiles.NewFile()) : null;
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>A copy of the primary database under its final name, which does not exist yet, and is deleted unless it is kept.</summary>
    /// <param name="folder">The full path of the folder.</param>
    public static TemporaryFile UnlessKept(string folder) => new(System.IO.Path.Combine(folder, PrimaryFile.Name), isTemporary: false);

    /// <summary>Deletes what killed backups have left in the data directory; what a running one uses, or what cannot be deleted, stays.</summary>
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

    /// <summary>Keeps the file.</summary>
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
