using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.Crash;

public sealed class CrashTests
{
    private const int Kills = 20;

    [Fact]
    public async Task Kill_TwentyTimesDuringLoad_LosesNoAcknowledgedDeliveryAndLeavesTheStateOfARebuild()
    {
        using var folder = new TemporaryFolder();
        var load = new CrashLoad(writers: 8);
        var random = new Random(20);
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var dashboard = new CrashedDashboard(folder.Path);
            await load.RunUntilKilledAsync(dashboard, acknowledgements: random.Next(1, 200));
        }

        var kept = StoredBodies.Read(Path.Combine(folder.Path, "data", "superfone.db"));
        Assert.All(load.Acknowledged, acknowledged => Assert.Equal(acknowledged.Value, kept.GetValueOrDefault(acknowledged.Key)));
        Assert.True(load.Acknowledged.Count > Kills * 50, $"Only {load.Acknowledged.Count} deliveries were acknowledged.");

        var survived = await ProjectAsync(folder.Path, kept.Keys.Max());
        var rebuilt = await ProjectAsync(CopyOfPrimary(folder.Path), kept.Keys.Max());
        Assert.Equal(survived.Keys, rebuilt.Keys);
        Assert.All(survived, table => Assert.Equal(rebuilt[table.Key], table.Value));
        Assert.All(["Calls", "Contacts", "Tasks", "Summaries", "FollowUps", "TimelineEntries", "DeliveryNotes", "CallWords"], name => Assert.NotEmpty(survived[name]));
    }

    private static async Task<SortedDictionary<string, List<string>>> ProjectAsync(string folder, long lastDeliveryId)
    {
        await using (var dashboard = new CrashedDashboard(folder))
            await dashboard.WaitUntilProjectedAsync(lastDeliveryId);
        return ReadModelDump.Of(Path.Combine(folder, "data", "views.db"));
    }

    private static string CopyOfPrimary(string folder)
    {
        var copy = Path.Combine(folder, "copy");
        Directory.CreateDirectory(Path.Combine(copy, "data"));
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "data"), "superfone.db*"))
            File.Copy(file, Path.Combine(copy, "data", Path.GetFileName(file)));
        return copy;
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("superfone-crash-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
