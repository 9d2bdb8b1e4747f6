namespace Superfone.Simulation;

/// <summary>Counts the sent bodies and the replies to them. Thread-safe.</summary>
public sealed class SendReport
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string? EventName, string Reply), int> _counts = [];
    private readonly List<float> _latencies = [];

    /// <summary>The number of bodies sent.</summary>
    public int Sent
    {
        get
        {
            lock (_lock)
                return _latencies.Count;
        }
    }

    /// <summary>The number of bodies that the receiver could not store at the time.</summary>
    public int Refused
    {
        get
        {
            lock (_lock)
                return _counts.Where(count => count.Key.Reply.StartsWith("HTTP", StringComparison.Ordinal)).Sum(count => count.Value);
        }
    }

    /// <summary>The number of replies by event and reply: <c>accepted</c>, <c>duplicate</c>, <c>quarantined</c>, <c>ok</c>, or <c>HTTP 503</c>.</summary>
    public IReadOnlyDictionary<(string? EventName, string Reply), int> Counts
    {
        get
        {
            lock (_lock)
                return _counts.ToDictionary();
        }
    }

    /// <summary>Adds a reply.</summary>
    /// <param name="eventName">The event that was sent; <see langword="null"/> for a body without one.</param>
    /// <param name="reply">The reply.</param>
    /// <param name="latency">The time to the reply.</param>
    public void Add(string? eventName, string reply, TimeSpan latency)
    {
        lock (_lock)
        {
            _counts[(eventName, reply)] = _counts.GetValueOrDefault((eventName, reply)) + 1;
            _latencies.Add((float)latency.TotalMilliseconds);
        }
    }

    /// <summary>A quantile of the latencies in milliseconds; 0 if there are no replies.</summary>
    /// <param name="share">The quantile, from 0 to 1; 0.5 is the median.</param>
    public double Latency(double share)
    {
        lock (_lock)
        {
            var sorted = _latencies.Order().ToList();
            return sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];
        }
    }
}
