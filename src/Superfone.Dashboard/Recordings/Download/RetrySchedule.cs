using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.Primary.Recordings;

namespace Superfone.Dashboard.Recordings.Download;

/// <summary>Computes the time at which a failed download is retried.</summary>
public sealed class RetrySchedule(IOptionsMonitor<RecordingOptions> options)
{
    /// <summary>The delay after a failure of this machine.</summary>
    public static readonly TimeSpan Postponement = TimeSpan.FromMinutes(1);

    // The time before the URL's expiry at which the last attempt begins.
    private static readonly TimeSpan LastAttempt = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The time of the next attempt, UTC. The delay doubles with each attempt. If no time is left, it is the expiry of the URL.
    /// </summary>
    /// <param name="now">The current time, UTC.</param>
    /// <param name="expiresUtc">The expiry of the URL, UTC.</param>
    /// <param name="attempts">The number of attempts so far.</param>
    public DateTime Next(DateTime now, DateTime expiresUtc, int attempts)
    {
        var next = now + Delay(attempts);
        var last = expiresUtc - LastAttempt;
        if (next <= last)
            return next;
        if (now < last)
            return last;
        return next < expiresUtc ? next : expiresUtc;
    }

    // Jitter spreads downloads that failed together. It only shortens, so that the configured delay stays the maximum.
    private TimeSpan Delay(int attempts)
    {
        var doubled = options.CurrentValue.RetryDelay.TotalSeconds * Math.Pow(2, attempts - 1);
        return TimeSpan.FromSeconds(Math.Min(doubled, RecordingTable.LongestDelay.TotalSeconds) * (0.75 + Random.Shared.NextDouble() / 4));
    }
}
