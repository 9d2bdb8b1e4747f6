namespace Superfone.Dashboard.Storage.Backups;

/// <summary>Deletes old backups of a log.</summary>
public static class BackupRetention
{
    /// <summary>The number of older months of which the first backup is kept.</summary>
    public const int Months = 12;

    /// <summary>
    /// Deletes backups that are neither from the last days nor the first of one of the months before. The newest stays in any case, and so do backups of
    /// other logs.
    /// </summary>
    /// <param name="folder">The folder of backups.</param>
    /// <param name="logId">The GUID of the log.</param>
    /// <param name="days">The number of days of which all backups are kept.</param>
    /// <param name="nowUtc">The current time, UTC.</param>
    /// <returns>The names of the deleted backups.</returns>
    /// <exception cref="IOException">A backup cannot be deleted.</exception>
    public static IReadOnlyList<string> Apply(string folder, string logId, int days, DateTime nowUtc)
    {
        var own = BackupFolder.Find(folder).Where(backup => backup.Manifest.LogId == logId && !backup.Manifest.IsDatabaseOnly).ToList();
        var recent = own.Where(backup => backup.Manifest.CreatedUtc > nowUtc.AddDays(-days)).ToList();
        var kept = recent.Concat(own.Take(1))
            .Concat(own.Except(recent).GroupBy(backup => (backup.Manifest.CreatedUtc.Year, backup.Manifest.CreatedUtc.Month)).Take(Months).Select(month => month.Last()));
        var deleted = own.Except(kept).Select(backup => backup.Path).ToList();
        deleted.ForEach(BackupFolder.Delete);
        return [.. deleted.Select(path => Path.GetFileName(path))];
    }
}
