using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Prometheus;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Storage.Truth;

namespace Superfone.Dashboard.Monitoring;

/// <summary>Adds what watches the application from outside: health and metrics.</summary>
public static class MonitoringStage
{
    /// <summary>Tag of the health checks that <c>/health/ready</c> asks; other stages add theirs under it.</summary>
    public const string Ready = "ready";

    /// <summary>Adds the stage.</summary>
    public static IServiceCollection AddMonitoring(this IServiceCollection services)
    {
        services.AddSingleton<MetricsExport>();
        services.AddHealthChecks()
            .AddCheck<TruthHealth>("superfone.db", tags: [Ready])
            .AddCheck<ProjectionHealth>("projection", tags: [Ready]);
        return services;
    }

    /// <summary>Maps <c>/health/live</c>, <c>/health/ready</c> and <c>/metrics</c>.</summary>
    public static void MapMonitoring(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions
        {
            Predicate = _ => false,
            ResponseWriter = (context, _) => context.Response.WriteAsJsonAsync(new { Status = "live" }),
        }).AllowAnonymous();
        endpoints.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(Ready),
            ResponseWriter = WriteReadyAsync,
        }).AllowAnonymous();
        endpoints.MapMetrics("/metrics", endpoints.ServiceProvider.GetRequiredService<MetricsExport>().Registry)
            .RequireAuthorization(Policies.Agent);
    }

    private static Task WriteReadyAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        Status = report.Status == HealthStatus.Unhealthy ? "unready" : "ready",
        Parts = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Status switch
        {
            HealthStatus.Unhealthy => entry.Value.Description ?? entry.Value.Exception?.Message ?? "unready",
            _ => "ready",
        }),
    });
}
