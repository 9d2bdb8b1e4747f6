namespace Superfone.Dashboard.Tests.Crash;

public sealed class CrashTests(ITestOutputHelper output) : IDisposable
{
    private static readonly int Kills = CrashSwitch.Crashes / 4 ?? 3;

    private readonly string _folder = Directory.CreateTempSubdirectory("superfone-crash-").FullName;

    private string Data => Path.Combine(_folder, "data");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Kill_AgainAndAgainDuringLoad_LosesNoAcknowledgedDeliveryAndLeavesTheStateOfARebuild()
    {
        output.WriteLine($"Seed: {CrashSwitch.Seed}");
        var load = new CrashLoad(writers: 8);
        var random = new Random(CrashSwitch.Seed);
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var dashboard = new CrashedDashboard(_folder);
            await load.RunUntilKilledAsync(dashboard, acknowledgements: random.Next(50, 200));
        }

        var kept = StoredBodies.Read(Path.Combine(Data, "superfone.db"));
        Assert.All(load.Acknowledged, acknowledged => Assert.Equal(acknowledged.Value, kept.GetValueOrDefault(acknowledged.Key)));

        await using (var dashboard = new CrashedDashboard(_folder))
            await dashboard.WaitUntilProjectedAsync();
        var survived = RebuiltReadModel.AssertSame(Data);
        Assert.All(["Calls", "Contacts", "Tasks", "Summaries", "FollowUps", "TimelineEntries", "DeliveryNotes", "CallWords"], name => Assert.NotEmpty(survived[name]));
    }
}
