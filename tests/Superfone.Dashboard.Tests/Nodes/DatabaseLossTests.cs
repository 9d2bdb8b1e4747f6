using System.Diagnostics;

namespace Superfone.Dashboard.Tests.Nodes;

/// <summary>Two nodes lose their database, and find it again by themselves.</summary>
[Collection(nameof(DatabaseLossTests))]
public sealed class DatabaseLossTests(ITestOutputHelper output)
{
    // A pool of connections, or what a node remembers of servers, must not hold posts up for longer.
    private static readonly TimeSpan LongestRecovery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("fast")]
    [InlineData("immediate")]
    public async Task Database_Restarted_RefusesPostsMeanwhileAndGoesOn(string mode)
    {
        await using var site = await NodeSite.StartAsync();
        await using var load = site.StartLoad();
        await load.WaitForAsync(200, Patience);

        site.Database.Stop(mode);
        await load.WaitForRefusedAsync(100, Patience);
        site.Database.Start();
        var recovery = await load.WaitForAsync(20, LongestRecovery);

        await load.WaitForAsync(200, Patience);
        await site.AssertNothingLostAsync(load);
        Report(load, recovery);
        Assert.Equal([503], load.Refused.Keys);
    }

    [Fact]
    public async Task Database_FailsOverToItsReplica_LosesNothingAcknowledged()
    {
        await using var site = await NodeSite.StartAsync(hasReplica: true);
        await using var load = site.StartLoad();
        await load.WaitForAsync(200, Patience);

        site.Database.Stop("immediate");
        await load.WaitForRefusedAsync(100, Patience);
        site.Replica.Promote();
        var recovery = await load.WaitForAsync(20, LongestRecovery);

        await load.WaitForAsync(200, Patience);
        await site.AssertNothingLostAsync(load);
        Report(load, recovery);
        Assert.Equal([503], load.Refused.Keys);
    }

    [Fact]
    public async Task Replica_StopsConfirming_NothingIsAcknowledgedUntilItDoes()
    {
        await using var site = await NodeSite.StartAsync(hasReplica: true);
        await using var load = site.StartLoad();
        await load.WaitForAsync(200, Patience);

        site.Replica.SignalReceiver("STOP");
        var stopped = Stopwatch.StartNew();

        // What had been confirmed before is answered.
        await NodeSwitch.WaitAsync(() => Task.FromResult(stopped.Elapsed > TimeSpan.FromSeconds(1)), Patience, "a second");
        var before = load.Acknowledged.Count;
        await load.WaitForRefusedAsync(20, TimeSpan.FromMinutes(2));
        Assert.Equal(before, load.Acknowledged.Count);

        site.Replica.SignalReceiver("CONT");
        var recovery = await load.WaitForAsync(20, LongestRecovery);
        await site.AssertNothingLostAsync(load);
        Report(load, recovery);
    }

    private void Report(NodeLoad load, TimeSpan recovery) => output.WriteLine(
        $"{load.Acknowledged.Count} acknowledged; refused: {string.Join(", ", load.Refused)}; the longest post {load.Longest.TotalSeconds:0.0} s; again after {recovery.TotalSeconds:0.0} s");
}
