using Microsoft.Extensions.Diagnostics.HealthChecks;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Faults;

namespace Superfone.Dashboard.Operations;

/// <summary>Checks whether the S3 store of recordings works. Without it, everything else does: the application is degraded, not out of order.</summary>
internal sealed class RecordingHealth(StorageFaults faults, DataDirectory data) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        faults.Of(StoragePart.RecordingStore) is { } fault ? HealthCause.Degraded(fault.Word, $"{fault.Describe(data.Path)}.") : HealthCheckResult.Healthy());
}
