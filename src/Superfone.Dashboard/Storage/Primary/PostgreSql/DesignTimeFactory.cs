using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Superfone.Dashboard.Storage.Primary.PostgreSql;

/// <summary>Makes contexts for <c>dotnet ef migrations add</c>, which needs no server.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<PostgreSqlContext>
{
    /// <inheritdoc/>
    public PostgreSqlContext CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgreSqlContext>().UseNpgsql().Options);
}
