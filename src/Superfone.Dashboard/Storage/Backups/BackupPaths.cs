namespace Superfone.Dashboard.Storage.Backups;

/// <summary>Paths of files in a backup or a data directory.</summary>
internal static class BackupPaths
{
    /// <summary>The full path of a file.</summary>
    /// <param name="folder">The full path of the folder.</param>
    /// <param name="path">The path below it, with <c>/</c> between folders.</param>
    /// <exception cref="BackupException">The path leads out of the folder: somebody changed the manifest or the database.</exception>
    public static string Resolve(string folder, string path)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;
        var full = Path.GetFullPath(path, root);
        return full.StartsWith(root, StringComparison.Ordinal) && full.Length > root.Length
            ? full
            : throw new BackupException($"The path '{path}' leads out of its folder; the backup is not used.");
    }
}
