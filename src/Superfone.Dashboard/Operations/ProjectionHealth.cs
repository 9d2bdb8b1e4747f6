using Microsoft.Extensions.Diagnostics.HealthChecks;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Operations;

/// <summary>Checks whether the log is being projected.</summary>
internal sealed class ProjectionHealth(ProjectionProgress projection) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(projection.Status switch
        {
            { Error: { } error } => HealthCheckResult.Unhealthy(error),
            { RebuildError: { } error } => HealthCheckResult.Degraded($"The read model cannot be recomputed: {error}"),
            { SetAside: > 0 and var count } => HealthCheckResult.Degraded($"{count} set aside"),
            _ => HealthCheckResult.Healthy(),
        });
}
