using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.PostgreSql;

namespace Superfone.Dashboard.Tests.Storage.Primary;

/// <summary>Both stores have the same tables, and their migrations make them.</summary>
public sealed class MigrationTests
{
    // What nodes share that one node keeps in its data folder, or need not agree on.
    private static readonly string[] OnlyPostgreSql = ["datakeys", "leases", "nodes"];

    [Fact]
    public void Stores_HaveTheSameTablesColumnsKeysAndIndexes()
    {
        using var sqlite = Sqlite();
        using var postgres = PostgreSql();

        Assert.Equal(Describe(sqlite), Describe(postgres).Where(line => !OnlyPostgreSql.Contains(line.Split(' ')[0])));
    }

    [Fact]
    public void Migrations_LeadToTheModel()
    {
        using var sqlite = Sqlite();
        using var postgres = PostgreSql();

        Assert.False(sqlite.Database.HasPendingModelChanges());
        Assert.False(postgres.Database.HasPendingModelChanges());
    }

    private static PrimaryContext Sqlite() => new(new DbContextOptionsBuilder<PrimaryContext>().UseSqlite().Options);

    private static PostgreSqlContext PostgreSql() => new(new DbContextOptionsBuilder<PostgreSqlContext>().UseNpgsql().Options);

    private static List<string> Describe(DbContext context) =>
    [
        .. context.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables.SelectMany(table => Describe(table).Select(line => $"{table.Name} {line}"))
            .Select(line => line.ToLowerInvariant()).Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Describe(ITable table) =>
    [
        .. table.Columns.Select(column => $"column {column.Name} {(column.IsNullable ? "null" : "not null")} {column.DefaultValue} {column.StoreTypeMapping.ClrType.Name}"),
        .. table.UniqueConstraints.Select(key => $"key {NamesOf(key.Columns)}"),
        .. table.ForeignKeyConstraints.Select(key => $"reference {NamesOf(key.Columns)} to {key.PrincipalTable.Name} {NamesOf(key.PrincipalColumns)} {key.OnDeleteAction}"),
        .. table.Indexes.Select(index => $"{(index.IsUnique ? "unique index" : "index")} {index.Name} on {NamesOf(index.Columns)} where {index.Filter}"),
    ];

    private static string NamesOf(IEnumerable<IColumnBase> columns) => string.Join(", ", columns.Select(column => column.Name));
}
