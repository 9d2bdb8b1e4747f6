using System.Diagnostics.Metrics;
using Superfone.Dashboard.Configuration.Telemetry;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Operations.Status;

/// <summary>How far projection is behind the log.</summary>
public sealed class ProjectionLag : IObservedMetrics
{
    private readonly IEventLog _log;
    private readonly ProjectionProgress _progress;
    private readonly TimeProvider _time;

    /// <summary>Creates the instruments.</summary>
    public ProjectionLag(IMeterFactory meters, IEventLog log, ProjectionProgress progress, TimeProvider time)
    {
        (_log, _progress, _time) = (log, progress, time);
        var meter = meters.CreateOwn();
        meter.Observe("superfone.projection.lag", "{delivery}", "Deliveries in the log that are not projected yet.", () => Read().Deliveries);
        meter.Observe("superfone.projection.lag.time", "s", "Age of the oldest delivery that is not projected yet.", () => Read().Time.TotalSeconds);
    }

    /// <summary>How many deliveries, and how old the oldest of them is.</summary>
    /// <exception cref="LogReadException">The log cannot be read.</exception>
    public (long Deliveries, TimeSpan Time) Read()
    {
        // What projection says of the log's end is as old as its last batch.
        using var log = _log.OpenReader();
        var (projected, last) = (_progress.Status.ProjectedDeliveryId, log.LastDeliveryId);
        if (projected >= last)
            return (0, TimeSpan.Zero);
        var age = log.ReadDeliveries(projected, 1, []) is [{ } oldest, ..] ? _time.GetUtcNow().UtcDateTime - oldest.ReceivedUtc : TimeSpan.Zero;
        return (last - projected, age > TimeSpan.Zero ? age : TimeSpan.Zero);
    }
}
