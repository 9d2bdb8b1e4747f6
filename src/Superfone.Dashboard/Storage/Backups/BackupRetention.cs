using Superfone.Dashboard.Storage.Backups.Places;

namespace Superfone.Dashboard.Storage.Backups;

/// <summary>Deletes old backups of a log.</summary>
public static class BackupRetention
{
    /// <summary>The number of older months of which the first backup is kept.</summary>
    public const int Months = 12;

    /// <summary>The number of backups that are kept however old they are: the clock may be wrong.</summary>
    public const int Least = 3;

    /// <summary>Deletes old backups in a folder.</summary>
    /// <inheritdoc cref="Apply(IBackupPlace, string, int, DateTime, string?)"/>
    public static IReadOnlyList<string> Apply(string folder, string logId, int days, DateTime nowUtc, string? tested = null) =>
        Apply(new FolderPlace(folder), logId, days, nowUtc, tested);

    /// <summary>
    /// Deletes backups that are neither from the last days nor the first of one of the months before. The newest ones stay in any case, and so do the newest
    /// without problems, the newest whose restore was tested, and backups of other logs.
    /// </summary>
    /// <param name="place">The place of backups.</param>
    /// <param name="logId">The GUID of the log.</param>
    /// <param name="days">The number of days of which all backups are kept.</param>
    /// <param name="nowUtc">The current time, UTC.</param>
    /// <param name="tested">The full path or address of the last backup whose restore was tested and found nothing; <see langword="null"/> for none.</param>
    /// <returns>The names of the deleted backups.</returns>
    /// <exception cref="BackupException">A backup is being written into the folder.</exception>
    /// <exception cref="IOException">A backup cannot be deleted.</exception>
    internal static IReadOnlyList<string> Apply(IBackupPlace place, string logId, int days, DateTime nowUtc, string? tested = null)
    {
        // A backup that is being written links files of those that are here.
        using var turn = place.KeepOut();
        var own = place.Find().Where(backup => backup.Manifest.LogId == logId && !backup.Manifest.IsDatabaseOnly).ToList();

        // After a longer pause, or if the clock jumped, nothing is deleted before the next backup.
        if (own.Skip(1).FirstOrDefault() is ({ }, { } before) && nowUtc - before.CreatedUtc > TimeSpan.FromDays(days + 1))
            return [];
        var recent = own.Where(backup => backup.Manifest.CreatedUtc > nowUtc.AddDays(-days)).ToList();
        var kept = recent.Concat(own.Take(Least))
            .Concat(own.Where(backup => backup.Manifest.Problems.Count == 0).Take(1))
            .Concat(own.Where(backup => BackupPaths.AreSame(backup.Path, tested)))
            .Concat(own.Except(recent).GroupBy(backup => (backup.Manifest.CreatedUtc.Year, backup.Manifest.CreatedUtc.Month)).Take(Months).Select(month => month.Last()));
        var deleted = own.Except(kept).Select(backup => backup.Path).ToList();
        place.Delete(deleted, nowUtc);
        return [.. deleted.Select(path => Path.GetFileName(path))];
    }
}
