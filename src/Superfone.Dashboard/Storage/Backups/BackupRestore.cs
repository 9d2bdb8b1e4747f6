using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.Backups.Places;
using Superfone.Dashboard.Storage.Objects;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Erasures;
using Superfone.Dashboard.Storage.Primary.Sqlite;

namespace Superfone.Dashboard.Storage.Backups;

/// <summary>
/// Makes a data directory from a backup. A recording that is damaged in the backup is left out and named; everything else must be whole. Blocks its thread.
/// </summary>
public static class BackupRestore
{
    /// <summary>Restores a backup as a log of its own.</summary>
    /// <param name="order">What, and where.</param>
    /// <param name="progress">Receives the share that is done: 0 to 1.</param>
    /// <param name="cancellation">Stops; what was written is deleted.</param>
    /// <exception cref="BackupException">It cannot be restored; the target is as it was.</exception>
    public static RestoredBackup Restore(RestoreOrder order, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var target = Path.TrimEndingDirectorySeparator(order.Target);
        try
        {
            RestoreFolder.Require(target);
            var backup = BackupReader.Open(order.Places.Open(order.Backup), order.Passphrase, order.AllowsUnauthenticated);
            RefuseNewerSchema(backup.Manifest);
            var erasures = Erasures(order, backup.Manifest);
            using var folder = RestoreFolder.Create(target);
            var damaged = backup.VerifyToExtract(progress is null ? null : new Half(progress, 0), cancellation);
            RequireRoom(folder.Path, backup.Manifest.SizeBytes);
            ExtractAll(backup, damaged, folder.Path, progress is null ? null : new Half(progress, 0.5), cancellation);
            MakeOwn(folder.Path, backup.Manifest, erasures ?? []);
            folder.Complete();
            progress?.Report(1);
            return new RestoredBackup(target, backup.Manifest, erasures?.Count ?? 0)
            {
                Problems = [.. backup.Manifest.Problems, .. damaged.Values, .. erasures is null ? [NoErasures(backup.Manifest)] : Array.Empty<string>()],
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or SqliteException or ObjectStoreException)
        {
            throw new BackupException($"The backup cannot be restored to '{target}': {error.Message}", error);
        }
    }

    /// <summary>Makes a restored database a log of its own, and checks that it is the one of the manifest.</summary>
    /// <param name="folder">The restored data directory.</param>
    /// <param name="manifest">The manifest of the backup.</param>
    /// <param name="erasures">Erasures to apply at the next start.</param>
    internal static void MakeOwn(string folder, BackupManifest manifest, IReadOnlyList<Erasure> erasures)
    {
        using var file = FileIn(folder);
        using (var copy = DatabaseCopy.OpenCopy(file.Path))
        {
            if (PrimaryFacts.Read(copy) != new PrimaryFacts(manifest.LogId, manifest.LastDeliveryId, manifest.LastDecisionId, manifest.LastMigration))
                throw new BackupException("The database in the backup is not the one that its manifest describes; use another backup.");
        }

        if (erasures.Count > 0)
        {
            // An older version has no table of erasures.
            using var context = new PrimaryContext(new DbContextOptionsBuilder<PrimaryContext>().UseSqlite(file.CreatingConnectionString).Options);
            context.Database.Migrate();
            new ErasureTable(file).Restore(erasures);
        }

        PrimaryFacts.BeginNewLog(file);
    }

    /// <summary>The primary database in a folder.</summary>
    internal static PrimaryFile FileIn(string folder) => new(new DataDirectory(Options.Create(new DataOptions { Directory = folder })));

    private static void RefuseNewerSchema(BackupManifest manifest)
    {
        using var context = new PrimaryContext(new DbContextOptionsBuilder<PrimaryContext>().UseSqlite("Data Source=:memory:").Options);
        if (manifest.LastMigration is { } last && !context.Database.GetMigrations().Contains(last))
            throw new BackupException($"The backup was made by a newer version, {manifest.Version} (its database knows '{last}'); restore it with that version.");
    }

    // An erasure holds for what was received before it: what the restored log receives from now on is new. One that was requested after the backup was made
    // holds for all of it, even if the log in which it was requested is another one that was restored from an earlier backup.
    private static List<Erasure>? Erasures(RestoreOrder order, BackupManifest manifest)
    {
        var all = order.ErasuresOf is { } folder ? ReadErasures(folder)
            : manifest.LogId is { } log ? ErasureList.Read(order.Places.Of(order.Backup), log) : [];
        return all?.Select(erasure => new Erasure
        {
            ContactId = erasure.ContactId,
            UpToDeliveryId = erasure.RequestedUtc >= manifest.CreatedUtc ? manifest.LastDeliveryId : Math.Min(erasure.UpToDeliveryId, manifest.LastDeliveryId),
            RequestedBy = erasure.RequestedBy,
            RequestedUtc = erasure.RequestedUtc,
            DueUtc = erasure.DueUtc,
        }).ToList();
    }

    private static string NoErasures(BackupManifest manifest) =>
        $"There is no list of erasures (erasures-{manifest.LogId}.json) beside the backup: whoever was erased after it was made is back. Erase them again, or restore with --erasures-of and the former data directory.";

    private static IReadOnlyList<Erasure> ReadErasures(string folder)
    {
        using var file = FileIn(folder);
        if (!file.Exists)
            throw new BackupException($"There is no database '{file.Path}' to read erasures from.");
        using (var connection = file.Open())
        {
            if (!PrimaryFacts.Exists(connection, "Erasures"))
                return [];
        }

        return new ErasureTable(file).All();
    }

    private static void RequireRoom(string folder, long needed)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace;
        if (free < needed)
            throw new BackupException($"The restored data needs {(needed >> 20) + 1} MiB of free disk space in '{Path.GetDirectoryName(folder)}'; there are {free >> 20} MiB.");
    }

