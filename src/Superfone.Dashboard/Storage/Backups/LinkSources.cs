using System.Security.Cryptography;
using Superfone.Dashboard.Storage.Backups.Places;

namespace Superfone.Dashboard.Storage.Backups;

/// <summary>
/// The recordings of earlier backups in the same folder, which a new backup links instead of copying. A linked file is one file on the disk: if it rots,
/// all backups have lost it. Each is therefore read again once a week before it is linked, and copied afresh if it is damaged.
/// </summary>
internal sealed class LinkSources
{
    private static readonly TimeSpan Interval = TimeSpan.FromDays(6.5);
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromHours(1);

    private readonly Dictionary<string, (string Backup, DateTime? VerifiedUtc, BackupFile File)> _files = new(StringComparer.Ordinal);
    private readonly IBackupPlace _place;
    private readonly BackupCipher? _cipher;
    private readonly DateTime _nowUtc;
    private readonly bool _rereads;

    /// <summary>Collects the files.</summary>
    /// <param name="place">The place of the backups.</param>
    /// <param name="cipher">The cipher of the new backup; <see langword="null"/> for none.</param>
    /// <param name="encryption">How it is encrypted, as earlier manifests name it.</param>
    /// <param name="earlier">The earlier backups, newest first.</param>
    /// <param name="nowUtc">The current time, UTC.</param>
    /// <param name="rereads">Whether all files are read again, whenever they were read.</param>
    public LinkSources(
        IBackupPlace place, BackupCipher? cipher, BackupEncryption? encryption, IReadOnlyList<(string Path, BackupManifest Manifest)> earlier, DateTime nowUtc, bool rereads)
    {
        (_place, _cipher, _nowUtc, _rereads) = (place, cipher, nowUtc, rereads);
        foreach (var (path, manifest) in earlier.Where(backup => IsSame(backup.Manifest.Encryption, encryption)))
        {
            // What was damaged when it was copied must be looked at again, or the next backup would not tell.
            var damaged = manifest.ProblemPaths();
            foreach (var file in manifest.Files.Where(file => !damaged.Contains(file.Path)))
                _files.TryAdd(file.Path, (path, manifest.VerifiedUtc, file));
        }

        VerifiedUtc = nowUtc;
    }

    /// <summary>The time since which all files that were linked have been read and found whole, UTC.</summary>
    public DateTime VerifiedUtc { get; private set; }

    /// <summary>The recordings that were damaged in the earlier backup, and therefore not linked.</summary>
    public HashSet<string> Damaged { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether an earlier backup has a recording.</summary>
    /// <param name="path">The path of the recording.</param>
    /// <param name="listed">What the database lists.</param>
    public bool Has(string path, ListedFile listed) => Find(path, listed) is not null;

    /// <summary>Links a recording.</summary>
    /// <param name="path">The path of the recording.</param>
    /// <param name="listed">What the database lists.</param>
    /// <param name="target">The new backup.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <returns>The file; <see langword="null"/> if no earlier backup has it whole, or it cannot be linked.</returns>
    public BackupFile? TryLink(string path, ListedFile listed, INewBackup target, CancellationToken cancellation)
    {
        if (Find(path, listed) is not var (backup, verifiedUtc, file))
            return null;

        // A store looks after its bytes by itself; the restore test reads all of them.
        var source = _place.Open(backup);
        var isDue = _rereads || (!source.IsRemote && (verifiedUtc is not { } at || _nowUtc - at > Interval || at - _nowUtc > ClockTolerance));
        if (!IsWhole(source, file, isDue ? listed : null, cancellation))
        {
            Damaged.Add(path);
            return null;
        }

        if (!target.TryShare(backup, file))
            return null;
        if (!isDue && verifiedUtc < VerifiedUtc)
            VerifiedUtc = verifiedUtc.Value;
        return file;
    }

    private static bool IsSame(BackupEncryption? one, BackupEncryption? other) =>
        one is null ? other is null : other is not null && one.Salt.AsSpan().SequenceEqual(other.Salt) && one.Iterations == other.Iterations;

    // The path of a recording holds a GUID, so a file of the same path and size is the same file; unencrypted, its hash says so as well.
    private (string Backup, DateTime? VerifiedUtc, BackupFile File)? Find(string path, ListedFile listed) =>
        _files.TryGetValue(path, out var earlier) && listed is { SizeBytes: { } size, Sha256: { } hash }
            && (_cipher is null ? earlier.File == new BackupFile(path, size, hash) : earlier.File.SizeBytes == BackupCipher.SizeOf(size))
            ? earlier
            : null;

    private bool IsWhole(IBackupSource source, BackupFile file, ListedFile? listed, CancellationToken cancellation)
    {
        try
        {
            return source.SizeOf(file) == file.SizeBytes
                && (listed is null || FileCopy.ReadContent(source.Open(file), _cipher, file.Path, cancellation).Plain.Sha256 == listed.Sha256);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return false;
        }
    }
}
