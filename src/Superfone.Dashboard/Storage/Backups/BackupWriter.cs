using System.Data.Common;
using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.Backups.Places;
using Superfone.Dashboard.Storage.Objects;

namespace Superfone.Dashboard.Storage.Backups;

/// <summary>
/// Makes a backup: a consistent copy of the primary database, the recordings that it lists, and the keys. It uses no lock of the running application,
/// so it also works from another process. The read model is left out: it is computed again. Blocks its thread.
/// </summary>
public sealed class BackupWriter(DataDirectory data, IPrimaryCopy primary, BackupPlaces places, IOptionsMonitor<RecordingOptions> recordings, TimeProvider time)
{
    private const string NoLongerEncrypted =
        "This backup is not encrypted, though an earlier one in the folder is: set the passphrase again (Superfone:Backup:Passphrase), or delete the earlier ones.";

    /// <summary>Makes a backup. It is complete, durable and verified when the method returns.</summary>
    /// <param name="order">What to back up, and where.</param>
    /// <param name="progress">Receives the share that is done: 0 to 1.</param>
    /// <param name="cancellation">Stops; what was written is deleted.</param>
    /// <exception cref="BackupException">It cannot be made; nothing is left of it.</exception>
    public WrittenBackup Write(BackupOrder order, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            primary.RequireExists();
            var place = places.At(order.Folder);
            var now = time.GetUtcNow().UtcDateTime;
            using var target = place.Begin(order.Prefix, now);
            var earlier = place.Find();
            var (cipher, encryption) = CipherOf(order.Passphrase, earlier);
            var sources = new LinkSources(place, cipher, encryption, earlier, now, order.RereadsLinked);
            var files = new BackupFiles(data.Path, target, cipher, sources, progress, cancellation);
            RequireRoom(order, files, target.Folder, isEncrypted: cipher is not null);
            var (facts, at, problems) = CopyAll(order, files, target.Folder, cipher, cancellation);
            files.Verify();
            var manifest = new BackupManifest
            {
                Version = ApplicationVersion.Number,
                CreatedUtc = at,
                LogId = facts.LogId,
                LastDeliveryId = facts.LastDeliveryId,
                LastDecisionId = facts.LastDecisionId,
                LastMigration = facts.LastMigration,
                IsDatabaseOnly = order.IsDatabaseOnly,
                Encryption = encryption,
                Files = files.Entries,
                VerifiedUtc = sources.VerifiedUtc,
                Problems = problems,
                RecordingsInS3 = order.IsDatabaseOnly ? null : CountRemote(),
            };
            var path = target.Complete(manifest, cipher);
            progress?.Report(1);
            return new WrittenBackup(path, manifest, files.WrittenBytes, Stopwatch.GetElapsedTime(started))
            {
                Warnings =
                [
                    .. problems,
                    .. files.Repaired.Select(name => $"The recording '{name}' was damaged in the backup before, and was copied again; check the disk of the backups."),
                    .. cipher is null && earlier.Any(backup => backup.Manifest.Encryption is not null) ? [NoLongerEncrypted] : Array.Empty<string>(),
                ],
            };
        }
        catch (Exception error)
        {
            if (error is IOException or UnauthorizedAccessException or DbException or CryptographicException or NotSupportedException or ObjectStoreException
                or BackupException { InnerException: ObjectStoreException })
                throw new BackupException($"The backup in '{order.Folder}' failed: {error.Message}", error);
            throw;
        }
    }

    // Files first: they take the longest, and are there already when the database is copied.
    private (PrimaryFacts Facts, DateTime AtUtc, IReadOnlyList<string> Problems) CopyAll(
        BackupOrder order, BackupFiles files, string? folder, BackupCipher? cipher, CancellationToken cancellation)
    {
        const int MostAttempts = 5;
        files.CopyKeys(primary.ReadKeys());
        for (var attempt = 1; ; attempt++)
        {
            if (!order.IsDatabaseOnly)
                files.CopyListed(primary.ReadFiles());
            var lies = cipher is null ? folder : null;
            using var staged = lies is null ? new TemporaryFile(data.Path) : TemporaryFile.UnlessKept(lies);
            var at = time.GetUtcNow().UtcDateTime;
            var facts = primary.Write(staged.Path, files.Copied, cancellation);
            var listed = Verify(staged.Path, facts);
            IReadOnlyList<string> problems = [];
            if (!order.IsDatabaseOnly && files.CopyListed(listed) is { Count: > 0 } gone)
            {
                // What the database still lists is not being erased: it is lost, and another attempt would not find it.
                var still = primary.ReadFiles();
                if (!gone.All(still.ContainsKey))
                {
                    if (attempt == MostAttempts)
                        throw new BackupException("Recordings are being deleted all the time, so no consistent backup could be made; try again later.");
                    continue;
                }

                problems = [.. gone.Select(path => $"The recording '{path}' is missing in the data directory.")];
            }

            files.RemoveUnlisted(listed);
            files.AddDatabase(staged.Keep());
            return (facts, at, [.. problems, .. files.ProblemsOf(listed)]);
        }
    }

    // Returns the files that the copy lists.
    private static IReadOnlyDictionary<string, ListedFile> Verify(string path, PrimaryFacts facts)
    {
        using var copy = DatabaseCopy.OpenCopy(path);
        if (DatabaseCopy.FindDamage(copy) is { } damage)
            throw new BackupException($"The copy of the database is damaged ({damage}); check the disks, and the database with 'check'.");
        if (PrimaryFacts.Read(copy) != facts)
            throw new BackupException("The copy of the database differs from what was copied; check the disks.");
        return PrimaryFacts.ReadFiles(copy);
    }

    private RemoteRecordings? CountRemote() => primary.CountRemote() is { Count: > 0 } remote ? remote : null;

    // Backups with the same key share their files.
    private static (BackupCipher?, BackupEncryption?) CipherOf(string? passphrase, IReadOnlyList<(string Path, BackupManifest Manifest)> earlier)
    {
        if (string.IsNullOrEmpty(passphrase))
            return (null, null);
        var last = earlier.Select(backup => backup.Manifest.Encryption).FirstOrDefault(encryption => encryption is not null && BackupCipher.Knows(encryption));
        return last is not null && BackupCipher.Open(last, passphrase) is { } same ? (same, last) : BackupCipher.Create(passphrase);
    }

    private void RequireRoom(BackupOrder order, BackupFiles files, string? target, bool isEncrypted)
    {
        var database = primary.SizeBytes;
        var listed = order.IsDatabaseOnly ? new Dictionary<string, ListedFile>() : primary.ReadFiles();
        var needed = database + files.BytesToCopy(listed);
        files.Expect(needed);

        // On the disk of the data, room for new events stays free.
        var reserve = order.IsDatabaseOnly ? 0 : recordings.CurrentValue.ReserveBytes;
        if (target is null)
        {
            // One file after the other is put there before it is sent.
            Require(data.Path, Math.Max(isEncrypted ? 2 * database : database, files.LargestToCopy(listed)) + reserve);
            return;
        }

        var isSame = BackupPaths.AreOnSameDisk(order.Folder, data.Path);
        var staged = isEncrypted ? database : 0;
        Require(order.Folder, isSame ? needed + staged + reserve : needed);
        if (isEncrypted && !isSame)
            Require(data.Path, staged + reserve);

        void Require(string folder, long bytes)
        {
            var free = new DriveInfo(folder).AvailableFreeSpace;
            if (free < bytes)
                throw new BackupException($"The backup in '{order.Folder}' needs {Megabytes(bytes)} of free disk space in '{folder}'; there are {Megabytes(free)}.");
        }
    }

    private static string Megabytes(long bytes) => $"{(bytes + (1 << 20) - 1) >> 20} MiB";
}

