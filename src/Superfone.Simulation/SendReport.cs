namespace Superfone.Simulation;

/// <summary>What was sent and what was replied. Several threads may add to it.</summary>
public sealed class SendReport
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string? EventName, string Reply), int> _counts = [];
    private readonly List<float> _latencies = [];

    /// <summary>How many bodies were sent.</summary>
    public int Sent
    {
        get
        {
            lock (_lock)
                return _latencies.Count;
        }
    }

    /// <summary>How many were not kept: the receiver could not at the time.</summary>
    public int Refused
    {
        get
        {
            lock (_lock)
                return _counts.Where(count => count.Key.Reply.StartsWith("HTTP", StringComparison.Ordinal)).Sum(count => count.Value);
        }
    }

    /// <summary>How often each event got each reply: <c>accepted</c>, <c>duplicate</c>, <c>quarantined</c>, <c>ok</c>, or <c>HTTP 503</c>.</summary>
    public IReadOnlyDictionary<(string? EventName, string Reply), int> Counts
    {
        get
        {
            lock (_lock)
                return _counts.ToDictionary();
        }
    }

    /// <summary>Adds one reply.</summary>
    /// <param name="eventName">The event that was sent; <see langword="null"/> for a body without one.</param>
    /// <param name="reply">What came back.</param>
    /// <param name="latency">How long it took.</param>
    public void Add(string? eventName, string reply, TimeSpan latency)
    {
        lock (_lock)
        {
            _counts[(eventName, reply)] = _counts.GetValueOrDefault((eventName, reply)) + 1;
            _latencies.Add((float)latency.TotalMilliseconds);
        }
    }

    /// <summary>Within how many milliseconds a share of the replies came; 0 where none came.</summary>
    /// <param name="share">From 0 to 1; 0.5 is the median.</param>
    public double Latency(double share)
    {
        lock (_lock)
        {
            var sorted = _latencies.Order().ToList();
            return sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];
        }
    }
}
