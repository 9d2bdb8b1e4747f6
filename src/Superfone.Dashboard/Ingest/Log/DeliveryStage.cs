using Superfone.Dashboard.Ingest.Import;
using Superfone.Dashboard.Storage.EventLog;

namespace Superfone.Dashboard.Ingest.Log;

/// <summary>Adds the log of deliveries.</summary>
public static class DeliveryStage
{
    /// <summary>Adds the stage; its writer runs from the application's start until the last accepted delivery is written.</summary>
    public static IServiceCollection AddDeliveries(this IServiceCollection services)
    {
        services.AddSingleton<DeliverySignal>();
        services.AddSingleton<DeliveryMetrics>();
        services.AddSingleton<DeliveryLog>();
        services.AddSingleton<DeliveryImport>();
        services.AddHostedService(provider => provider.GetRequiredService<DeliveryLog>());
        return services;
    }
}
