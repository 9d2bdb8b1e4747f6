using System.Diagnostics.Metrics;
using Superfone.Dashboard.Configuration.Telemetry;

namespace Superfone.Dashboard.Ingest.Log;

/// <summary>The metrics of what waits for the writer of the log.</summary>
internal sealed class QueueMetrics : IObservedMetrics
{
    /// <summary>Creates the instruments.</summary>
    public QueueMetrics(IMeterFactory meters, DeliveryLog log) =>
        meters.CreateOwn().Observe("superfone.append.queue.length", "{delivery}", "Deliveries that wait for their commit.", () => log.Waiting);
}
