using System.Diagnostics.Metrics;
using Superfone.Dashboard.Configuration.Telemetry;

namespace Superfone.Dashboard.Live;

/// <summary>The metrics of live updates. Those of circuits are the framework's.</summary>
public sealed class LiveMetrics : IObservedMetrics
{
    private readonly UpDownCounter<long> _clients;

    /// <summary>Creates the instruments.</summary>
    public LiveMetrics(IMeterFactory meters, LiveFeed feed)
    {
        var meter = meters.CreateOwn();
        meter.Observe("superfone.live.subscribers", "{subscriber}", "Open pages and clients of the hub that receive changes.", () => feed.SubscriptionCount);
        _clients = meter.CreateUpDownCounter<long>("superfone.hub.clients", "{client}", "Clients of the hub that are connected.");
        _clients.Add(0);
    }

    internal void Connected() => _clients.Add(1);

    internal void Disconnected() => _clients.Add(-1);
}
