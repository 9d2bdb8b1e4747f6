namespace Superfone.Dashboard.Ingest.Replay;

/// <summary>Adds the replay of deliveries.</summary>
public static class ReplayStage
{
    /// <summary>Adds the stage.</summary>
    public static IServiceCollection AddReplays(this IServiceCollection services) => services.AddSingleton<DeliveryReplay>();
}
