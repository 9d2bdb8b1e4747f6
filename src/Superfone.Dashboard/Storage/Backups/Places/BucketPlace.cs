using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Superfone.Dashboard.Configuration.Backups;
using Superfone.Dashboard.Storage.Objects;

namespace Superfone.Dashboard.Storage.Backups.Places;

/// <summary>
/// Backups in a bucket. Their files are the objects <c>files/&lt;SHA-256&gt;</c>, which backups share; a backup is its manifest, which is stored last. What
/// no manifest lists is deleted: at once with the backup that it belonged to, and after a week if it was never completed.
/// </summary>
/// <param name="store">The bucket.</param>
/// <param name="address">The place in it.</param>
/// <param name="data">The full path of the folder in which files are put before they are sent.</param>
internal sealed partial class BucketPlace(ObjectStore store, S3Address address, string data) : IBackupPlace
{
    private const int Readers = 8;
    private const string Files = "files/";

    // Longer than any backup takes that is being made now.
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(7);

    private IReadOnlyDictionary<string, StoredObject>? _files;

    /// <summary>The files that backups share, by their keys, as they were when this was first asked.</summary>
    public IReadOnlyDictionary<string, StoredObject> SharedFiles => _files ??= ListFiles();

    /// <summary>The key of a file.</summary>
    public string KeyOf(BackupFile file) => $"{address.Prefix}{Files}{file.Sha256}";

    /// <summary>Waits for an answer of the store.</summary>
    /// <exception cref="BackupException">The store does not do what was asked.</exception>
    public static T Wait<T>(Func<Task<T>> ask)
    {
        try
        {
            return Task.Run(ask).GetAwaiter().GetResult();
        }
        catch (ObjectStoreException error)
        {
            throw new BackupException(error.Message, error);
        }
    }

    /// <summary>The files that backups share now, by their keys.</summary>
    /// <exception cref="BackupException">The store does not list them.</exception>
    public IReadOnlyDictionary<string, StoredObject> ListFiles() => Wait(() => store.ListAsync(address.Prefix + Files, CancellationToken.None));

    /// <inheritdoc/>
    public IReadOnlyList<(string Path, BackupManifest Manifest)> Find() =>
        [.. ReadAll().Where(backup => backup.Manifest is not null).Select(backup => (backup.Path, backup.Manifest!))];

    /// <inheritdoc/>
    public IBackupSource Open(string backup) => new BucketSource(store, this, $"{address.Prefix}{NameOf(backup)}/", backup.TrimEnd('/'));

    /// <inheritdoc/>
    public INewBackup Begin(string prefix, DateTime nowUtc) => new BucketBackup(this, prefix, nowUtc, data);

    /// <summary>Chooses the name of a backup that is otherwise complete.</summary>
    /// <param name="prefix">What it begins with.</param>
    /// <param name="nowUtc">The time of the backup, UTC.</param>
    /// <returns>What the keys of its manifest begin with, and its address.</returns>
    /// <exception cref="BackupException">The store does not list the others.</exception>
    public (string Key, string Path) ChooseName(string prefix, DateTime nowUtc)
    {
        var taken = ListManifests().Select(NameOf).ToHashSet();
        var name = Enumerable.Range(0, int.MaxValue).Select(second => BackupFolder.NameOf(prefix, nowUtc.AddSeconds(second))).First(name => !taken.Contains(name));
        return ($"{address.Prefix}{name}/", address.Of(name));
    }

    /// <summary>The keys of the files that backups list now.</summary>
    /// <exception cref="BackupException">A manifest cannot be read.</exception>
    public HashSet<string> ListedFiles()
    {
        var all = ReadAll();
        return all.FirstOrDefault(backup => backup.Manifest is null).Path is { } unknown
            ? throw new BackupException($"The manifest of '{unknown}' cannot be read, so it is not known which files it shares.")
            : [.. all.SelectMany(backup => backup.Manifest!.Files).Select(KeyOf)];
    }

    /// <inheritdoc/>
    public IDisposable? KeepOut() => null;

