using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Superfone.Dashboard.Storage.Primary.PostgreSql;

/// <summary>
/// The primary database in PostgreSQL. Its tables and columns are those of <c>superfone.db</c> with names in lower case, which SQL without quotes
/// means as well; texts are compared by their bytes, as in SQLite. Beside them there are keys, leases and a list of nodes, which nodes share.
/// </summary>
public sealed class PostgreSqlContext(DbContextOptions<PostgreSqlContext> options) : PrimaryContext(options)
{
    /// <summary>The keys that protect cookies and secrets.</summary>
    public DbSet<DataKey> DataKeys => Set<DataKey>();

    /// <summary>Work that one node does at a time.</summary>
    public DbSet<Lease> Leases => Set<Lease>();

    /// <summary>The nodes that use the database.</summary>
    public DbSet<NodeRow> Nodes => Set<NodeRow>();

    /// <inheritdoc/>
    public override async Task<IDbContextTransaction> BeginWriteAsync(CancellationToken cancellation = default)
    {
        var transaction = await base.BeginWriteAsync(cancellation);
        await Database.ExecuteSqlRawAsync(PostgreSqlStore.EndsIdle, cancellation);
        await Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({PostgreSqlStore.WriteLock})", cancellation);
        return transaction;
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().UseCollation("C");
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Lease>().HasKey(lease => lease.Name);
        foreach (var entity in builder.Model.GetEntityTypes())
            Lower(entity);
    }

    private static void Lower(IMutableEntityType entity)
    {
        if (entity.IsMappedToJson())
        {
            entity.SetContainerColumnName(Lower(entity.GetContainerColumnName()));
            return;
        }

        entity.SetTableName(Lower(entity.GetTableName()));
        foreach (var property in entity.GetProperties())
            property.SetColumnName(Lower(property.GetColumnName()));
        foreach (var key in entity.GetKeys())
            key.SetName(Lower(key.GetName()));
        foreach (var key in entity.GetForeignKeys())
            key.SetConstraintName(Lower(key.GetConstraintName()));
        foreach (var index in entity.GetIndexes())
            index.SetDatabaseName(Lower(index.GetDatabaseName()));
    }

#pragma warning disable CA1308 // PostgreSQL's names without quotes are in lower case.
    private static string? Lower(string? name) => name?.ToLowerInvariant();
#pragma warning restore CA1308
}
