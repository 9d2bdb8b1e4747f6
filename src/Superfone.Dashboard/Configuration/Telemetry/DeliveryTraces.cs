using System.Diagnostics;

namespace Superfone.Dashboard.Configuration.Telemetry;

/// <summary>
/// Follows a delivery from its post to the pages as one trace, although each stage takes many deliveries at once and on a thread of its own:
/// remembers, in memory and for the last deliveries only, the span that each one has reached. Nothing is remembered, and no span is made,
/// unless somebody collects traces.
/// </summary>
public sealed class DeliveryTraces(TimeProvider time)
{
    /// <summary>The name of the application's source of spans.</summary>
    public const string SourceName = DashboardMeter.Name;

    /// <summary>The number of deliveries that are remembered.</summary>
    public const int Most = 2048;

    private const string DeliveryTag = "superfone.delivery.id";

    private static readonly ActivitySource Source = new(SourceName);

    private readonly Lock _lock = new();
    private readonly Dictionary<long, ActivityContext> _reached = [];
    private readonly Queue<long> _order = new();

    /// <summary>Whether anybody collects traces.</summary>
    public static bool IsOn => Source.HasListeners();

    /// <summary>Starts a span of its own inside the current one; <see langword="null"/> if nobody collects it.</summary>
    public static Activity? Start(string name) => Source.StartActivity(name);

    /// <summary>The current time, as the start of a stage.</summary>
    public DateTimeOffset Now => IsOn ? time.GetUtcNow() : default;

    /// <summary>Remembers a delivery that is in the log from now on.</summary>
    /// <param name="deliveryId">Its id.</param>
    /// <param name="reached">The span of its append; without one, nothing is remembered.</param>
    public void Begin(long deliveryId, Activity? reached)
    {
        if (reached is null)
            return;
        reached.SetTag(DeliveryTag, deliveryId);
        lock (_lock)
        {
            if (_reached.TryAdd(deliveryId, reached.Context))
                _order.Enqueue(deliveryId);
            if (_order.Count > Most)
                _reached.Remove(_order.Dequeue());
        }
    }

    /// <summary>Adds a span, which ends now, to the trace of each delivery of a range that is remembered; later ones follow it.</summary>
    /// <param name="name">The name of the stage.</param>
    /// <param name="after">The delivery before the first.</param>
    /// <param name="last">The last delivery.</param>
    /// <param name="started">When the stage began with them.</param>
    public void Pass(string name, long after, long last, DateTimeOffset started)
    {
        if (!IsOn)
            return;
        List<long> passed;
        lock (_lock)
            passed = [.. _order.Where(id => id > after && id <= last)];
        Pass(name, passed, started);
    }

    /// <summary>The same for some deliveries.</summary>
    /// <param name="name">The name of the stage.</param>
    /// <param name="deliveryIds">The deliveries.</param>
    /// <param name="started">When the stage began with them.</param>
    /// <param name="page">The page that ends their way; others may show them too.</param>
    public void Pass(string name, IEnumerable<long> deliveryIds, DateTimeOffset started, string? page = null)
    {
        if (!IsOn)
            return;
        var now = time.GetUtcNow();
        foreach (var id in deliveryIds)
        {
            if (Find(id) is not { } reached || Source.StartActivity(ActivityKind.Internal, reached, [new(DeliveryTag, id)], startTime: started, name: name) is not { } span)
                continue;
            if (page is not null)
                span.SetTag("superfone.page", page);
            span.SetEndTime(now.UtcDateTime);
            span.Stop();
            if (page is null)
                Reach(id, span.Context);
        }
    }

    private ActivityContext? Find(long id)
    {
        lock (_lock)
            return _reached.TryGetValue(id, out var context) ? context : null;
    }

    private void Reach(long id, ActivityContext context)
    {
        lock (_lock)
        {
            if (_reached.ContainsKey(id))
                _reached[id] = context;
        }
    }
}
