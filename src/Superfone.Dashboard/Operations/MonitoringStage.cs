using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Prometheus;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Operations;

/// <summary>Adds health checks and metrics.</summary>
public static class MonitoringStage
{
    /// <summary>The tag of the checks behind <c>/health/ready</c>; other stages add theirs under it.</summary>
    public const string Ready = "ready";

    /// <summary>The tag of the checks behind <c>/health/ingest</c>.</summary>
    private const string Ingest = "ingest";

    /// <summary>Adds the stage.</summary>
    public static IServiceCollection AddMonitoring(this IServiceCollection services)
    {
        services.AddSingleton<MetricsExport>();
        services.AddSingleton<IngestHealth>();
        services.AddHealthChecks()
            .AddCheck<PrimaryHealth>("superfone.db", tags: [Ready])
            .AddCheck<ProjectionHealth>(HealthCause.Projection, tags: [Ready])
            .AddCheck<IngestHealth>("log", tags: [Ingest]);
        return services;
    }

    /// <summary>Maps <c>/health/live</c>, <c>/health/ready</c>, <c>/health/ingest</c> and <c>/metrics</c>.</summary>
    public static void MapMonitoring(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions
        {
            Predicate = _ => false,
            ResponseWriter = (context, _) => context.Response.WriteAsJsonAsync(new { Status = "live" }),
        }).AllowAnonymous();
        foreach (var tag in new[] { Ready, Ingest })
        {
            endpoints.MapHealthChecks($"/health/{tag}", new HealthCheckOptions
            {
                Predicate = check => check.Tags.Contains(tag),
                ResponseWriter = HealthReply.WriteAsync,
            }).AllowAnonymous();
        }

        endpoints.MapMetrics("/metrics", endpoints.ServiceProvider.GetRequiredService<MetricsExport>().Registry)
            .RequireAuthorization(Policies.Agent);
    }
}
