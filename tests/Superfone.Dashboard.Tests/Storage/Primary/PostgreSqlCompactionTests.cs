using System.Text;
using Microsoft.Extensions.Options;
using Npgsql;
using Superfone.Dashboard.Configuration.Database;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.PostgreSql;

namespace Superfone.Dashboard.Tests.Storage.Primary;

[OnlyPostgres]
public sealed class PostgreSqlCompactionTests
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("what-somebody-said-in-confidence");

    [Fact]
    public async Task Compact_SomebodyReadsSinceBefore_SaysThatTheDatabaseIsInUseUntilThatEnds()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        using var store = new PostgreSqlStore(Options.Create(new StorageOptions { Provider = StorageProvider.Postgres, ConnectionString = database }));
        await RunAsync(store, $"INSERT INTO Settings (Name, Value) VALUES ('said', '{Encoding.UTF8.GetString(Secret)}')");
        await using var reader = await store.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await reader.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, TestContext.Current.CancellationToken);
        await using (var read = new NpgsqlCommand("SELECT Value FROM Settings WHERE Name = 'said'", reader, transaction))
            Assert.NotNull(await read.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        await RunAsync(store, "DELETE FROM Settings WHERE Name = 'said'");

        Assert.Equal(Compaction.DatabaseInUse, store.Compact(true));
        Assert.NotEmpty(FilesWithTheSecret(database));
        await transaction.CommitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Compaction.Done, store.Compact(true));
        Assert.Empty(FilesWithTheSecret(database));
    }

    [Fact]
    public async Task Compact_AnotherDatabaseIsWrittenSinceBefore_SaysThatTheDatabaseIsInUseUntilThatEnds()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        using var store = new PostgreSqlStore(Options.Create(new StorageOptions { Provider = StorageProvider.Postgres, ConnectionString = database }));
        await RunAsync(store, $"INSERT INTO Settings (Name, Value) VALUES ('said', '{Encoding.UTF8.GetString(Secret)}')");
        await using var neighbour = new NpgsqlConnection(PostgresServer.Shared.CreateDatabase());
        await neighbour.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await neighbour.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var write = new NpgsqlCommand("INSERT INTO Settings (Name, Value) VALUES ('written', 'for long')", neighbour, transaction))
            await write.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await RunAsync(store, "DELETE FROM Settings WHERE Name = 'said'");

        Assert.Equal(Compaction.DatabaseInUse, store.Compact(true));
        await transaction.CommitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Compaction.Done, store.Compact(true));
        Assert.Empty(FilesWithTheSecret(database));
    }

    private static async Task RunAsync(PostgreSqlStore store, string sql)
    {
        await using var command = store.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static List<string> FilesWithTheSecret(string database) =>
        [.. Directory.GetFiles(PostgresServer.Shared.FlushedFolderOf(database), "*", SearchOption.AllDirectories).Where(file => File.ReadAllBytes(file).AsSpan().IndexOf(Secret) >= 0)];
}
