using System.Text.Json.Nodes;
using Superfone.Dashboard.Storage.Backups;
using Superfone.Dashboard.Tests.Api;
using Superfone.Dashboard.Tests.Upgrade;

namespace Superfone.Dashboard.Tests.Crash;

public sealed class UpgradeKillTests(ITestOutputHelper output)
{
    private const string Version = "0.1.0";
    private const int Longest = 700;

    private static readonly int Upgrades = CrashSwitch.Crashes / 8 ?? 2;

    [Fact]
    public async Task Kill_DuringAnUpgrade_LeavesWhatTheNextStartCompletes()
    {
        output.WriteLine($"Seed: {CrashSwitch.Seed}");
        var random = new Random(CrashSwitch.Seed);
        for (var upgrade = 0; upgrade < Upgrades; upgrade++)
            await KillDuringUpgradeAsync(random);
    }

    private async Task KillDuringUpgradeAsync(Random random)
    {
        var folder = Directory.CreateTempSubdirectory("superfone-upgrade-").FullName;
        var data = Path.Combine(folder, "data");
        DataFolder.Copy(Version, data);
        await using (var process = CrashedDashboard.Start(folder))
        {
            // Before anything is upgraded, the database is backed up.
            await CrashedDashboard.WaitAsync(() => Directory.Exists(Path.Combine(data, "backups")));
            var delay = random.Next(Longest);
            output.WriteLine($"Killed after {delay} ms");
            await Task.Delay(delay, TestContext.Current.CancellationToken);
            process.Kill();
        }

        await using var api = new ApiDashboard(await RunningDashboard.StartAsync(time: DataFolder.Clock(), configure: builder =>
        {
            Directory.Delete(builder.Configuration["Superfone:Data:Directory"]!);
            Directory.Move(data, builder.Configuration["Superfone:Data:Directory"]!);
        }));
        var before = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(DataFolder.Root, Version, "answers.json"), TestContext.Current.CancellationToken))!;
        await CrashedDashboard.WaitAsync(async () =>
            (await api.GetAsync("projection"))["projectedDeliveryId"]!.GetValue<long>() >= before["projection"]!["lastDeliveryId"]!.GetValue<long>());

        Assert.Empty(DataFolder.Differences(before, await DataFolder.AnswersAsync(api)));
        var backups = Directory.GetDirectories(Path.Combine(api.Dashboard.DataDirectory, "backups"));
        Assert.NotEmpty(backups);
        Assert.All(backups, backup => Assert.Empty(BackupReader.Open(backup, null).Verify(null, null, TestContext.Current.CancellationToken)));
        Directory.Delete(folder, recursive: true);
    }
}
