using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Telemetry;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Changes;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Snapshots;

namespace Superfone.Dashboard.Projections.Runtime;

/// <summary>Adds the projection of the log into the read model.</summary>
public static class ProjectionStage
{
    /// <summary>Adds the stage; it runs from the application's start to its end.</summary>
    public static IServiceCollection AddProjection(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            var display = provider.GetRequiredService<IOptionsMonitor<DisplayOptions>>();
            return new PhoneBook(() => display.CurrentValue.PhoneRegion);
        });
        services.AddSingleton(provider =>
        {
            var display = provider.GetRequiredService<IOptionsMonitor<DisplayOptions>>();
            return new ReadModelFile(provider.GetRequiredService<DataDirectory>(), () => display.CurrentValue);
        });
        services.AddSingleton<IDbContextFactory<ReadModelContext>>(provider => provider.GetRequiredService<ReadModelFile>());
        services.AddSingleton<SnapshotBucket>();
        services.AddSingleton<ReadModelSnapshots>();
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<ProjectionMetrics>();
        services.AddSingleton<IObservedMetrics>(provider => provider.GetRequiredService<ProjectionMetrics>());
        services.AddSingleton<ProjectionService>();
        services.AddHostedService(provider => provider.GetRequiredService<ProjectionService>());
        return services;
    }
}
