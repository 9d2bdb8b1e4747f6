using Microsoft.AspNetCore.Mvc.Controllers;
using Superfone.Dashboard.Access;

namespace Superfone.Dashboard.Ingest.Webhook;

/// <summary>Adds the webhook.</summary>
public static class WebhookStage
{
    /// <summary>Adds the stage.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
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
        new Selected(controllers, endpoint => !IsWebhook(endpoint)).RequireAuthorization(Policies.Agent);
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
