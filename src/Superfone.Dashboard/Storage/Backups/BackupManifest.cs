using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Superfone.Dashboard.Storage.Backups.Places;
using Superfone.Dashboard.Storage.Primary.Sqlite;

namespace Superfone.Dashboard.Storage.Backups;

/// <summary>The file <c>manifest.json</c> of a backup, which is written last: what the backup holds, and how to verify it.</summary>
public sealed record BackupManifest
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "manifest.json";

    /// <summary>
    /// The name of the file beside it that authenticates the manifest of an encrypted backup, in hexadecimal. Earlier versions do not write it.
    /// </summary>
    public const string CodeName = "manifest.hmac";

    /// <summary>The format that this version writes and reads.</summary>
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The format of the backup.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The version of the application that made the backup.</summary>
    public required string Version { get; init; }

    /// <summary>The time at which the database was copied, UTC.</summary>
    public required DateTime CreatedUtc { get; init; }

    /// <summary>The GUID of the log; <see langword="null"/> if it has none yet.</summary>
    public required string? LogId { get; init; }

    /// <summary>The last delivery.</summary>
    public required long LastDeliveryId { get; init; }

    /// <summary>The last decision.</summary>
    public required long LastDecisionId { get; init; }

    /// <summary>The last migration that was applied to the database.</summary>
    public required string? LastMigration { get; init; }

    /// <summary>Whether recordings are left out, as in the backup before an upgrade.</summary>
    public bool IsDatabaseOnly { get; init; }

    /// <summary>How the files are encrypted; <see langword="null"/> if they are not.</summary>
    public BackupEncryption? Encryption { get; init; }

    /// <summary>The files, as they lie in the backup.</summary>
    public required IReadOnlyList<BackupFile> Files { get; init; }

    /// <summary>
    /// The time since which every file of the backup has been read and found whole, UTC; <see langword="null"/> if an earlier version made the backup.
    /// </summary>
    public DateTime? VerifiedUtc { get; init; }

    /// <summary>
    /// One sentence for each recording that the database lists and that was missing or damaged when the backup was made. It quotes the path.
    /// </summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>
    /// The recordings that are in an S3 store and not in the backup; <see langword="null"/> if there are none, or an earlier version made it.
    /// </summary>
    public RemoteRecordings? RecordingsInS3 { get; init; }

    /// <summary>The size of all files in bytes.</summary>
    [JsonIgnore]
    public long SizeBytes => Files.Sum(file => file.SizeBytes);

    /// <summary>Reads the manifest of a backup.</summary>
    /// <param name="backup">The folder of the backup.</param>
    /// <exception cref="BackupException">It is missing, damaged, or of a newer version.</exception>
    public static BackupManifest Read(string backup) => Read(new FolderSource(backup), out _);

    /// <summary>Does the same, and gives the bytes that were read.</summary>
    internal static BackupManifest Read(IBackupSource backup, out byte[] bytes)
    {
        try
        {
            bytes = backup.ReadSmall(FileName) ?? throw new BackupException($"'{backup.Path}' is not a backup: it has no {FileName}.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(backup.Path, error);
        }

        return Parse(backup.Path, bytes);
    }

    /// <summary>Reads a manifest.</summary>
    /// <param name="backup">The full path or address of the backup.</param>
    /// <param name="bytes">The bytes of the manifest.</param>
    /// <exception cref="BackupException">It is damaged, or of a newer version.</exception>
    internal static BackupManifest Parse(string backup, byte[] bytes)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize<BackupManifest>(bytes, Json) ?? throw new JsonException("It is empty.");
            return manifest.Format == CurrentFormat
                ? manifest.Validated()
                : throw new BackupException($"The backup '{backup}' has format {manifest.Format}, which this version does not know; use the version that made it, {manifest.Version}.");
        }
        catch (JsonException error)
        {
            throw Unreadable(backup, error);
        }
    }

    /// <summary>Whether the manifest is the one that the holder of the key has written.</summary>
    /// <param name="backup">The backup.</param>
    /// <param name="bytes">The bytes of the manifest.</param>
    /// <param name="cipher">The cipher of the backup.</param>
    /// <returns><see langword="null"/> if there is no code.</returns>
    /// <exception cref="IOException">The code cannot be read.</exception>
    internal static bool? IsAuthentic(IBackupSource backup, byte[] bytes, BackupCipher cipher) => backup.ReadSmall(CodeName) is { } code
        ? CryptographicOperations.FixedTimeEquals(cipher.Authenticate(bytes), ParseCode(Encoding.ASCII.GetString(code).Trim()))
        : null;

    /// <summary>The manifest as it is stored, and its code.</summary>
    /// <param name="cipher">Authenticates it; <see langword="null"/> if the backup is not encrypted.</param>
    internal (byte[] Manifest, byte[]? Code) Serialize(BackupCipher? cipher)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(this, Json);
        return (bytes, cipher is null ? null : Encoding.ASCII.GetBytes(Convert.ToHexStringLower(cipher.Authenticate(bytes))));
    }

    /// <summary>Writes the manifest durably.</summary>
    /// <param name="backup">The folder of the backup.</param>
    /// <param name="cipher">Authenticates it; <see langword="null"/> if the backup is not encrypted.</param>
    internal void Write(string backup, BackupCipher? cipher = null)
    {
        var (bytes, code) = Serialize(cipher);
        if (code is not null)
            Write(Path.Combine(backup, CodeName), code);
        Write(Path.Combine(backup, FileName), bytes);
    }

    /// <summary>The paths of the recordings that <see cref="Problems"/> quotes, among other parts of its sentences.</summary>
    internal HashSet<string> ProblemPaths() => [.. Problems.SelectMany(problem => problem.Split('\''))];

    private static BackupException Unreadable(string backup, Exception error) => new($"The manifest '{backup}/{FileName}' cannot be read: {error.Message}", error);

    private static byte[] ParseCode(string text)
    {
        try
        {
            return Convert.FromHexString(text);
        }
        catch (FormatException)
        {
            return [];
        }
    }

    private static void Write(string path, byte[] bytes)
    {
        using var file = new FileStream(path, PrivateFiles.NewFile());
        file.Write(bytes);
        file.Flush(flushToDisk: true);
    }

    // JSON may leave out or null what the types do not permit.
    private BackupManifest Validated()
    {
        var isWhole = Version is not null && Files is not null && Files.All(file => file is { Path: not null, Sha256: not null, SizeBytes: >= 0 })
            && Files.DistinctBy(file => file.Path).Count() == Files.Count && Files.Any(file => file.Path == PrimaryFile.Name)
            && (Encryption is null or { Method: not null, Salt: not null, Check: not null }) && Problems?.All(problem => problem is not null) != false;
        return isWhole ? this with { Problems = Problems ?? [] } : throw new JsonException("Its list of files is not complete.");
    }
}

/// <summary>A file of a backup.</summary>
/// <param name="Path">Its path below the folder of the backup, with <c>/</c> between folders.</param>
/// <param name="SizeBytes">Its size in bytes, as it lies in the backup.</param>
/// <param name="Sha256">The SHA-256 of its bytes as they lie in the backup, in lower-case hexadecimal.</param>
public sealed record BackupFile(string Path, long SizeBytes, string Sha256);

/// <summary>How a key is derived from the passphrase.</summary>
/// <param name="Method">The methods of key derivation and encryption.</param>
/// <param name="Iterations">The number of iterations of the key derivation.</param>
/// <param name="Salt">Its salt.</param>
/// <param name="Check">A value derived from the key, by which a wrong passphrase is noticed.</param>
public sealed record BackupEncryption(string Method, int Iterations, byte[] Salt, byte[] Check);
