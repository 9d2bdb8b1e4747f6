using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Superfone.Dashboard.Configuration.Telemetry;
using Superfone.Dashboard.Operations.Backups;
using Superfone.Dashboard.Operations.Faults;
using Superfone.Dashboard.Operations.Guide;
using Superfone.Dashboard.Operations.Heartbeat;
using Superfone.Dashboard.Operations.Reach;
using Superfone.Dashboard.Operations.Settings;
using Superfone.Dashboard.Operations.Support;
using Superfone.Dashboard.Operations.Telemetry;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Operations;

/// <summary>Adds settings, health checks and metrics.</summary>
public static class OperationsStage
{
    /// <summary>The tag of the checks behind <c>/health/ready</c>; other stages add theirs under it.</summary>
    public const string Ready = "ready";

    /// <summary>The tag of the checks behind <c>/health/ingest</c>.</summary>
    private const string Ingest = "ingest";

    /// <summary>Adds the stage.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHostedService<LogStart>();
        services.AddTelemetry(configuration);
        services.AddSupport();
        services.AddSingleton<SettingSecrets>();
        services.AddSingleton<SettingsEditor>();
        services.AddSingleton<BusinessLogo>();
        services.AddSingleton<SettingsStart>();
        services.AddHostedService(provider => provider.GetRequiredService<SettingsStart>());
        services.AddHostedService<SettingsWatch>();
        services.AddSingleton<IngestHealth>();
        services.AddSingleton<FaultBoard>();
        services.AddHostedService<StorageWatch>();
        services.AddSingleton<BackupState>();
        services.AddSingleton<BackupSchedule>();
        services.AddSingleton<RestoreDrill>();
        services.AddSingleton<BackupJob>();
        services.AddSingleton<IObservedMetrics, BackupMetrics>();
        services.AddOnOneNode(NodeWork.Backups, typeof(BackupService));
        services.AddHostedService<BackupStateWatch>();
        services.AddOnOneNode(NodeWork.Snapshots, typeof(SnapshotService));
        services.AddSingleton(provider => new ReachChallenges(
            provider.GetRequiredService<IDataProtectionProvider>(), () => provider.GetRequiredService<SettingStore>().Find(SettingStore.LogId) ?? "", provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(ReachNetwork.System);
        services.AddSingleton<ReachCheck>();
        services.AddSingleton<SetupGuide>();
        services.AddSingleton<HeartbeatState>();
        HeartbeatService.AddTo(services);
        services.AddHostedService<HeartbeatService>();
        services.AddHealthChecks()
            .AddCheck<PrimaryHealth>("superfone.db", tags: [Ready])
            .AddCheck<ProjectionHealth>(HealthCause.Projection, tags: [Ready])
            .AddCheck<BackupHealth>(HealthCause.Backup, tags: [Ready])
            .AddCheck<RecordingHealth>("recordings", tags: [Ready])
            .AddCheck<ClockHealth>("clock", tags: [Ready])
            .AddCheck<IngestHealth>("log", tags: [Ingest]);
        return services;
    }

    /// <summary>Maps <c>/health/live</c>, <c>/health/ready</c>, <c>/health/ingest</c>, <c>/health/reach</c> and <c>/metrics</c>.</summary>
    public static void MapOperations(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions
        {
            Predicate = _ => false,
            ResponseWriter = (context, _) => context.Response.WriteAsJsonAsync(new { Status = "live" }),
        }).AllowAnonymous();
        foreach (var tag in new[] { Ready, Ingest })
        {
            endpoints.MapHealthChecks($"/health/{tag}", new HealthCheckOptions
            {
                Predicate = check => check.Tags.Contains(tag),
                ResponseWriter = HealthReply.WriteAsync,
            }).AllowAnonymous();
        }

        endpoints.MapReach();
        endpoints.MapMetrics();
        endpoints.MapSupport();
        endpoints.MapLogo();
    }
}
