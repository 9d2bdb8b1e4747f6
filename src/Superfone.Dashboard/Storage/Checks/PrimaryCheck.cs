using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Sqlite;

namespace Superfone.Dashboard.Storage.Checks;

/// <summary>Checks the schema and the ids of the primary database, through a connection that only reads.</summary>
internal static class PrimaryCheck
{
    /// <summary>Whether a newer version has written the database, or an older one, so that it will be migrated.</summary>
    public static CheckResult Schema(SqliteConnection connection)
    {
        var applied = AppliedMigrations.Read(connection);
        using var context = new PrimaryContext(new DbContextOptionsBuilder<PrimaryContext>().UseSqlite(connection).Options);
        var known = context.Database.GetMigrations().ToList();
        if (applied.Except(known).FirstOrDefault() is { } unknown)
            return CheckResult.Bad($"it was written by a newer version (it knows '{unknown}'); run that version or a newer one");
        return known.Count - applied.Count is > 0 and var missing ? CheckResult.Ok($"{missing} migrations will run at the next start") : CheckResult.Ok();
    }

    /// <summary>Whether deliveries are missing that were never erased or removed.</summary>
    /// <param name="connection">The primary database.</param>
    public static CheckResult LogIds(SqliteConnection connection)
    {
        using var snapshot = connection.BeginTransaction(deferred: true);
        var count = connection.Read<long>("SELECT COUNT(*) FROM Deliveries");
        var last = connection.Read<long>("SELECT coalesce(MAX(Id), 0) FROM Deliveries");
        var given = connection.Read<long>("SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'Deliveries'), 0)");
        if (given < last)
            return CheckResult.Bad($"the last delivery is {last}, but only {given} ids were given");
        if (count == given)
            return CheckResult.Ok($"{count} deliveries");
        if (HasErased(connection))
            return CheckResult.Ok($"{count} deliveries, the last id given is {given}; gaps are not checked, because deliveries were erased");
        var gap = connection.Read<long>(
            """
            SELECT coalesce(MIN(Id) - 1, $given) FROM Deliveries AS here
            WHERE Id > 1 AND NOT EXISTS (SELECT 1 FROM Deliveries WHERE Id = here.Id - 1)
            """, ("$given", given));
        return CheckResult.Bad($"{given - count} deliveries are missing that were not erased, such as {gap}");
    }

    /// <summary>Whether the positions of decisions follow the log.</summary>
    /// <param name="connection">The primary database.</param>
    public static CheckResult Decisions(SqliteConnection connection)
    {
        using var snapshot = connection.BeginTransaction(deferred: true);
        List<string> problems = [];
        Find("an unknown kind", $"SELECT coalesce(MIN(Id), 0) FROM Decisions WHERE Kind NOT BETWEEN 0 AND {(int)Enum.GetValues<DecisionKind>().Max()}");
        Find("a place after the end of the log",
            "SELECT coalesce(MIN(Id), 0) FROM Decisions WHERE AfterDeliveryId > coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'Deliveries'), 0)");

        // Older versions took the place from the last delivery that was left.
        if (!HasErased(connection))
        {
            Find("a place before that of an earlier decision",
                "SELECT coalesce(MIN(Id), 0) FROM (SELECT Id, AfterDeliveryId < lag(AfterDeliveryId) OVER (ORDER BY Id) AS IsBefore FROM Decisions) WHERE IsBefore");
        }

        return problems.Count > 0 ? CheckResult.Bad(problems) : CheckResult.Ok($"{connection.Read<long>("SELECT COUNT(*) FROM Decisions")} decisions");

        void Find(string what, string sql)
        {
            if (connection.Read<long>(sql) is > 0 and var id)
                problems.Add($"decision {id} has {what}");
        }
    }

    /// <summary>Reads the settings made on pages, by configuration key. Those that nobody sees again are as they are stored.</summary>
    public static Dictionary<string, string?> StoredSettings(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Name, Value FROM Settings WHERE Name GLOB 'Superfone:*'";
        using var reader = command.ExecuteReader();
        Dictionary<string, string?> settings = new(StringComparer.OrdinalIgnoreCase);
        while (reader.Read())
            settings[reader.GetString(0)] = reader.GetString(1);
        return settings;
    }

    // The removal of sample data begins an epoch. Older versions had no mark for erasures, but audited them.
    private static bool HasErased(SqliteConnection connection) =>
        connection.Read<long>($"SELECT COUNT(*) FROM Settings WHERE Name IN ('{SettingStore.LogEpoch}', '{SettingStore.LogErased}')") > 0
        || (connection.Read<long>("SELECT COUNT(*) FROM sqlite_master WHERE name = 'AuditEntries'") > 0
            && connection.Read<long>("SELECT EXISTS (SELECT 1 FROM AuditEntries WHERE Action = 'erase')") > 0);
}
