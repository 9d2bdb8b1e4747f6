namespace Superfone.Dashboard.Tests.Nodes;

/// <summary>A node stops in the midst of whatever it does, such as an append that others wait for.</summary>
public sealed class StalledNodeTests(ITestOutputHelper output)
{
    private const int Pauses = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // The balancer gives up a node after five seconds.
    private static readonly TimeSpan LongestPost = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Node_PausedAgainAndAgain_HoldsNoPostUpForLong()
    {
        await using var site = await NodeSite.StartAsync();
        await using var load = site.StartLoad();
        for (var pause = 0; pause < Pauses; pause++)
        {
            await load.WaitForAsync(100 + Random.Shared.Next(50), Patience);
            site.B.Pause();
            await load.WaitForAsync(500, Patience);
            site.B.Resume();
            await site.B.WaitUntilReadyAsync();
            output.WriteLine($"{load.Acknowledged.Count} acknowledged, refused: {string.Join(", ", load.Refused)}, the longest after {load.Longest.TotalSeconds:0.0} s");
        }

        await site.AssertNothingLostAsync(load);
        Assert.Empty(load.Refused);
        Assert.InRange(load.Longest, TimeSpan.Zero, LongestPost);
    }
}