    /// <inheritdoc/>
    public void Delete(IReadOnlyList<string> backups, DateTime nowUtc)
    {
        var before = backups.Count == 0 ? [] : ListedFiles();
        foreach (var key in backups.Select(backup => $"{address.Prefix}{NameOf(backup)}/"))
        {
            Wait(() => DeleteAsync(key + BackupManifest.FileName));
            Wait(() => DeleteAsync(key + BackupManifest.CodeName));
        }

        // Read again: another backup may have been completed meanwhile. Whatever has another name is somebody else's.
        var kept = ListedFiles();
        foreach (var (key, file) in ListFiles().Where(file => !kept.Contains(file.Key) && FileName().IsMatch(file.Key[(address.Prefix.Length + Files.Length)..])))
        {
            if (before.Contains(key) || nowUtc - file.ModifiedUtc > Abandoned)
                Wait(() => DeleteAsync(key));
        }
    }

    /// <inheritdoc/>
    public byte[]? Read(string name) => Wait(() => store.ReadAllAsync(address.Prefix + name, CancellationToken.None));

    /// <inheritdoc/>
    public void Replace(string name, Func<byte[]?, byte[]> change)
    {
        var before = Read(name);
        var after = change(before);
        if (before is null || !after.AsSpan().SequenceEqual(before))
            Put(address.Prefix + name, after);
    }

    /// <summary>Stores a small object.</summary>
    /// <exception cref="BackupException">It could not be stored.</exception>
    public void Put(string key, byte[] content)
    {
        using var staged = new TemporaryFile(data);
        PrivateFiles.Create(staged.Path);
        File.WriteAllBytes(staged.Path, content);
        Put(key, staged.Path, FileCopy.Read(staged.Path, CancellationToken.None), CancellationToken.None);
    }

    /// <summary>Stores a file.</summary>
    /// <exception cref="BackupException">It could not be stored.</exception>
    public void Put(string key, string path, Content content, CancellationToken cancellation) => Wait(async () =>
    {
        await store.PutAsync(key, new UploadedFile(path, "application/octet-stream", content.SizeBytes, Convert.FromHexString(content.Sha256)), cancellation);
        return true;
    });

    /// <summary>Deletes an object, if it is there.</summary>
    public async Task<bool> DeleteAsync(string key)
    {
        await store.DeleteAsync(key, CancellationToken.None);
        return true;
    }

    private static string NameOf(string path) => path.TrimEnd('/').Split('/')[^1];

    // The addresses of all backups, newest first.
    private List<string> ListManifests() =>
    [
        .. Wait(() => store.ListAsync($"{address.Prefix}superfone-", CancellationToken.None)).Keys
            .Select(key => ManifestName().Match(key[address.Prefix.Length..])).Where(name => name.Success)
            .Select(name => address.Of(name.Groups["name"].Value)).OrderDescending(StringComparer.Ordinal),
    ];

    private List<(string Path, BackupManifest? Manifest)> ReadAll()
    {
        var paths = ListManifests();
        var read = new ConcurrentDictionary<string, BackupManifest?>();
        Wait(async () =>
        {
            await Parallel.ForEachAsync(paths, new ParallelOptions { MaxDegreeOfParallelism = Readers }, async (path, cancellation) =>
                read[path] = Parse(path, await store.ReadAllAsync($"{address.Prefix}{NameOf(path)}/{BackupManifest.FileName}", cancellation)));
            return true;
        });
        return [.. paths.Select(path => (path, read[path]))];
    }

    // A damaged one, or one of a newer version: neither is deleted nor used.
    private static BackupManifest? Parse(string path, byte[]? bytes)
    {
        try
        {
            return bytes is null ? null : BackupManifest.Parse(path, bytes);
        }
        catch (BackupException)
        {
            return null;
        }
    }

    [GeneratedRegex($"^(?<name>superfone-[0-9]{{8}}T[0-9]{{6}}Z)/{BackupManifest.FileName}$", RegexOptions.ExplicitCapture)]
    private static partial Regex ManifestName();

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex FileName();
}
