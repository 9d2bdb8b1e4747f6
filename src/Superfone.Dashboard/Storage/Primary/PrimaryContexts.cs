using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration.Database;
using Superfone.Dashboard.Storage.Primary.PostgreSql;
using Superfone.Dashboard.Storage.Primary.Sqlite;

namespace Superfone.Dashboard.Storage.Primary;

/// <summary>Makes contexts for the configured store.</summary>
internal sealed class PrimaryContexts(IServiceProvider services, IOptions<StorageOptions> options) : IDbContextFactory<PrimaryContext>
{
    private readonly Func<PrimaryContext> _create = options.Value.Provider switch
    {
        StorageProvider.Sqlite => Pool<PrimaryContext>(services, builder => builder.UseSqlite(services.GetRequiredService<PrimaryFile>().ConnectionString)),
        StorageProvider.Postgres => Pool<PostgreSqlContext>(services, builder => UsePostgreSql(builder, services.GetRequiredService<PostgreSqlStore>())),
    };

    /// <inheritdoc/>
    public PrimaryContext CreateDbContext() => _create();

    // The default strategy hides the server's error in another exception.
    private static void UsePostgreSql(DbContextOptionsBuilder builder, PostgreSqlStore store) => builder
        .UseNpgsql(store.Source, postgres => postgres.ExecutionStrategy(dependencies => new NonRetryingExecutionStrategy(dependencies)))
        .AddInterceptors(new StorableTexts(store));

    private static Func<T> Pool<T>(IServiceProvider services, Action<DbContextOptionsBuilder> configure)
        where T : PrimaryContext
    {
        var builder = new DbContextOptionsBuilder<T>().UseApplicationServiceProvider(services);
        configure(builder);
        return new PooledDbContextFactory<T>(builder.Options).CreateDbContext;
    }
}
