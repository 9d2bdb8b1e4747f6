using System.Reflection;
using Npgsql;
using Xunit.v3;

namespace Superfone.Dashboard.Tests.Shared;

/// <summary>The store that tests run over: SQLite, or PostgreSQL with <c>SUPERFONE_TEST_STORE=postgres</c>.</summary>
public static class TestStore
{
    /// <summary>Whether it is PostgreSQL.</summary>
    public static bool IsPostgres { get; } = Environment.GetEnvironmentVariable("SUPERFONE_TEST_STORE") switch
    {
        null or "" or "sqlite" => false,
        "postgres" => true,
        var other => throw new InvalidOperationException($"SUPERFONE_TEST_STORE is '{other}', which is not sqlite or postgres."),
    };

    /// <summary>Settings of a dashboard over a new, empty database of its own; none for SQLite, whose database is a file in its data folder.</summary>
    public static IReadOnlyDictionary<string, string?> NewSettings() => IsPostgres
        ? new Dictionary<string, string?>
        {
            ["Superfone:Storage:Provider"] = "postgres",
            ["Superfone:Storage:ConnectionString"] = PostgresServer.Shared.CreateDatabase(),
        }
        : new Dictionary<string, string?>();

    /// <summary>Drops the database of a dashboard that has ended.</summary>
    public static void Drop(string? connectionString)
    {
        if (connectionString is not null && new NpgsqlConnectionStringBuilder(connectionString).Database is { } database)
            PostgresServer.Shared.Drop(database);
    }
}

/// <summary>Skips tests of what only PostgreSQL has over SQLite.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class OnlyPostgresAttribute : BeforeAfterTestAttribute
{
    /// <inheritdoc/>
    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (!TestStore.IsPostgres)
            Assert.Skip("Only PostgreSQL: SUPERFONE_TEST_STORE=postgres");
    }
}

/// <summary>Skips tests over PostgreSQL that are about what only SQLite has.</summary>
/// <param name="reason">What that is.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class OnlySqliteAttribute(string reason) : BeforeAfterTestAttribute
{
    /// <summary>What only SQLite has.</summary>
    public string Reason => reason;

    /// <inheritdoc/>
    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (TestStore.IsPostgres)
            Assert.Skip($"Only SQLite: {reason}");
    }
}
