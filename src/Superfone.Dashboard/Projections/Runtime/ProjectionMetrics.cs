using System.Diagnostics.Metrics;
using Superfone.Dashboard.Configuration.Telemetry;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Projections.Runtime;

/// <summary>The metrics of projection.</summary>
public sealed class ProjectionMetrics : IObservedMetrics
{
    private readonly Counter<long> _deliveries;
    private readonly Counter<long> _rebuilds;

    /// <summary>Creates the instruments.</summary>
    public ProjectionMetrics(IMeterFactory meters, ProjectionProgress progress)
    {
        var meter = meters.CreateOwn();
        _deliveries = meter.CreateCounter<long>("superfone.projection.deliveries", "{delivery}", "Deliveries that were projected.");
        _rebuilds = meter.CreateCounter<long>("superfone.projection.rebuilds", "{rebuild}", "Rebuilds of the read model that were completed.");
        meter.Observe("superfone.projection.set_aside", "{subject}", "Deliveries and other subjects that failed and were set aside.", () => progress.Status.SetAside);
        meter.Observe("superfone.projection.rebuilding", "{rebuild}", "1 while the read model is being rebuilt, otherwise 0.", () => progress.Status.IsRebuilding ? 1 : 0);
    }

    internal void Projected(long deliveries)
    {
        if (deliveries > 0)
            _deliveries.Add(deliveries);
    }

    internal void Rebuilt() => _rebuilds.Add(1);
}
