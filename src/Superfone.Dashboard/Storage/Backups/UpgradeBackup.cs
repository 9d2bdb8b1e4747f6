using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Backups;

namespace Superfone.Dashboard.Storage.Backups;

/// <summary>Backs the database up before a new version changes its tables, so that the upgrade can be undone. Recordings are not changed, and left out.</summary>
public sealed class UpgradeBackup(DataDirectory data, BackupWriter writer, IOptions<BackupOptions> options, ILogger<UpgradeBackup> logger)
{
    private const int Most = 3;

    private readonly string _folder = Path.Combine(data.Path, "backups");

    /// <summary>Makes the backup, unless it is switched off.</summary>
    /// <exception cref="StartException">It cannot be made.</exception>
    public void Make()
    {
        if (!options.Value.BeforeUpgrade)
            return;
        try
        {
            var made = writer.Write(new BackupOrder(_folder) { Prefix = $"before-{ApplicationVersion.Number}-", IsDatabaseOnly = true });
            logger.LogInformation("The database is upgraded; a backup from before is in '{Path}'", made.Path);
        }
        catch (Exception error) when (error is BackupException or IOException or UnauthorizedAccessException)
        {
            throw new StartException(
                $"The database must be upgraded, but cannot be backed up first: {error.Message.TrimEnd('.')} ({BackupOptions.Section}:{nameof(BackupOptions.BeforeUpgrade)}=false upgrades without a backup).", error);
        }

        DeleteOld();
    }

    /// <summary>Deletes the backups: they hold what was erased since.</summary>
    /// <exception cref="IOException">They cannot be deleted.</exception>
    public void Delete()
    {
        if (Directory.Exists(_folder))
            BackupFolder.Find(_folder).Where(backup => backup.Manifest.IsDatabaseOnly).Select(backup => backup.Path).ToList().ForEach(BackupFolder.Delete);
    }

    private void DeleteOld()
    {
        try
        {
            foreach (var (path, _) in BackupFolder.Find(_folder).Where(backup => backup.Manifest.IsDatabaseOnly).Skip(Most))
                BackupFolder.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning("Old backups in '{Folder}' cannot be deleted: {Reason}", _folder, error.Message);
        }
    }
}
