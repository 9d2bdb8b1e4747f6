using System.Collections.Concurrent;

namespace Superfone.Dashboard.Tests.Crash;

/// <summary>Concurrent writers that post across restarts of the application, and remember what was acknowledged.</summary>
internal sealed class CrashLoad(int writers)
{
    private readonly CrashTraffic[] _traffic = [.. Enumerable.Range(0, writers).Select(seed => new CrashTraffic(seed))];

    /// <summary>The bodies that were acknowledged, by the id that they were given.</summary>
    public ConcurrentDictionary<long, byte[]> Acknowledged { get; } = new();

    /// <summary>Posts until some are acknowledged, and kills the application in the midst of the others.</summary>
    public async Task RunUntilKilledAsync(CrashedDashboard dashboard, int acknowledgements)
    {
        var left = acknowledgements;
        await Task.WhenAll(_traffic.Select(traffic => Task.Run(() => PostAsync(traffic))));
        Assert.True(left <= 0, "The writers ended before the kill.");

        async Task PostAsync(CrashTraffic traffic)
        {
            try
            {
                for (var turn = 1; ; turn++)
                {
                    // The last ones are large, and the kill comes with the reply: if that were too early, the commit could not win.
                    var body = Volatile.Read(ref left) > _traffic.Length ? traffic.Next() : traffic.NextLarge();
                    var id = await dashboard.PostAsync(body);
                    if (Interlocked.Decrement(ref left) == 0)
                        dashboard.Kill();
                    Assert.True(Acknowledged.TryAdd(id, body), "An id was given twice.");
                    if (turn % 40 == 0)
                        await dashboard.LinkAsync(traffic.NextLink());
                }
            }
            catch (HttpRequestException) when (Volatile.Read(ref left) <= 0)
            {
                // Killed, as it should be.
            }
        }
    }
}
