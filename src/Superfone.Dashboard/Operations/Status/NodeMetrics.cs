using System.Diagnostics.Metrics;
using Superfone.Dashboard.Configuration.Telemetry;
using Superfone.Dashboard.Storage.Nodes;

namespace Superfone.Dashboard.Operations.Status;

/// <summary>Which nodes there are, for whoever watches them.</summary>
public sealed class NodeMetrics : IObservedMetrics
{
    /// <summary>Creates the instruments.</summary>
    public NodeMetrics(IMeterFactory meters, NodeBoard nodes)
    {
        var meter = meters.CreateOwn();
        meter.ObserveEach("superfone.nodes", "{node}", "1 for a node that was seen in the last seconds, 0 for one of the last day that was not.", () =>
            nodes.Nodes.GroupBy(node => node.Name).Select(named => new Measurement<double>(named.Any(node => node.IsAlive) ? 1 : 0, KeyValuePair.Create("name", (object?)named.Key))));
        meter.Observe("superfone.node.behind", "{node}", "1 while other nodes show later deliveries than this one, so that it is not ready, otherwise 0.", () => nodes.IsBehind ? 1 : 0);
    }
}
