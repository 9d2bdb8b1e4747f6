namespace Superfone.Dashboard.Destinations.Sending;

/// <summary>How long a failed post waits for its next attempt.</summary>
internal static class RetryDelays
{
    /// <summary>For how long an event is retried before it counts as failed.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(3);

    /// <summary>The longest time between two attempts, also if the receiver asks for more.</summary>
    private static readonly TimeSpan MostBetween = TimeSpan.FromHours(1);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);

    /// <summary>The delay after an attempt. It doubles with each attempt; jitter only shortens it.</summary>
    /// <param name="attempts">The number of attempts so far.</param>
    /// <param name="asked">How long the receiver asks to wait (<c>Retry-After</c>).</param>
    public static TimeSpan After(int attempts, TimeSpan? asked)
    {
        var doubled = First * Math.Pow(2, Math.Min(attempts, 20) - 1);
        var delay = (doubled < MostBetween ? doubled : MostBetween) * (0.75 + (Random.Shared.NextDouble() / 4));
        return asked > delay ? asked < MostBetween ? asked.Value : MostBetween : delay;
    }
}
