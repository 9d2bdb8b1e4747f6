using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Recordings.Download;

/// <summary>When a download that failed is tried again.</summary>
public sealed class RetrySchedule(IOptions<RecordingOptions> options)
{
    /// <summary>After how long something that lies with this machine is tried again.</summary>
    public static readonly TimeSpan Postponement = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(6);

    // The last attempt begins so long before the URL ends.
    private static readonly TimeSpan LastAttempt = TimeSpan.FromMinutes(2);

    /// <summary>When to try again, UTC: the wait doubles from attempt to attempt; the URL's end when there is no time left.</summary>
    /// <param name="now">The present, UTC.</param>
    /// <param name="expiresUtc">When the URL ends.</param>
    /// <param name="attempts">How many attempts there were.</param>
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

    // Jitter only shortens, so that the configured delay stays the longest; downloads that failed together do not come back together.
    private TimeSpan Delay(int attempts)
    {
        var doubled = options.Value.RetryDelay.TotalSeconds * Math.Pow(2, attempts - 1);
        return TimeSpan.FromSeconds(Math.Min(doubled, LongestDelay.TotalSeconds) * (0.75 + Random.Shared.NextDouble() / 4));
    }
}
