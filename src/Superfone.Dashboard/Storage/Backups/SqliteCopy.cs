using Superfone.Dashboard.Storage.Primary.Sqlite;

namespace Superfone.Dashboard.Storage.Backups;

/// <summary>Copies <c>superfone.db</c> page by page.</summary>
internal sealed class SqliteCopy(DataDirectory data, PrimaryFile primary) : IPrimaryCopy
{
    /// <inheritdoc/>
    public long SizeBytes => primary.SizeBytes;

    /// <inheritdoc/>
    public void RequireExists()
    {
        if (!primary.Exists)
            throw new BackupException($"There is no database '{primary.Path}' to back up.");
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, ListedFile> ReadFiles()
    {
        using var connection = primary.Open();
        return PrimaryFacts.ReadFiles(connection);
    }

    /// <inheritdoc/>
    public RemoteRecordings CountRemote()
    {
        using var connection = primary.Open();
        return PrimaryFacts.CountRemote(connection);
    }

    /// <inheritdoc/>
    public PrimaryFacts Write(string target, Action<double> copied, CancellationToken cancellation) =>
        DatabaseCopy.Write(primary.Path, target, PrimaryFacts.Read, copied, cancellation);

    /// <inheritdoc/>
    public IReadOnlyList<KeyContent> ReadKeys()
    {
        var keys = new DirectoryInfo(Path.Combine(data.Path, DataKeys.Folder));
        return keys.Exists ? [.. keys.GetFiles("*.xml").Select(key => new KeyContent(key.Name, key.FullName))] : [];
    }
}
