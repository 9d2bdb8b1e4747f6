using System.Collections.Concurrent;

namespace Superfone.Dashboard.Tests.Recordings.Buckets;

/// <summary>What a store holds, with the versions of each object if they are kept. A version without bytes marks the object as deleted.</summary>
internal sealed class ObjectVersions
{
    private readonly Lock _lock = new();
    private readonly List<(string Key, string Version, byte[]? Bytes)> _versions = [];

    private readonly ConcurrentDictionary<string, DateTime> _modified = new();

    public bool AreKept { get; set; }

    /// <summary>The key of each version.</summary>
    public IReadOnlyList<string> Keys
    {
        get
        {
            lock (_lock)
                return [.. _versions.Select(version => version.Key)];
        }
    }

    /// <summary>The objects that can be read.</summary>
    public IReadOnlyDictionary<string, byte[]> Current
    {
        get
        {
            lock (_lock)
                return _versions.GroupBy(version => version.Key).Select(versions => versions.Last()).Where(last => last.Bytes is not null).ToDictionary(last => last.Key, last => last.Bytes!);
        }
    }

    public byte[]? Find(string key) => Current.GetValueOrDefault(key);

    public void Add(string key, byte[]? bytes, DateTime? modifiedUtc = null)
    {
        lock (_lock)
        {
            _modified[key] = modifiedUtc ?? DateTime.UtcNow;
            if (!AreKept)
                _versions.RemoveAll(version => version.Key == key);
            if (AreKept || bytes is not null)
                _versions.Add((key, Guid.NewGuid().ToString("N"), bytes));
        }
    }

    /// <summary>Deletes an object, or a version of it.</summary>
    /// <returns>Whether it was only marked as deleted.</returns>
    public bool Delete(string key, string version)
    {
        if (version.Length > 0)
        {
            lock (_lock)
                _versions.RemoveAll(one => one.Key == key && one.Version == version);
            return false;
        }

        Add(key, null);
        return AreKept;
    }

    public void Lose(string key)
    {
        lock (_lock)
            _versions.RemoveAll(version => version.Key == key);
    }

    public void Damage(Func<byte[], byte[]> change)
    {
        lock (_lock)
        {
            foreach (var (index, version) in _versions.ToList().Index())
                _versions[index] = version with { Bytes = change(version.Bytes!) };
        }
    }

    public string List(string prefix) => $"<ListBucketResult><IsTruncated>false</IsTruncated>{string.Concat(Current.Where(item => item.Key.StartsWith(prefix, StringComparison.Ordinal))
        .Select(item => $"<Contents><Key>{item.Key}</Key><Size>{item.Value.Length}</Size><LastModified>{_modified[item.Key]:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}</LastModified></Contents>"))}</ListBucketResult>";

    public string ListVersions(string prefix)
    {
        lock (_lock)
        {
            return $"<ListVersionsResult><IsTruncated>false</IsTruncated>{string.Concat(_versions.Where(version => version.Key.StartsWith(prefix, StringComparison.Ordinal))
                .Select(version => version.Bytes is null
                    ? $"<DeleteMarker><Key>{version.Key}</Key><VersionId>{version.Version}</VersionId></DeleteMarker>"
                    : $"<Version><Key>{version.Key}</Key><VersionId>{version.Version}</VersionId></Version>"))}</ListVersionsResult>";
        }
    }
}
