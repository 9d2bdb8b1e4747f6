namespace Superfone.Dashboard.Components.Shared;

/// <summary>What a page does every minute while it is open, so that "2 min ago" stays true.</summary>
public static class Minutes
{
    /// <summary>Calls once a minute until the page is closed.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="pass">What to do.</param>
    /// <param name="closed">Ends it.</param>
    public static async Task PassAsync(TimeProvider time, Func<Task> pass, CancellationToken closed)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
        while (await timer.WaitForNextTickAsync(closed).AsTask().ContinueWith(tick => tick.IsCompletedSuccessfully && tick.Result, TaskScheduler.Default))
            await pass();
    }
}
