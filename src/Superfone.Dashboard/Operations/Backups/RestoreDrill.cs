using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Backups;
using Superfone.Dashboard.Storage.Backups.Places;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.EventLog.Sqlite;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Sqlite;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Comparison;

namespace Superfone.Dashboard.Operations.Backups;

/// <summary>
/// Proves that a backup can be restored: verifies every file, restores the database into a scratch folder, computes its read model up to where the one
/// in use was, and compares the two row by row; then compares every recording with the hash that the database lists. Blocks its thread.
/// </summary>
/// <remarks>Recordings are read where they lie, so the scratch folder takes no more than the database and two read models.</remarks>
public sealed class RestoreDrill(
    DataDirectory data, IPrimaryStore primary, ReadModelFile readModel, BackupPlaces places, IOptionsMonitor<RecordingOptions> recordings, TimeProvider time)
{
    private const int BatchSize = 256;

    private readonly string _scratch = Path.Combine(data.Path, "superfone.drill");

    // Whoever sets another time zone meanwhile must not make the comparison fail.
    private ReadModelBasis? _basis;

    private string Former => Path.Combine(_scratch, "views-in-use");

    /// <summary>Copies the read model in use, which the backup that follows must lead to.</summary>
    /// <param name="cancellation">Stops between steps.</param>
    /// <returns>A result with what hinders the drill, such as a disk without room; <see langword="null"/> if it can go on.</returns>
    public DrillResult? Begin(CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            Clean();
            PrivateFiles.CreateFolder(_scratch);
            RequireRoom();
            _basis = readModel.Basis;
            DatabaseCopy.Write(readModel.Path, Former, cancellation);
            _ = ReadModelComparison.PositionOf(Former);
            return null;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return Result(started, SentenceOf(error));
        }
    }

    /// <summary>Restores a backup that was made after <see cref="Begin"/>, and compares.</summary>
    /// <param name="backup">The full path or address of the backup.</param>
    /// <param name="passphrase">Its passphrase.</param>
    /// <param name="progress">Receives the share that is done: 0 to 1.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>The result; <see langword="null"/> if somebody was erased between the copies, so that there was nothing to compare with.</returns>
    public DrillResult? Run(string backup, string? passphrase, IProgress<double>? progress, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var position = ReadModelComparison.PositionOf(Former);
            var (count, finding) = Compare(BackupReader.Open(places.Open(backup), passphrase), position, progress, cancellation);
            return Result(started, finding, position.DeliveryId, count);
        }
        catch (OtherEpochException)
        {
            return null;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Whatever it is, it would also stop a restore.
            return Result(started, SentenceOf(error));
        }
    }

    /// <summary>Deletes the scratch folder, also what a killed drill has left.</summary>
    public void Clean()
    {
        if (Directory.Exists(_scratch))
            Directory.Delete(_scratch, recursive: true);
    }

    private (int Recordings, string? Finding) Compare(
        BackupReader backup, (long DeliveryId, long DecisionId, long LogEpoch) position, IProgress<double>? progress, CancellationToken cancellation)
    {
        var pace = new Pace(cancellation);
        var damaged = backup.Verify(progress is null ? null : new Progress(progress, 0, 0.3), pace.Rest, cancellation);
        var database = backup.Manifest.Files.Single(file => file.Path == PrimaryFile.Name);
        backup.Extract(database, _scratch, cancellation);
        BackupRestore.MakeOwn(_scratch, backup.Manifest, []);
        if (Rebuild(position, progress, pace, cancellation) is { } failure)
            return (0, failure);
        if (ReadModelComparison.FindDifference(Former, Path.Combine(_scratch, "views.db"), pace.Rest, cancellation) is { } difference)
            return (0, difference);
        progress?.Report(0.9);
        return damaged.Count > 0 ? (0, damaged.Values.First()) : CompareRecordings(backup, pace, cancellation);
    }

    private string? Rebuild((long DeliveryId, long DecisionId, long LogEpoch) position, IProgress<double>? progress, Pace pace, CancellationToken cancellation)
    {
        using var primary = BackupRestore.FileIn(_scratch);
        PrimaryFacts.CutLog(primary, position.DeliveryId, position.DecisionId);
        using var log = new SqliteEventLog(primary, new DeliverySignal()).OpenReader();
        if (log.Stamp.Epoch != position.LogEpoch)
            throw new OtherEpochException();
        var restored = new ReadModelFile(new DataDirectory(Options.Create(new DataOptions { Directory = _scratch })), () => _basis!.Display);
        restored.Open(log.Stamp);
        using var projector = new Projector(restored.OpenWriter(), log, NullLogger.Instance);
        while (projector.ProjectBatch(BatchSize) is not null)
        {
            progress?.Report(0.3 + (0.5 * projector.DeliveryId / Math.Max(1, position.DeliveryId)));
            pace.Rest();
        }

        return (projector.DeliveryId, projector.DecisionId) == (position.DeliveryId, position.DecisionId)
            ? null
            : $"The restored log ends with delivery {projector.DeliveryId} and decision {projector.DecisionId}; the one in use had {position.DeliveryId} and {position.DecisionId} before.";
    }

    private (int Recordings, string? Finding) CompareRecordings(BackupReader backup, Pace pace, CancellationToken cancellation)
    {
        var files = backup.Manifest.Files.ToDictionary(file => file.Path);
        var count = 0;
        var known = backup.Manifest.ProblemPaths();
        foreach (var (path, listed) in PrimaryFacts.ReadFiles(Path.Combine(_scratch, PrimaryFile.Name)).Where(file => !known.Contains(file.Key)))
        {
            if (!files.TryGetValue(path, out var file))
                return (count, $"The recording '{path}' is not in the backup.");
            if (listed.Sha256 is { } hash && backup.ReadContent(file, cancellation).Sha256 != hash)
                return (count, $"The recording '{path}' in the backup does not have the SHA-256 that the database lists.");
            count++;
            pace.Rest();
        }

        return (count, null);
    }

    private DrillResult Result(long started, string? finding, long deliveries = 0, int recordings = 0) =>
        new(time.GetUtcNow().UtcDateTime, finding, deliveries, recordings, Stopwatch.GetElapsedTime(started).TotalSeconds);

    private static string SentenceOf(Exception error) => error is BackupException ? error.Message : $"The restore could not be tested: {error.Message}";

    private void RequireRoom()
    {
        var needed = primary.SizeBytes + (2 * new FileInfo(readModel.Path).Length);
        var free = new DriveInfo(data.Path).AvailableFreeSpace;
        if (free - recordings.CurrentValue.ReserveBytes < needed)
            throw new BackupException($"The restore drill needs {(needed + recordings.CurrentValue.ReserveBytes) >> 20} MiB of free disk space in '{data.Path}'; there are {free >> 20} MiB.");
    }

    private sealed class OtherEpochException : Exception;

    // A drill has the whole night: it rests as long as it works.
    private sealed class Pace(CancellationToken cancellation)
    {
        private static readonly TimeSpan Work = TimeSpan.FromMilliseconds(50);

        private long _since = Stopwatch.GetTimestamp();

        public void Rest()
        {
            if (Stopwatch.GetElapsedTime(_since) is var worked && worked < Work)
                return;
            cancellation.WaitHandle.WaitOne(worked);
            _since = Stopwatch.GetTimestamp();
        }
    }

    private sealed class Progress(IProgress<double> whole, double from, double share) : IProgress<double>
    {
        public void Report(double value) => whole.Report(from + (share * value));
    }
}
