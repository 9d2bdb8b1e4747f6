using System.Collections.Concurrent;

namespace Superfone.Dashboard.Tests.Crash;

/// <summary>Concurrent writers that post across restarts of the application, and remember what was acknowledged.</summary>
internal sealed class CrashLoad(int writers)
{
    private readonly CrashTraffic[] _traffic = [.. Enumerable.Range(0, writers).Select(seed => new CrashTraffic(seed))];

    /// <summary>The bodies that were acknowledged, by the id that they were given.</summary>
    public ConcurrentDictionary<long, byte[]> Acknowledged { get; } = new();

    /// <summary>Posts until some are acknowledged, and kills the application in the midst of the others.</summary>
    public Task RunUntilKilledAsync(CrashedDashboard dashboard, int acknowledgements)
    {
        var left = acknowledgements;
        return Task.WhenAll(_traffic.Select(traffic => Task.Run(() => PostUntilKilledAsync(dashboard, traffic, Next, Count))));

        // The last ones are large, and the kill comes with the reply: if that were too early, the commit could not win.
        byte[] Next(CrashTraffic traffic) => Volatile.Read(ref left) > _traffic.Length ? traffic.Next() : traffic.NextLarge();

        void Count()
        {
            if (Interlocked.Decrement(ref left) == 0)
                dashboard.Kill();
        }
    }

    /// <summary>Posts while something else happens, at the end of which the application is killed.</summary>
    public async Task RunUntilKilledAsync(CrashedDashboard dashboard, Func<Task> meanwhile)
    {
        var posts = Task.WhenAll(_traffic.Select(traffic => Task.Run(() => PostUntilKilledAsync(dashboard, traffic, traffic => traffic.Next(), () => { }))));
        try
        {
            await meanwhile();
        }
        finally
        {
            dashboard.Kill();
            await posts;
        }
    }

    private async Task PostUntilKilledAsync(CrashedDashboard dashboard, CrashTraffic traffic, Func<CrashTraffic, byte[]> next, Action acknowledged)
    {
        try
        {
            for (var turn = 1; ; turn++)
            {
                var body = next(traffic);
                var id = await dashboard.PostAsync(body);
                acknowledged();
                Assert.True(Acknowledged.TryAdd(id, body), "An id was given twice.");
                if (turn % 40 == 0)
                    await dashboard.LinkAsync(traffic.NextLink());
            }
        }
        catch (HttpRequestException) when (dashboard.IsKilled)
        {
            // As it should be.
        }
    }
}
