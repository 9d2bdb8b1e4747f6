using Superfone.Dashboard.Ingest.Import;

namespace Superfone.Dashboard.Ingest.Log;

/// <summary>Adds the writer of deliveries and their import.</summary>
public static class DeliveryStage
{
    /// <summary>Adds the stage; its writer runs from the application's start until the last accepted delivery is written.</summary>
    public static IServiceCollection AddDeliveries(this IServiceCollection services)
    {
        services.AddSingleton<DeliveryMetrics>();
        services.AddSingleton<DeliveryLog>();
        services.AddSingleton<DeliveryImport>();
        services.AddHostedService(provider => provider.GetRequiredService<DeliveryLog>());
        return services;
    }
}
