namespace Superfone.Dashboard.Storage.Backups;

/// <summary>Paths of files in a backup or a data directory.</summary>
internal static class BackupPaths
{
    private static readonly StringComparison Comparison =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>Whether two full paths name the same folder.</summary>
    public static bool AreSame(string one, string? other) => other is not null
        && string.Equals(Path.TrimEndingDirectorySeparator(Path.GetFullPath(one)), Path.TrimEndingDirectorySeparator(Path.GetFullPath(other)), Comparison);

    /// <summary>Whether two folders are on the same disk, by the place where it is mounted.</summary>
    public static bool AreOnSameDisk(string one, string other)
    {
        var mounts = DriveInfo.GetDrives().Select(drive => drive.Name).ToList();
        return MountOf(one) == MountOf(other);

        string? MountOf(string path) => mounts
            .Where(mount => $"{Path.TrimEndingDirectorySeparator(path)}{Path.DirectorySeparatorChar}".StartsWith(Path.EndsInDirectorySeparator(mount) ? mount : $"{mount}{Path.DirectorySeparatorChar}", Comparison))
            .MaxBy(mount => mount.Length);
    }

    /// <summary>The full path of a file.</summary>
    /// <param name="folder">The full path of the folder.</param>
    /// <param name="path">The path below it, with <c>/</c> between folders.</param>
    /// <exception cref="BackupException">The path leads out of the folder: somebody changed the manifest or the database.</exception>
    public static string Resolve(string folder, string path) =>
        Find(folder, path) ?? throw new BackupException($"The path '{path}' leads out of its folder; the backup is not used.");

    /// <summary>Does the same.</summary>
    /// <returns><see langword="null"/> if the path leads out of the folder.</returns>
    public static string? Find(string folder, string path)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;
        var full = Path.GetFullPath(path, root);
        return full.StartsWith(root, StringComparison.Ordinal) && full.Length > root.Length ? full : null;
    }
}
