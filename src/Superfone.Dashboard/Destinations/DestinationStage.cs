using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Configuration.Telemetry;
using Superfone.Dashboard.Destinations.Editing;
using Superfone.Dashboard.Destinations.Sending;
using Superfone.Dashboard.Operations;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Destinations;

namespace Superfone.Dashboard.Destinations;

/// <summary>Adds passing on: events go on to other URLs. Nothing leaves this machine unless somebody made a destination.</summary>
public static class DestinationStage
{
    /// <summary>Adds the stage; it follows the log from the application's start to its end.</summary>
    public static IServiceCollection AddDestinations(this IServiceCollection services)
    {
        DestinationClient.AddTo(services);
        services.AddSingleton<DestinationClient>();
        services.AddSingleton<DestinationSecrets>();
        services.AddSingleton<DestinationMetrics>();
        services.AddSingleton<DestinationRules>();
        services.AddSingleton<DestinationDirectory>();
        services.AddSingleton<ItemFinder>();
        services.AddSingleton<IObservedMetrics, DestinationQueueMetrics>();
        services.AddSingleton<PostFactory>();
        services.AddSingleton<RunnerParts>();
        services.AddSingleton<DestinationRunners>();
        services.AddOnOneNode(NodeWork.Destinations, provider => [provider.GetRequiredService<DestinationRunners>()]);
        services.AddSingleton(provider => new DestinationEditor(
            provider.GetRequiredService<DestinationTable>(), provider.GetRequiredService<DestinationRules>(), provider.GetRequiredService<DestinationSecrets>(),
            provider.GetRequiredService<DestinationRunners>(), provider.GetRequiredService<SettingStore>(), provider.GetRequiredService<PrimaryWriter>(),
            provider.GetRequiredService<AuditLog>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new DestinationTrials(
            provider.GetRequiredService<DestinationTable>(), provider.GetRequiredService<PassingTable>(), provider.GetRequiredService<PassingQueries>(),
            provider.GetRequiredService<DestinationSecrets>(), provider.GetRequiredService<DestinationClient>(), provider.GetRequiredService<DestinationRunners>(),
            provider.GetRequiredService<PrimaryWriter>(), provider.GetRequiredService<AuditLog>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<DestinationWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<DestinationWatch>());
        services.AddHealthChecks().AddCheck<DestinationHealth>(DestinationHealth.Name, tags: [OperationsStage.Ready]);
        return services;
    }
}
