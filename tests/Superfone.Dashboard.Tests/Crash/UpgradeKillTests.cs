using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Storage.Backups;
using Superfone.Dashboard.Storage.Primary.Sqlite;
using Superfone.Dashboard.Tests.Api;
using Superfone.Dashboard.Tests.Upgrade;

namespace Superfone.Dashboard.Tests.Crash;

[OnlySqlite("data of an older version")]
public sealed class UpgradeKillTests(ITestOutputHelper output)
{
    private const string Version = "0.1.0";
    private const int Longest = 100;

    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);
    private static readonly int Upgrades = CrashSwitch.Crashes / 8 ?? 2;

    [Fact]
    public async Task Kill_DuringAnUpgrade_LeavesWhatTheNextStartCompletes()
    {
        output.WriteLine($"Seed: {CrashSwitch.Seed}");
        var random = new Random(CrashSwitch.Seed);
        for (var upgrade = 0; upgrade < Upgrades; upgrade++)
            await KillDuringUpgradeAsync(upgrade % 2 == 0, random);
    }

    [Fact]
    public async Task Lock_OfAMigrationThatWasKilled_DoesNotHoldTheNextStartUp()
    {
        var folder = Directory.CreateTempSubdirectory("superfone-upgrade-").FullName;
        var data = Path.Combine(folder, "data");
        DataFolder.Copy(Version, data);
        using (var connection = Open(data))
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "INSERT INTO __EFMigrationsLock (Id, Timestamp) VALUES (1, datetime('now'))";
            command.ExecuteNonQuery();
        }

        await using var next = await StartOnAsync(data);
        Directory.Delete(folder, recursive: true);
    }

    private async Task KillDuringUpgradeAsync(bool isBackup, Random random)
    {
        var folder = Directory.CreateTempSubdirectory("superfone-upgrade-").FullName;
        var data = Path.Combine(folder, "data");
        var backups = Path.Combine(data, "backups");
        DataFolder.Copy(Version, data);
        var before = CountMigrations(data);
        await using (var process = CrashedDashboard.Start(folder))
        {
            // First the database is backed up.
            await CrashedDashboard.WaitAsync(() => Directory.Exists(backups));
            if (!isBackup)
            {
                await CrashedDashboard.WaitAsync(() => Directory.GetDirectories(backups).Any(backup => Path.GetExtension(backup) != ".partial"));
                await CrashedDashboard.WaitAsync(() => CountMigrations(data) > before);
            }

            var delay = random.Next(Longest);
            output.WriteLine($"{(isBackup ? "backup" : "migration")}: killed after {delay} ms");
            await Task.Delay(delay, TestContext.Current.CancellationToken);
            process.Kill();
        }

        await using var api = new ApiDashboard(await StartOnAsync(data));
        var answers = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(DataFolder.Root, Version, "answers.json"), TestContext.Current.CancellationToken))!;
        await CrashedDashboard.WaitAsync(async () =>
            (await api.GetAsync("projection"))["projectedDeliveryId"]!.GetValue<long>() >= answers["projection"]!["lastDeliveryId"]!.GetValue<long>());

        Assert.Empty(DataFolder.Differences(answers, await DataFolder.AnswersAsync(api)));
        var finished = Directory.GetDirectories(Path.Combine(api.Dashboard.DataDirectory, "backups"));
        Assert.NotEmpty(finished);
        Assert.All(finished, backup => Assert.Empty(BackupReader.Open(backup, null).Verify(null, null, TestContext.Current.CancellationToken)));
        Directory.Delete(folder, recursive: true);
    }

    // A migration that waits for a killed one blocks its thread.
    private static Task<RunningDashboard> StartOnAsync(string data) => Task.Run(() => RunningDashboard.StartAsync(time: DataFolder.Clock(), configure: builder =>
    {
        Directory.Delete(builder.Configuration["Superfone:Data:Directory"]!);
        Directory.Move(data, builder.Configuration["Superfone:Data:Directory"]!);
    })).WaitAsync(LongestStart, TestContext.Current.CancellationToken);

    private static SqliteConnection Open(string data)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(data, PrimaryFile.Name)};Pooling=False");
        connection.Open();
        return connection;
    }

    // Those that were applied, and the row by which one begins.
    private static long CountMigrations(string data)
    {
        using var connection = Open(data);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT COUNT(*) FROM __EFMigrationsHistory) + (SELECT COUNT(*) FROM __EFMigrationsLock)";
        return (long)command.ExecuteScalar()!;
    }
}
