using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Storage.Backups;
using Superfone.Dashboard.Storage.Primary.PostgreSql;
using Superfone.Dashboard.Storage.Primary.Sqlite;

namespace Superfone.Dashboard.Storage.Primary.Copying;

/// <summary>
/// Copies <c>superfone.db</c>, which nobody changes meanwhile, and the keys beside it into an empty database of PostgreSQL, in one transaction: a move
/// that is killed has moved nothing. Blocks its thread.
/// </summary>
internal sealed class PostgreSqlMove(PrimaryFile file, IPrimaryCopy source, IDbContextFactory<PrimaryContext> contexts, PostgreSqlStore target)
{
    /// <summary>Moves everything.</summary>
    /// <param name="progress">Receives the number of rows so far, and of all; 0 if that is not known.</param>
    /// <param name="cancellation">Stops; nothing has been moved.</param>
    /// <returns>The number of rows, by table.</returns>
    /// <exception cref="Configuration.StartException">The server cannot be used.</exception>
    /// <exception cref="InvalidDataException">The database is not empty, or the copy is not what was copied.</exception>
    /// <exception cref="System.Data.Common.DbException">One of them does not work.</exception>
    public IReadOnlyDictionary<string, long> Run(IProgress<(long Done, long Total)> progress, CancellationToken cancellation)
    {
        new PostgreSqlMigration(target).Run();
        using var from = contexts.CreateDbContext();
        using var to = new PostgreSqlContext(new DbContextOptionsBuilder<PostgreSqlContext>().UseNpgsql(target.Source).AddInterceptors(new StorableTexts(target)).Options);
        to.Database.SetCommandTimeout(0);
        using var reading = from.Database.BeginTransaction();
        using var writing = to.Database.BeginTransaction();
        var copy = new TableCopy(from, to, rows => progress.Report((rows, 0)), cancellation);
        if (to.Settings.Any() || to.Users.Any() || to.Deliveries.Any())
        {
            if (from.Settings.Any(setting => setting.Name == SettingStore.MovedTo) || !copy.IsDone())
                throw new InvalidDataException($"{target.Description} is not empty.");

            // A move was killed at its very end.
            reading.Dispose();
            Mark();
            return new Dictionary<string, long>();
        }

        var counts = copy.Run();
        foreach (var key in source.ReadKeys())
            to.DataKeys.Add(new DataKey { Name = Path.GetFileNameWithoutExtension(key.Name), Xml = key.Xml ?? File.ReadAllText(key.Path!) });
        to.SaveChanges();
        var given = ReadGivenIds();
        KeepDeliveryIds(to, given.GetValueOrDefault("Deliveries"));
        foreach (var table in from.Model.GetEntityTypes().Select(type => type.GetTableName()).OfType<string>().Distinct())
            KeepIds(to, table, given.GetValueOrDefault(table));
        writing.Commit();
        reading.Dispose();
        Mark();
        return counts;
    }

    // A start that lacks the new settings must not go on with what is out of date.
    private void Mark()
    {
        using var transaction = new PrimaryTransaction(file);
        transaction.Run(
            "INSERT INTO Settings (Name, Value) VALUES (@name, @value) ON CONFLICT (Name) DO UPDATE SET Value = excluded.Value", ("@name", SettingStore.MovedTo), ("@value", target.Description));
        transaction.Commit();
    }

    // What was erased has had its number.
    private Dictionary<string, long> ReadGivenIds()
    {
        using var connection = file.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name, seq FROM sqlite_sequence";
        using var reader = command.ExecuteReader();
        Dictionary<string, long> given = [];
        while (reader.Read())
            given[reader.GetString(0)] = reader.GetInt64(1);
        return given;
    }

    private static void KeepDeliveryIds(PostgreSqlContext to, long last)
    {
        var text = last.ToString(CultureInfo.InvariantCulture);
        to.Database.ExecuteSql($"INSERT INTO settings (name, value) VALUES ({SettingStore.LastRemovable}, {text}) ON CONFLICT (name) DO UPDATE SET value = excluded.value");
    }

    private static void KeepIds(PostgreSqlContext to, string table, long last)
    {
        if (last == 0 || to.Model.GetEntityTypes().FirstOrDefault(type => string.Equals(type.GetTableName(), table, StringComparison.OrdinalIgnoreCase)) is not { } type)
            return;
        var (name, key) = (type.GetTableName()!, type.FindPrimaryKey()!.Properties[0].GetColumnName());
        to.Database.ExecuteSql($"SELECT setval(pg_get_serial_sequence({name}, {key}), {last}) WHERE pg_get_serial_sequence({name}, {key}) IS NOT NULL");
    }
}
