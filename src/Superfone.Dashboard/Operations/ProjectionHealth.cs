using Microsoft.Extensions.Diagnostics.HealthChecks;
using Superfone.Dashboard.Storage.Faults;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Operations;

/// <summary>Checks whether the log is being projected.</summary>
internal sealed class ProjectionHealth(ProjectionProgress projection, StorageFaults faults) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(projection.Status switch
        {
            { Error: { } error } => HealthCause.Unhealthy((faults.Of(StoragePart.Projection) ?? faults.Of(StoragePart.ReadModel))?.Word ?? HealthCause.Projection, error),
            { RebuildError: { } error } => HealthCause.Degraded(faults.Of(StoragePart.Rebuild)?.Word ?? HealthCause.Projection, $"The read model cannot be recomputed: {error}"),
            { IsIncomplete: true } status => HealthCause.Degraded(
                HealthCause.Computing, $"The read model is being computed: {status.RebuiltDeliveryId ?? status.ProjectedDeliveryId} of {status.LastDeliveryId} deliveries"),
            { SetAside: > 0 and var count } => HealthCause.Degraded(HealthCause.Projection, $"{count} set aside"),
            _ => HealthCheckResult.Healthy(),
        });
}
