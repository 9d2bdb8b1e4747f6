using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Database;
using Superfone.Dashboard.Configuration.Network;
using Superfone.Dashboard.Configuration.Telemetry;
using Superfone.Dashboard.Storage.Backups;
using Superfone.Dashboard.Storage.Backups.Places;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.EventLog.PostgreSql;
using Superfone.Dashboard.Storage.EventLog.Sqlite;
using Superfone.Dashboard.Storage.Faults;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Objects;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Bodies;
using Superfone.Dashboard.Storage.Primary.Destinations;
using Superfone.Dashboard.Storage.Primary.Erasures;
using Superfone.Dashboard.Storage.Primary.Mail;
using Superfone.Dashboard.Storage.Primary.People;
using Superfone.Dashboard.Storage.Primary.PostgreSql;
using Superfone.Dashboard.Storage.Primary.Push;
using Superfone.Dashboard.Storage.Primary.Sqlite;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Storage;

/// <summary>Adds the data folder, the log, the primary database, and the keys that protect cookies.</summary>
public static class StorageStage
{
    /// <summary>Adds the stage; the databases open when the application starts, before its other services do.</summary>
    /// <exception cref="Configuration.StartException">The certificate of the keys cannot be read.</exception>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<DataDirectory>();
        services.AddSingleton<DataSizes>();
        services.AddSingleton<StorageFaults>();
        services.AddSingleton<ClockWatch>();
        services.AddSingleton(provider => new ObjectStore(
            provider.GetRequiredService<IOptions<S3Options>>().Value,
            () => provider.GetRequiredService<IOptionsMonitor<RecordingOptions>>().CurrentValue.StallTimeout));
        services.AddSingleton<PrimaryFile>();
        services.AddSingleton<PostgreSqlStore>();
        services.AddByProvider<IPrimaryStore, PrimaryFile, PostgreSqlStore>();
        services.AddByProvider<IPrimaryMigration, SqliteMigration, PostgreSqlMigration>();
        services.AddSingleton<NodeIdentity>();
        services.AddSingleton<PostgreSqlMessages>();
        services.AddSingleton<NodeTable>();
        services.AddSingleton(provider => new NodeBoard(
            provider.GetRequiredService<IOptions<StorageOptions>>().Value.Provider == StorageProvider.Postgres ? provider.GetRequiredService<NodeTable>() : null,
            provider.GetRequiredService<NodeIdentity>(), provider.GetRequiredService<ProjectionProgress>(), provider.GetRequiredService<StorageFaults>(), provider.GetRequiredService<TimeProvider>()));

        // A lease lasts by the clock of the server, which nobody sets.
        services.AddSingleton(provider => new PostgreSqlLeases(
            provider.GetRequiredService<PostgreSqlStore>(), provider.GetRequiredService<NodeIdentity>(), TimeProvider.System, provider.GetRequiredService<ILogger<PostgreSqlLeases>>()));
        services.AddByProvider<ILeases, SingleNode, PostgreSqlLeases>();
        services.AddByProvider<INodeMessages, SingleNode, PostgreSqlMessages>();
        services.AddSingleton<PrimaryChanges>();
        services.AddByProvider<IEventLog, SqliteEventLog, PostgreSqlEventLog>();
        services.AddSingleton<DeliverySignal>();
        services.AddSingleton<DeliveryTraces>();
        services.AddSingleton<IngestProbe>();
        services.AddSingleton<SettingStore>();
        services.AddSingleton<PrimaryWriter>();
        services.AddSingleton<ListenTable>();
        services.AddSingleton<AuditTable>();
        services.AddSingleton<SessionTable>();
        services.AddSingleton<UserPreferenceTable>();
        services.AddSingleton<IssuedTokenTable>();
        services.AddSingleton<WebhookSecretTable>();
        services.AddSingleton<SavedViewTable>();
        services.AddSingleton<PushTable>();
        services.AddSingleton<PushRecordTable>();
        services.AddSingleton<DestinationTable>();
        services.AddSingleton<PassingTable>();
        services.AddSingleton<PassingQueries>();
        services.AddSingleton<PassableLog>();
        services.AddSingleton<DigestTable>();
        services.AddSingleton<MailRecordTable>();
        services.AddSingleton<ErasureTable>();
        services.AddSingleton<LogErasure>();
        services.AddSingleton<TraceErasure>();
        services.AddSingleton<RetentionTable>();
        services.AddSingleton<RebuildRequests>();
        services.AddSingleton<ProjectionProgress>();
        services.AddByProvider<IPrimaryCopy, SqliteCopy, PostgreSqlCopy>();
        services.AddSingleton<BackupPlaces>();
        services.AddSingleton<BackupWriter>();
        services.AddSingleton<UpgradeBackup>();
        services.AddSingleton<ErasureList>();
        services.AddSingleton<BodyConversion>();
        services.AddSingleton<BodyConversionProgress>();
        services.AddHostedService<PrimaryStart>();
        services.AddHostedService(provider => provider.GetRequiredService<INodeMessages>());
        services.AddHostedService(provider => provider.GetRequiredService<NodeBoard>());
        services.AddOnOneNode(NodeWork.Bodies, typeof(BodyConversionService));
        services.AddSingleton<IDbContextFactory<PrimaryContext>, PrimaryContexts>();
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContext());

        services.AddKeys(configuration);
        return services;
    }

    private static void AddByProvider<TService, TSqlite, TPostgreSql>(this IServiceCollection services)
        where TService : class
        where TSqlite : class, TService
        where TPostgreSql : class, TService => services.AddSingleton<TService>(provider => provider.GetRequiredService<IOptions<StorageOptions>>().Value.Provider switch
    {
        StorageProvider.Sqlite => Get<TSqlite>(provider),
        StorageProvider.Postgres => Get<TPostgreSql>(provider),
    });

    private static T Get<T>(IServiceProvider provider)
        where T : class => provider.GetService<T>() ?? ActivatorUtilities.CreateInstance<T>(provider);
}
