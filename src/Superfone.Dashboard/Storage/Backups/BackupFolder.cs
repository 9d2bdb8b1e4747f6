using System.Globalization;
using System.Text.RegularExpressions;

namespace Superfone.Dashboard.Storage.Backups;

/// <summary>
/// A folder of backups. A backup is written as <c>….partial</c> and renamed once it is complete, flushed and verified, so that everything with the
/// name of a backup is one.
/// </summary>
internal sealed partial class BackupFolder : IDisposable
{
    private const string Partial = ".partial";
    private const string NameFormat = "yyyyMMdd'T'HHmmss'Z'";

    private readonly string _path;
    private readonly string _prefix;
    private readonly FileStream _lock;

    private BackupFolder(string path, string prefix, FileStream file) => (_path, _prefix, _lock) = (path, prefix, file);

    /// <summary>Opens a folder to write a backup: creates it if it is missing, keeps other writers out, and deletes what a killed one left.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="prefix">What the names of the backups begin with, such as <c>superfone-</c>.</param>
    /// <exception cref="BackupException">Another backup is being written into the folder.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static BackupFolder Open(string path, string prefix)
    {
        PrivateFiles.CreateFolder(path);
        FileStream file;
        try
        {
            file = new FileStream(Path.Combine(path, ".superfone-backup.lock"), PrivateFiles.NewFile(FileMode.OpenOrCreate));
        }
        catch (IOException error) when (DataDirectory.IsHeldByAnother(error))
        {
            throw new BackupException($"Another backup is being written into '{path}'; wait until it is done.", error);
        }

        foreach (var left in Directory.GetDirectories(path, $"*{Partial}").Where(left => BackupName().IsMatch(Path.GetFileNameWithoutExtension(left))))
            Directory.Delete(left, recursive: true);
        return new BackupFolder(path, prefix, file);
    }

    /// <summary>The backups in a folder, newest first, with their manifests. Folders that are no complete backups are left out.</summary>
    /// <param name="path">The full path.</param>
    public static IReadOnlyList<(string Path, BackupManifest Manifest)> Find(string path)
    {
        if (!Directory.Exists(path))
            return [];
        List<(string, BackupManifest)> backups = [];
        foreach (var backup in Directory.GetDirectories(path).Where(backup => BackupName().IsMatch(Path.GetFileName(backup))).OrderByDescending(StampOf, StringComparer.Ordinal))
        {
            try
            {
                backups.Add((backup, BackupManifest.Read(backup)));
            }
            catch (BackupException)
            {
                // Somebody's own folder, or a damaged backup: neither is deleted nor used.
            }
        }

        return backups;
    }

    /// <summary>The name of a backup.</summary>
    /// <param name="prefix">What it begins with.</param>
    /// <param name="atUtc">Its time, UTC.</param>
    public static string NameOf(string prefix, DateTime atUtc) => prefix + atUtc.ToString(NameFormat, CultureInfo.InvariantCulture);

    /// <summary>Creates the folder of a new backup.</summary>
    /// <param name="nowUtc">The current time, UTC.</param>
    public string CreatePartial(DateTime nowUtc)
    {
        for (var at = nowUtc; ; at = at.AddSeconds(1))
        {
            var name = NameOf(_prefix, at);
            if (!Directory.Exists(Path.Combine(_path, name)))
                return PrivateFiles.CreateFolder(Path.Combine(_path, name + Partial)).FullName;
        }
    }

    /// <summary>Durably gives a complete backup its name.</summary>
    /// <returns>Its full path.</returns>
    public string Complete(string partial)
    {
        Flush(partial);
        var path = partial[..^Partial.Length];
        Directory.Move(partial, path);
        DirectoryFlush.Flush(_path);
        return path;
    }

    /// <summary>Flushes the names of all files and folders below a folder; the files themselves are flushed already.</summary>
    public static void Flush(string path)
    {
        foreach (var folder in Directory.GetDirectories(path, "*", SearchOption.AllDirectories).Append(path))
            DirectoryFlush.Flush(folder);
    }

    /// <summary>Deletes a backup: it stops to be one before its first file is gone.</summary>
    public static void Delete(string path)
    {
        var partial = path + Partial;
        Directory.Move(path, partial);
        Directory.Delete(partial, recursive: true);
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private static string StampOf(string path) => Path.GetFileName(path)[^NameLength..];

    private const int NameLength = 16;

    [GeneratedRegex("^(superfone|before-[^/]+)-[0-9]{8}T[0-9]{6}Z$")]
    private static partial Regex BackupName();
}
