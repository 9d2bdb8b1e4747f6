using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Superfone.Dashboard.Storage.Primary;

/// <summary>Checks whether the primary database exists and can be read.</summary>
internal sealed class PrimaryHealth(IPrimaryStore store, IDbContextFactory<PrimaryContext> contexts) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            store.RequireExists();
        }
        catch (FileNotFoundException error)
        {
            return HealthCheckResult.Unhealthy(error.Message, data: new Dictionary<string, object> { ["cause"] = "missing" });
        }

        await using var primary = await contexts.CreateDbContextAsync(cancellationToken);
        await primary.Deliveries.AnyAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
