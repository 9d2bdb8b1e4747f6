using Microsoft.Extensions.Diagnostics.HealthChecks;
using Superfone.Dashboard.Projection;

namespace Superfone.Dashboard.Monitoring;

/// <summary>Whether the log is being folded into the views.</summary>
internal sealed class ProjectionHealth(ProjectionService projection) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(projection.Status.Error is { } error ? HealthCheckResult.Unhealthy(error) : HealthCheckResult.Healthy());
}