/// <summary>What to back up, and where.</summary>
/// <param name="Folder">The full path of the folder of backups, which is created if it is missing; or the address of a place in an S3 store.</param>
public sealed record BackupOrder(string Folder)
{
    /// <summary>What the names of complete backups begin with.</summary>
    public const string DefaultPrefix = "superfone-";

    /// <summary>What the name of the backup begins with.</summary>
    public string Prefix { get; init; } = DefaultPrefix;

    /// <summary>Whether recordings are left out.</summary>
    public bool IsDatabaseOnly { get; init; }

    /// <summary>The passphrase; <see langword="null"/> to write the files unencrypted.</summary>
    public string? Passphrase { get; init; }

    /// <summary>Whether recordings of earlier backups are read before they are linked, even if they were read less than a week ago.</summary>
    public bool RereadsLinked { get; init; }
}

/// <summary>A backup that was made.</summary>
/// <param name="Path">Its full path or address.</param>
/// <param name="Manifest">Its manifest.</param>
/// <param name="WrittenBytes">The bytes that were written: files shared with earlier backups do not count.</param>
/// <param name="Duration">How long it took.</param>
public sealed record WrittenBackup(string Path, BackupManifest Manifest, long WrittenBytes, TimeSpan Duration)
{
    /// <summary>One sentence for each thing that weakens the backup or the earlier ones.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