    private static void ExtractAll(BackupReader backup, Dictionary<BackupFile, string> damaged, string folder, Half? progress, CancellationToken cancellation)
    {
        var (done, all) = (0L, Math.Max(1, backup.Manifest.SizeBytes));
        foreach (var file in backup.Manifest.Files.Where(file => !damaged.ContainsKey(file)))
        {
            try
            {
                backup.Extract(file, folder, cancellation);
            }
            catch (BackupException error) when (!BackupReader.IsRequired(file))
            {
                damaged.Add(file, error.Message);
            }

            done += file.SizeBytes;
            progress?.Report((double)done / all);
        }
    }

    // Everything is read twice: to verify, and to restore.
    private sealed class Half(IProgress<double> whole, double from) : IProgress<double>
    {
        public void Report(double value) => whole.Report(from + (value / 2));
    }
}

/// <summary>What to restore, and where.</summary>
/// <param name="Backup">The full path or address of the backup.</param>
/// <param name="Target">The full path of the new data directory: missing or empty.</param>
public sealed record RestoreOrder(string Backup, string Target)
{
    /// <summary>Finds the backup; needed for one in an S3 store.</summary>
    public BackupPlaces Places { get; init; } = BackupPlaces.Folders;

    /// <summary>The passphrase of an encrypted backup.</summary>
    public string? Passphrase { get; init; }

    /// <summary>
    /// Whether a backup is restored that the passphrase does not prove genuine: one that is not encrypted, or one whose manifest an earlier version has written.
    /// </summary>
    public bool AllowsUnauthenticated { get; init; }

    /// <summary>
    /// The full path of the data directory that the backup replaces: what was erased there is erased again. <see langword="null"/> to use the list of
    /// erasures beside the backup, if there is one.
    /// </summary>
    public string? ErasuresOf { get; init; }
}

/// <summary>A backup that was restored.</summary>
/// <param name="Path">The full path of the data directory.</param>
/// <param name="Manifest">The manifest of the backup.</param>
/// <param name="Erasures">The number of erasures that the next start applies, those included that the backup knows already.</param>
public sealed record RestoredBackup(string Path, BackupManifest Manifest, int Erasures)
{
    /// <summary>One sentence for each recording that is missing or damaged, and for anything else that the restored data lacks.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}
