using System.Collections.Concurrent;

namespace Superfone.Dashboard.Tests.Crash;

/// <summary>Writers that post at once, through one life of the application after the other, and remember what was acknowledged.</summary>
internal sealed class CrashLoad(int writers)
{
    private readonly CrashTraffic[] _traffic = [.. Enumerable.Range(0, writers).Select(seed => new CrashTraffic(seed))];

    /// <summary>The bodies that were acknowledged, by the id that they were given.</summary>
    public ConcurrentDictionary<long, byte[]> Acknowledged { get; } = new();

    /// <summary>Posts until some are acknowledged, and kills the application in the midst of the others.</summary>
    public async Task RunUntilKilledAsync(CrashedDashboard dashboard, int acknowledgements)
    {
        var left = acknowledgements;
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var posting = Task.WhenAll(_traffic.Select(traffic => Task.Run(() => PostAsync(traffic))));

        await Task.WhenAny(enough.Task, posting);
        await dashboard.KillAsync();
        await posting;
        Assert.True(left <= 0, "The writers ended before the kill.");

        async Task PostAsync(CrashTraffic traffic)
        {
            try
            {
                for (var turn = 1; ; turn++)
                {
                    var body = traffic.Next();
                    Assert.True(Acknowledged.TryAdd(await dashboard.PostAsync(body), body), "An id was given twice.");
                    if (Interlocked.Decrement(ref left) == 0)
                        enough.SetResult();
                    if (turn % 40 == 0)
                    {
                        var (cdrUuid, cdrId) = traffic.NextLink();
                        await dashboard.LinkAsync(cdrUuid, cdrId);
                    }
                }
            }
            catch (HttpRequestException) when (enough.Task.IsCompleted)
            {
                // Killed, as it should be.
            }
        }
    }
}
