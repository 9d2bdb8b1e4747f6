using Superfone.Dashboard.Storage.Backups;
using Superfone.Dashboard.Tests.Privacy;

namespace Superfone.Dashboard.Tests.Crash.Phases;

public sealed class PhaseKillTests(ITestOutputHelper output)
{
    private const int Deliveries = 1000;
    private const int LongestRestore = 300;

    private static readonly int Kills = CrashSwitch.Crashes / 2 ?? Phase.All.Count;

    private static readonly string[] Lists =
    [
        "calls?limit=200", "contacts?limit=200", "tasks?limit=200", "follow-ups?limit=200", "summaries/unmatched?limit=200", "deliveries?limit=200",
        "stats?from=2026-05-14T00:00:00Z&to=2026-05-16T00:00:00Z",
    ];

    [Fact]
    public async Task Kill_InEachPhase_LosesNothingAcknowledgedAndLeavesTheStateOfARebuild()
    {
        output.WriteLine($"Seed: {CrashSwitch.Seed}");
        var random = new Random(CrashSwitch.Seed);
        for (var kills = 0; kills < Kills; kills += Phase.All.Count)
            await KillInEachPhaseAsync(random);
    }

    private async Task KillInEachPhaseAsync(Random random)
    {
        using var folder = await KilledFolder.CreateAsync(Deliveries, random.Next());
        var load = new CrashLoad(writers: 1);
        var dashboard = folder.Start();
        try
        {
            await AssertSettledAsync(folder, dashboard);
            Phase[] phases = [.. Phase.All];
            random.Shuffle(phases);
            foreach (var phase in phases)
            {
                if (phase.Arrange is { } arrange)
                {
                    dashboard.Kill();
                    await dashboard.DisposeAsync();
                    arrange(folder);
                    dashboard = folder.Start();
                }

                var delay = random.Next(phase.Longest);
                output.WriteLine($"{phase.Name}: killed after {delay} ms");
                await load.RunUntilKilledAsync(dashboard, async () =>
                {
                    await phase.BeginAsync(folder, dashboard);
                    await Task.Delay(delay, TestContext.Current.CancellationToken);
                });
                await dashboard.DisposeAsync();
                folder.AssertBackupsWhole();
                dashboard = folder.Start();
                await AssertSettledAsync(folder, dashboard);
            }

            await AssertAnswersOfARebuildAsync(folder, dashboard);
            await CrashedDashboard.WaitAsync(folder.IsDone);
            await dashboard.StopAsync();
        }
        finally
        {
            await dashboard.DisposeAsync();
        }

        AssertKept(folder.Primary, folder, load);
        await RestoreAsync(folder, random);
        AssertKept(Path.Combine(folder.Restored, "superfone.db"), folder, load);
        folder.AssertTidy();
        Assert.Equal(0, folder.CountOutdated());
        Assert.Empty(FolderBytes.Find(folder.Data, KilledFolder.Traces));
    }

    private static async Task AssertSettledAsync(KilledFolder folder, CrashedDashboard dashboard)
    {
        await CrashedDashboard.WaitAsync(async () => await dashboard.IsProjectedAsync() && folder.IsSettled());
        RebuiltReadModel.AssertSame(folder.Data);
    }

    private static async Task AssertAnswersOfARebuildAsync(KilledFolder folder, CrashedDashboard dashboard)
    {
        var answers = await ReadAsync();
        using var response = await dashboard.SendAsync(HttpMethod.Post, "/api/v1/projection/rebuild");
        response.EnsureSuccessStatusCode();
        await CrashedDashboard.WaitAsync(folder.IsSettled);
        Assert.Equal(answers, await ReadAsync());

        async Task<List<string>> ReadAsync()
        {
            List<string> read = [];
            foreach (var list in Lists)
            {
                using var answer = await dashboard.GetAsync($"/api/v1/{list}");
                read.Add(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
            }

            return read;
        }
    }

    private static void AssertKept(string primary, KilledFolder folder, CrashLoad load)
    {
        var kept = StoredBodies.Read(primary);
        Assert.All(
            folder.Lasting.Concat(load.Acknowledged.Where(body => primary == folder.Primary || body.Key <= kept.Keys.Max())),
            body => Assert.Equal(body.Value, kept.GetValueOrDefault(body.Key)));
    }

    private async Task RestoreAsync(KilledFolder folder, Random random)
    {
        var backup = folder.AssertBackupsWhole()[0];
        var (restore, partial) = folder.StartRestore(backup);
        await using (restore)
        {
            await CrashedDashboard.WaitAsync(() => Directory.Exists(partial) || Directory.Exists(folder.Restored));
            var delay = random.Next(LongestRestore);
            output.WriteLine($"restore: killed after {delay} ms");
            await Task.Delay(delay, TestContext.Current.CancellationToken);
            restore.Kill();
        }

        // Another attempt needs nobody to tidy up.
        if (!Directory.Exists(folder.Restored))
            BackupRestore.Restore(new RestoreOrder(backup, folder.Restored) { Passphrase = KilledFolder.Passphrase }, null, TestContext.Current.CancellationToken);
        Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(partial)!, $"{Path.GetFileName(partial)}*"));
    }
}
