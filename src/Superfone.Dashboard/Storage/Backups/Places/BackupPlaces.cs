using System.Collections.Concurrent;
using Superfone.Dashboard.Configuration.Backups;
using Superfone.Dashboard.Storage.Objects;

namespace Superfone.Dashboard.Storage.Backups.Places;

/// <summary>Finds places of backups: folders by their full paths, and places in the S3 store by their addresses.</summary>
public sealed class BackupPlaces : IDisposable
{
    private readonly ConcurrentDictionary<string, ObjectStore> _buckets = new(StringComparer.Ordinal);
    private readonly ObjectStore? _store;
    private readonly DataDirectory? _data;

    /// <summary>Finds folders, and places in the buckets of a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="data">Where files are put before they are sent.</param>
    public BackupPlaces(ObjectStore store, DataDirectory data) => (_store, _data) = (store, data);

    private BackupPlaces()
    {
    }

    /// <summary>Finds folders only.</summary>
    public static BackupPlaces Folders { get; } = new();

    /// <summary>The place with a path or address.</summary>
    /// <exception cref="BackupException">It is no address.</exception>
    internal IBackupPlace At(string place)
    {
        if (!S3Address.IsMeant(place))
            return new FolderPlace(place);
        if (_store is null || _data is null)
            throw new BackupException($"Backups in an S3 store, such as '{place}', cannot be read here.");
        return S3Address.Parse(place) is { } address
            ? new BucketPlace(_buckets.GetOrAdd(address.Bucket, _store.In), address, _data.Path)
            : throw new BackupException($"'{place}' is not {S3Address.Form}.");
    }

    /// <summary>The place in which a backup lies.</summary>
    /// <param name="backup">The full path or address of the backup.</param>
    /// <exception cref="BackupException">It is no address.</exception>
    internal IBackupPlace Of(string backup)
    {
        var path = S3Address.IsMeant(backup) ? backup.TrimEnd('/') : Path.TrimEndingDirectorySeparator(backup);
        return At(S3Address.IsMeant(path) ? path[..Math.Max(path.LastIndexOf('/'), 0)] : Path.GetDirectoryName(path) ?? path);
    }

    /// <summary>Opens a backup for reading.</summary>
    /// <param name="backup">Its full path or address.</param>
    /// <exception cref="BackupException">It is no address.</exception>
    internal IBackupSource Open(string backup) => Of(backup).Open(backup);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var bucket in _buckets.Values)
            bucket.Dispose();
    }
}
