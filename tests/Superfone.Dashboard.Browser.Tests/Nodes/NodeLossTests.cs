using System.Diagnostics;

namespace Superfone.Dashboard.Browser.Tests.Nodes;

/// <summary>One of two nodes is lost while posts arrive and people have pages of both open.</summary>
public sealed class NodeLossTests(Browser browser, ITestOutputHelper output)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Node_Killed_ItsPagesAreBackOnTheOtherAndNothingIsLost()
    {
        await using var site = await NodeSite.StartAsync();
        await LoseAsync(site, site.B.Kill, site.B.RestartAsync);
    }

    [Fact]
    public async Task Node_Paused_ItsPagesAreBackOnTheOtherAndNothingIsLost()
    {
        await using var site = await NodeSite.StartAsync();
        await LoseAsync(site, site.B.Pause, () =>
        {
            site.B.Resume();
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Node_CutFromItsDatabase_ItsPagesAreBackOnTheOtherAndNothingIsLost()
    {
        NodeSwitch.SkipUnlessOn();
        using var network = new OwnNetwork();
        await using var site = await NodeSite.StartAsync(network: network);
        await LoseAsync(site, network.Cut, () =>
        {
            network.Mend();
            return Task.CompletedTask;
        });
    }

    private async Task LoseAsync(NodeSite site, Action lose, Func<Task> bringBack)
    {
        await site.FillAsync(60);
        await site.A.WaitUntilReadyAsync();
        await site.B.WaitUntilReadyAsync();
        await using var load = site.StartLoad();
        await using var staying = await NodePages.OpenAsync(browser, site, "a");
        await using var moving = await NodePages.OpenAsync(browser, site, "b");
        await load.WaitForAsync(50, Patience);

        var lost = Stopwatch.StartNew();
        lose();
        await moving.WaitUntilBackAsync(Patience);
        var back = lost.Elapsed;
        var acknowledged = load.Acknowledged.Count;
        await moving.WaitUntilShownAsync(acknowledged);
        await moving.AssertAtTheirPlaceAsync();
        await staying.WaitUntilShownAsync(acknowledged);
        await staying.AssertUndisturbedAsync();

        var returned = Stopwatch.StartNew();
        await bringBack();
        await site.B.WaitUntilReadyAsync();
        var caughtUp = returned.Elapsed;
        await site.AssertNothingLostAsync(load);
        await moving.WaitUntilShownAsync(load.Acknowledged.Count);
        await staying.AssertUndisturbedAsync();
        output.WriteLine(
            $"Pages back after {back.TotalSeconds:0.0} s; the node caught up after {caughtUp.TotalSeconds:0.0} s; {load.Acknowledged.Count} acknowledged, the longest after {load.Longest.TotalSeconds:0.0} s; refused: {string.Join(", ", load.Refused)}");
        Assert.Empty(load.Refused);

        // What is lost counts for more than what is late, and is told first.
        Assert.True(back <= Longest, $"The pages were back after {back.TotalSeconds:0.0} s.");
    }
}
