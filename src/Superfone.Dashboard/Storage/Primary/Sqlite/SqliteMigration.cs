using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Database;
using Superfone.Dashboard.Storage.Backups;

namespace Superfone.Dashboard.Storage.Primary.Sqlite;

/// <summary>Creates or upgrades <c>superfone.db</c>.</summary>
internal sealed class SqliteMigration(PrimaryFile file, UpgradeBackup upgrade) : IPrimaryMigration
{
    // Older versions can corrupt a database in WAL mode.
    private static readonly Version OldestSqlite = new(3, 51, 3);

    /// <inheritdoc/>
    public void Run()
    {
        using var context = new PrimaryContext(new DbContextOptionsBuilder<PrimaryContext>().UseSqlite(file.CreatingConnectionString).Options);
        RefuseOldSqlite(context.Database.GetDbConnection());
        var applied = AppliedMigrations.Read(file);
        RefuseNewerSchema(applied, context.Database.GetMigrations());
        RefuseMoved(applied);
        PrivateFiles.Create(file.Path);
        if (context.Database.GetPendingMigrations().Any())
            Migrate(context, isUpgrade: applied.Count > 0);
    }

    private void RefuseMoved(IReadOnlyList<string> applied)
    {
        if (applied.Count == 0)
            return;
        using var connection = file.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT Value FROM Settings WHERE Name = '{SettingStore.MovedTo}'";
        if (command.ExecuteScalar() is string target)
        {
            throw new StartException(
                $"'{file.Path}' is out of date: it was moved. {target} has what came since. Set {StorageOptions.Section}, or go back by 'backup' and 'restore' into another folder.");
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
