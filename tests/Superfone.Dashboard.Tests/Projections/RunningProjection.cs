using Microsoft.Extensions.Logging.Abstractions;
using Superfone.Dashboard.Configuration.Telemetry;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.Storage.Changes;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Projections;

/// <summary>Projection as the application runs it, over a log on the disk.</summary>
internal sealed class RunningProjection(LogOnDisk log) : IDisposable
{
    private readonly ChangeFeed _feed = new();
    private readonly PrimaryWriter _writer = new();
    private ProjectionService? _service;

    public ProjectionService Service => _service ??= Create(new ProjectionProgress(TimeProvider.System));

    public Task StartAsync() => Service.StartAsync(TestContext.Current.CancellationToken);

    /// <summary>Ends it; the next start is another one's, as after a kill.</summary>
    public void End()
    {
        _service?.Dispose();
        _service = null;
    }

    /// <summary>Asks for a rebuild.</summary>
    public Task RebuildAsync() => new RebuildRequests(new SettingStore(log.Primary, _writer), log.EventLog).AddAsync();

    /// <summary>Appends bodies and says so.</summary>
    public void Append(params IEnumerable<string> bodies)
    {
        log.Append(bodies);
        log.EventLog.Notify();
    }

    /// <summary>Waits until the current read model includes the whole log and nothing is left to do.</summary>
    /// <param name="rebuildNumber">How many rebuilds they must have behind them.</param>
    public Task CatchUpAsync(long rebuildNumber = 0) => WaitAsync(status =>
        status.Error is null && !status.IsRebuilding && status.RebuildNumber >= rebuildNumber && status.ProjectedDeliveryId == log.Log.LastDeliveryId);

    /// <summary>Waits until the projection's status meets a condition.</summary>
    public Task WaitAsync(Func<ProjectionStatus, bool> condition) => ApiDashboard.WaitAsync(() => Task.FromResult(condition(Service.Status)));

    public void Dispose()
    {
        End();
        _writer.Dispose();
        _feed.Dispose();
    }

    private ProjectionService Create(ProjectionProgress progress) => new(
        log.EventLog, log.ReadModel, progress, _feed, log.Faults,
        new ProjectionMetrics(LogOnDisk.Meters, progress), new DeliveryTraces(TimeProvider.System), NullLogger<ProjectionService>.Instance);
}
