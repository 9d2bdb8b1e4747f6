using Microsoft.Extensions.Diagnostics.HealthChecks;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Faults;

namespace Superfone.Dashboard.Operations;

/// <summary>Checks whether the clock was set. Everything works nevertheless, with doubtful times: the application is degraded, not out of order.</summary>
internal sealed class ClockHealth(StorageFaults faults, DataDirectory data) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        faults.Of(StoragePart.Clock) is { } fault ? HealthCause.Degraded(fault.Word, $"{fault.Describe(data.Path)}.") : HealthCheckResult.Healthy());
}
