namespace Superfone.Dashboard.Deliveries;

/// <summary>Adds the logs of deliveries and decisions.</summary>
public static class DeliveryStage
{
    /// <summary>Adds the stage; its writer runs from the application's start until the last accepted delivery is written.</summary>
    public static IServiceCollection AddDeliveries(this IServiceCollection services)
    {
        services.AddSingleton<DeliverySignal>();
        services.AddSingleton<DeliveryMetrics>();
        services.AddSingleton<DecisionLog>();
        services.AddSingleton<DeliveryLog>();
        services.AddHostedService(provider => provider.GetRequiredService<DeliveryLog>());
        return services;
    }
}
