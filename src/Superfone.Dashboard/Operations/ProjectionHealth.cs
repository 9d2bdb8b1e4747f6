using Microsoft.Extensions.Diagnostics.HealthChecks;
using Superfone.Dashboard.Storage.Faults;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Operations;

/// <summary>
/// Checks whether the log is being projected. A node that shows less than another one is not ready, so that people go there; alone it is only degraded, because it shows what there is.
/// </summary>
internal sealed class ProjectionHealth(ProjectionProgress projection, NodeBoard nodes, StorageFaults faults) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(projection.Status switch
        {
            { Error: { } error } => HealthCause.Unhealthy((faults.Of(StoragePart.Projection) ?? faults.Of(StoragePart.ReadModel))?.Word ?? HealthCause.Projection, error),
            { RebuildError: { } error } => HealthCause.Degraded(faults.Of(StoragePart.Rebuild)?.Word ?? HealthCause.Projection, $"The read model cannot be recomputed: {error}"),
            { IsIncomplete: true } status => OfLess(
                HealthCause.Computing, $"The read model is being computed: {status.RebuiltDeliveryId ?? status.ProjectedDeliveryId} of {status.LastDeliveryId} deliveries"),
            { ProjectedDeliveryId: var shown } when nodes.IsBehind => OfLess(HealthCause.Behind, $"Other nodes show later deliveries than {shown}, the last one here"),
            { SetAside: > 0 and var count } => HealthCause.Degraded(HealthCause.Projection, $"{count} set aside"),
            _ => HealthCheckResult.Healthy(),
        });

    private HealthCheckResult OfLess(string cause, string description) =>
        nodes.IsServedElsewhere ? HealthCause.Unhealthy(cause, description) : HealthCause.Degraded(cause, description);
}
