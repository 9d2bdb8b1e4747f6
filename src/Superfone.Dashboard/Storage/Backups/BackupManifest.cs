using System.Text.Json;

namespace Superfone.Dashboard.Storage.Backups;

/// <summary>The file <c>manifest.json</c> of a backup, which is written last: what the backup holds, and how to verify it.</summary>
public sealed record BackupManifest
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "manifest.json";

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

    /// <summary>One sentence for each recording that the database lists and that was missing or damaged when the backup was made.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>The size of all files in bytes.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public long SizeBytes => Files.Sum(file => file.SizeBytes);

    /// <summary>Reads the manifest of a backup.</summary>
    /// <param name="backup">The folder of the backup.</param>
    /// <exception cref="BackupException">It is missing, damaged, or of a newer version.</exception>
    public static BackupManifest Read(string backup)
    {
        var path = Path.Combine(backup, FileName);
        try
        {
            var manifest = JsonSerializer.Deserialize<BackupManifest>(File.ReadAllBytes(path), Json) ?? throw new JsonException("It is empty.");
            return manifest.Format == CurrentFormat
                ? manifest
                : throw new BackupException($"The backup '{backup}' has format {manifest.Format}, which this version does not know; use the version that made it, {manifest.Version}.");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BackupException($"'{backup}' is not a backup: it has no {FileName}.", error);
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"The manifest '{path}' cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Writes the manifest durably.</summary>
    /// <param name="backup">The folder of the backup.</param>
    public void Write(string backup)
    {
        using var file = new FileStream(Path.Combine(backup, FileName), PrivateFiles.NewFile());
        JsonSerializer.Serialize(file, this, Json);
        file.Flush(flushToDisk: true);
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
