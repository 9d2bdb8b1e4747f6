using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Superfone.Dashboard.Storage.Primary;

/// <summary>Checks whether <c>superfone.db</c> exists and can be read.</summary>
internal sealed class PrimaryHealth(PrimaryFile file, IDbContextFactory<PrimaryContext> contexts) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!file.Exists)
            return HealthCheckResult.Unhealthy($"The database '{file.Path}' is gone.", data: new Dictionary<string, object> { ["cause"] = "missing" });

        await using var primary = await contexts.CreateDbContextAsync(cancellationToken);
        await primary.Deliveries.AnyAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
