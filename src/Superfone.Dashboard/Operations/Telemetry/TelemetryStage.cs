using Microsoft.Extensions.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Telemetry;

namespace Superfone.Dashboard.Operations.Telemetry;

/// <summary>Metrics at <c>/metrics</c>; and traces, metrics and logs by OTLP, if an endpoint is configured. Otherwise nothing is sent, and no trace is made.</summary>
internal static class TelemetryStage
{
    /// <summary>The path of the metrics.</summary>
    public const string Path = "/metrics";

    private const string ServiceName = "superfone-dashboard";

    // Until .NET 11, the requests' spans bear what OpenTelemetry asks for only if this is off.
    private const string BareRequests = "Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData";

    // Each of them belongs to this application, and not to another one in the same process.
    private static readonly string[] OwnMeters = [DashboardMeter.Name, "Microsoft.AspNetCore", "System.Net.Http"];

    /// <summary>Adds the stage.</summary>
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IObservedMetrics, StorageMetrics>();
        services.AddMetrics(metrics =>
        {
            foreach (var meter in OwnMeters)
                metrics.EnableMetrics(meter, instrumentName: null, listenerName: null, MeterScope.Local);
            metrics.EnableMetrics("System.Runtime", instrumentName: null, listenerName: null, MeterScope.Global);
        });
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(configuration["OTEL_SERVICE_NAME"] ?? ServiceName, serviceVersion: ApplicationVersion.Full))
            .WithMetrics(metrics => metrics
                .AddView(MetricLabels.ViewOf)
                .AddPrometheusExporter(options =>
                {
                    options.ScopeInfoEnabled = false;
                    options.ScrapeResponseCacheDurationMilliseconds = 0;
                }));
        if (!TelemetryOptions.IsSending(configuration))
            return;
        AppContext.SetSwitch(BareRequests, false);
        telemetry
            .WithTracing(traces => traces
                .AddSource(DeliveryTraces.SourceName, "Microsoft.AspNetCore", "Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.SignalR.Server", "System.Net.Http")
                .AddProcessor(new SpanRedaction()))
            .WithLogging(logs => logs.AddProcessor(provider => new LogRedaction(provider.GetRequiredService<Configuration.Logs.Redaction>())), options => options.IncludeFormattedMessage = true)
            .UseOtlpExporter();
    }

    /// <summary>Maps <c>/metrics</c>.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder endpoints)
    {
        foreach (var metrics in endpoints.ServiceProvider.GetServices<IObservedMetrics>())
            GC.KeepAlive(metrics);
        endpoints.MapPrometheusScrapingEndpoint(Path).RequirePermission(Permission.Read);
    }
}
