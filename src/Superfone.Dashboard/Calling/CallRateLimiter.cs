using System.Collections.Concurrent;

namespace Superfone.Dashboard.Calling;

/// <summary>Counts the calls for which each person asked within the last minute.</summary>
public sealed class CallRateLimiter(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Queue<long>> _asked = new();

    /// <summary>Counts another call of a person, unless they have asked for as many as they may.</summary>
    /// <param name="userId">The person.</param>
    /// <param name="limit">The maximum number in a minute.</param>
    public bool TryAcquire(string userId, int limit)
    {
        var asked = _asked.GetOrAdd(userId, _ => new Queue<long>());
        lock (asked)
        {
            while (asked.TryPeek(out var first) && time.GetElapsedTime(first) >= Window)
                asked.Dequeue();
            if (asked.Count >= limit)
                return false;
            asked.Enqueue(time.GetTimestamp());
            return true;
        }
    }
}
