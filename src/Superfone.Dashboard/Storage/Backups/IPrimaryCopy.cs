namespace Superfone.Dashboard.Storage.Backups;

/// <summary>Copies the primary database, as it is at one moment, into a file of SQLite, which a backup holds whichever store the database is in.</summary>
public interface IPrimaryCopy
{
    /// <summary>About how many bytes the copy takes.</summary>
    long SizeBytes { get; }

    /// <summary>Throws if there is no database.</summary>
    /// <exception cref="BackupException">There is none.</exception>
    void RequireExists();

    /// <summary>Reads the files of recordings in the data directory that the database lists now.</summary>
    IReadOnlyDictionary<string, ListedFile> ReadFiles();

    /// <summary>Counts the recordings in an S3 store that the database lists now.</summary>
    RemoteRecordings CountRemote();

    /// <summary>Copies the database into a new file, durably.</summary>
    /// <param name="target">The full path of the copy: a single file, without a write-ahead log.</param>
    /// <param name="copied">Called now and then with the share that is copied: 0 to 1.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>The state that was copied.</returns>
    /// <exception cref="System.Data.Common.DbException">The database cannot be read, or the copy cannot be written.</exception>
    /// <exception cref="InvalidDataException">The copy is not what was copied.</exception>
    PrimaryFacts Write(string target, Action<double> copied, CancellationToken cancellation);

    /// <summary>The keys that protect cookies and secrets.</summary>
    IReadOnlyList<KeyContent> ReadKeys();
}

/// <summary>A key that protects cookies and secrets.</summary>
/// <param name="Name">The name of its file.</param>
/// <param name="Path">The full path of its file; <see langword="null"/> if it is not in a file.</param>
/// <param name="Xml">The key; <see langword="null"/> if it is in a file.</param>
public sealed record KeyContent(string Name, string? Path, string? Xml = null);
