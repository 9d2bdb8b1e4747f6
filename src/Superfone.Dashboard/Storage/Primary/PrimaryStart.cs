using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.Backups;

namespace Superfone.Dashboard.Storage.Primary;

/// <summary>Opens the data before anything else starts: folder, lock, then the primary database's schema.</summary>
internal sealed class PrimaryStart(
    DataDirectory directory, PrimaryFile file, SettingStore settings, UpgradeBackup upgrade, ILogger<PrimaryStart> logger) : LifecycleService
{
    // Older versions can corrupt a database in WAL mode.
    private static readonly Version OldestSqlite = new(3, 51, 3);

    /// <inheritdoc/>
    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        directory.Open();
        Restrict();
        try
        {
            StagedDatabase.Clean(directory.Path);
            using var context = new PrimaryContext(
                new DbContextOptionsBuilder<PrimaryContext>().UseSqlite(file.CreatingConnectionString).Options);
            RefuseOldSqlite(context.Database.GetDbConnection());
            var applied = AppliedMigrations.Read(file);
            RefuseNewerSchema(applied, context.Database.GetMigrations());
            PrivateFiles.Create(file.Path);
            if (context.Database.GetPendingMigrations().Any())
                Migrate(context, isUpgrade: applied.Count > 0);
            await settings.GetOrAddAsync(SettingStore.LogId, Guid.NewGuid().ToString());
        }
        catch (SqliteException error)
        {
            throw new StartException($"The database '{file.Path}' cannot be opened: {error.Message}", error);
        }
    }

    // A mounted folder may belong to another user, who then decides who can read it.
    private void Restrict()
    {
        try
        {
            directory.Restrict();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning("Other users of this computer may be able to read the data in '{Path}': {Reason}", directory.Path, error.Message);
        }
    }

    private static void RefuseOldSqlite(System.Data.Common.DbConnection connection)
    {
        if (!Version.TryParse(connection.ServerVersion, out var version) || version < OldestSqlite)
            throw new StartException($"This build carries SQLite {connection.ServerVersion}; it needs {OldestSqlite} or newer.");
    }

    private void RefuseNewerSchema(IReadOnlyList<string> applied, IEnumerable<string> known)
    {
        var unknown = applied.Except(known).FirstOrDefault();
        if (unknown is not null)
            throw new StartException(
                $"The database '{file.Path}' was written by a newer version of Superfone Dashboard (it knows '{unknown}'); run that version or a newer one.");
    }

    private void Migrate(PrimaryContext context, bool isUpgrade)
    {
        if (isUpgrade)
            upgrade.Make();

        // A kill during a migration leaves this row, and Migrate() would wait for it forever. The lock of the folder proves that nobody holds it.
        if (file.Exists && context.Database.SqlQuery<int>(
                $"SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'").Single() > 0)
            context.Database.ExecuteSql($"DELETE FROM __EFMigrationsLock");
        context.Database.Migrate();
    }
}
