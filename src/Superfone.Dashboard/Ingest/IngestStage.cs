using Microsoft.AspNetCore.Mvc.Controllers;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Configuration.Telemetry;
using Superfone.Dashboard.Ingest.Import;
using Superfone.Dashboard.Ingest.Log;
using Superfone.Dashboard.Ingest.Replay;
using Superfone.Dashboard.Ingest.Webhook;

namespace Superfone.Dashboard.Ingest;

/// <summary>Adds everything that receives deliveries: the webhook, the log, import and replay.</summary>
public static class IngestStage
{
    /// <summary>Adds the stage; its writer runs from the application's start until the last accepted delivery is written.</summary>
    public static IServiceCollection AddIngest(this IServiceCollection services)
    {
        services.AddSingleton<DeliveryMetrics>();
        services.AddSingleton<IObservedMetrics, QueueMetrics>();
        services.AddSingleton<DeliveryLog>();
        services.AddHostedService(provider => provider.GetRequiredService<DeliveryLog>());
        services.AddSingleton<DeliveryImport>();
        services.AddSingleton<DeliveryReplay>();
        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton<RefusalLog>();
        services.AddControllers();
        return services;
    }

    /// <summary>
    /// Maps all controllers. The webhook checks its own secret and skips the middleware that pages need; the others require a role.
    /// </summary>
    public static void MapProtectedControllers(this IEndpointRouteBuilder endpoints)
    {
        var controllers = endpoints.MapControllers();
        new Selected(controllers, IsWebhook).ShortCircuit();
        new Selected(controllers, endpoint => !IsWebhook(endpoint)).RequirePermission(Permission.Read);
    }

    private static bool IsWebhook(EndpointBuilder endpoint) =>
        endpoint.Metadata.OfType<ControllerActionDescriptor>().Any(action => action.ControllerTypeInfo.AsType() == typeof(WebhookController));

    private sealed class Selected(IEndpointConventionBuilder all, Predicate<EndpointBuilder> isSelected) : IEndpointConventionBuilder
    {
        public void Add(Action<EndpointBuilder> convention) => all.Add(endpoint =>
        {
            if (isSelected(endpoint))
                convention(endpoint);
        });
    }
}
