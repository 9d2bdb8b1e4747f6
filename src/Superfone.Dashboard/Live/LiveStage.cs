using Superfone.Dashboard.Configuration.Telemetry;
using Superfone.Dashboard.ReadModels;

namespace Superfone.Dashboard.Live;

/// <summary>Live updates for pages and other programs.</summary>
public static class LiveStage
{
    /// <summary>Adds the stage.</summary>
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSingleton<LiveFeed>();
        services.AddObservedMetrics<LiveMetrics>();
        services.AddSingleton<LiveScope>();
        services.AddSingleton<TodayBoard>();
        services.AddSingleton<InsightBoard>();
        services.AddSingleton<EventFeed>();
        services.AddSingleton<StoppedEvents>();
        services.AddSingleton<FirstEvent>();
        services.AddSingleton<FollowUpEnds>();
        services.AddHostedService(provider => provider.GetRequiredService<FollowUpEnds>());
        services.AddHostedService<LivePublisher>();
        services.AddSignalR().AddJsonProtocol(options => ItemJson.Configure(options.PayloadSerializerOptions));
        return services;
    }

    /// <summary>Maps the hub.</summary>
    public static void MapLive(this IEndpointRouteBuilder endpoints) => endpoints.MapHub<LiveHub>(LiveHub.Path);
}
