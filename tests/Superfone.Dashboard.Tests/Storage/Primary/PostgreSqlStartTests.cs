using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Tests.Storage.Primary;

/// <summary>What hinders the start over PostgreSQL is said in one sentence that names the key, without the password.</summary>
public sealed class PostgreSqlStartTests : IDisposable
{
    private const string Key = "Superfone:Storage:ConnectionString";
    private const string Password = "a very secret password";

    private readonly string _folder = Directory.CreateTempSubdirectory("superfone-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(null, "missing")]
    [InlineData($"Password={Password};Nonsense=1", "cannot be read")]
    [InlineData($"Username=superfone;Password={Password}", "Host")]
    [InlineData($"Host=a,b;Database=superfone;Password={Password};Target Session Attributes=standby", "read-write")]
    [InlineData($"Host=127.0.0.1:9,127.0.0.1:8;Database=superfone;Username=superfone;Password={Password}", "127.0.0.1:9,127.0.0.1:8")]
    [InlineData($"Host=127.0.0.1;Port=9;Database=superfone;Username=superfone;Password={Password}", "127.0.0.1:9")]
    public async Task Start_WrongConnectionString_SaysSo(string? connectionString, string word) => await AssertFailsAsync(connectionString, word);

    [Fact]
    public void Start_UnknownProvider_NamesTheKey()
    {
        var error = Record.Exception(() => DashboardApplication.Build(["--Superfone:Storage:Provider=oracle"], builder => builder.Logging.ClearProviders()));

        Assert.Equal("Superfone:Storage:Provider is 'oracle', which is not sqlite or postgres.", Assert.Single(StartError.Find(error!)!));
    }

    [Fact]
    [OnlyPostgres]
    public async Task Start_DatabaseThatDoesNotExist_SaysSo() => await AssertFailsAsync(PostgresServer.Shared.ConnectionTo("nowhere"), "does not exist");

    [Fact]
    [OnlyPostgres]
    public async Task Start_UserWithoutRights_SaysSo()
    {
        var server = PostgresServer.Shared;
        server.Execute("postgres", "CREATE DATABASE bare TEMPLATE template0");
        server.Execute("postgres", "CREATE USER stranger");

        await AssertFailsAsync(server.ConnectionTo("bare").Replace("Username=superfone", "Username=stranger", StringComparison.Ordinal), "CREATE");
    }

    [Fact]
    [OnlyPostgres]
    public async Task Start_OtherEncoding_SaysSo()
    {
        PostgresServer.Shared.Execute("postgres", "CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");

        await AssertFailsAsync(PostgresServer.Shared.ConnectionTo("latin"), "LATIN1");
    }

    [Fact]
    [OnlyPostgres]
    public async Task Start_OnANewersDatabase_SaysSo()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.StopAsync();
        dashboard.RunOnPrimary("""INSERT INTO "__EFMigrationsHistory" VALUES ('29991231000000_FromTheFuture', '99.0')""");
        dashboard.RunOnPrimary("""COMMENT ON TABLE "__EFMigrationsHistory" IS 'Can be used by versions that know 29991231000000_FromTheFuture'""");

        await AssertFailsAsync(dashboard.Database, "FromTheFuture");
    }

    [Fact]
    [OnlyPostgres]
    public async Task Start_OnADatabaseThatANewerVersionHasAddedTo_Works()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.StopAsync();
        dashboard.RunOnPrimary("""INSERT INTO "__EFMigrationsHistory" VALUES ('29991231000000_FromTheFuture', '99.0')""");
        dashboard.RunOnPrimary("ALTER TABLE deliveries ADD COLUMN later bigint NOT NULL DEFAULT 7");

        await dashboard.StartAsync();

        using var reply = await dashboard.PostAsync(Payload.AnsweredCall(1));
        Assert.True(reply.IsSuccessStatusCode);
    }

    [Fact]
    [OnlyPostgres]
    public async Task Start_TwoOnAnEmptyDatabaseAtOnce_ShareKeysAndOwner()
    {
        var database = PostgresServer.Shared.CreateDatabase();

        var nodes = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => RunningDashboard.StartAsync(new Dictionary<string, string?>
        {
            ["Superfone:Storage:Provider"] = "postgres",
            [Key] = database,
        }))));

        await using var a = nodes[0];
        await using var b = nodes[1];
        Assert.Equal((1L, 1L), (Count("datakeys"), Count("aspnetusers")));

        long Count(string table)
        {
            using var connection = a.Services.GetRequiredService<IPrimaryStore>().Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT count(*) FROM {table}";
            return (long)command.ExecuteScalar()!;
        }
    }

    [Fact]
    [OnlyPostgres]
    public async Task Start_TwiceInOneDataFolder_IsRefused()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        var error = await Record.ExceptionAsync(async () =>
        {
            await using var again = await RunningDashboard.StartAsync(new Dictionary<string, string?>
            {
                ["Superfone:Data:Directory"] = dashboard.DataDirectory,
                ["Superfone:Storage:Provider"] = "postgres",
                [Key] = dashboard.Database,
            });
        });

        Assert.Contains("Another instance", Assert.Single(StartError.Find(error!)!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("transaction", true)]
    [InlineData("session", false)]
    [OnlyPostgres]
    public async Task Start_ThroughAPooler_IsRefusedInTransactionModeOnly(string mode, bool isRefused)
    {
        using var pooler = PgBouncer.Start(mode);
        var connectionString = pooler.ConnectionTo(PostgresServer.Shared.CreateDatabase());
        if (isRefused)
            await AssertFailsAsync(connectionString, "PgBouncer");
        else
            Assert.Null(await StartAsync(connectionString));
    }

    private async Task AssertFailsAsync(string? connectionString, string word)
    {
        var line = Assert.Single(StartError.Find((await StartAsync(connectionString))!)!);

        Assert.Contains(Key, line, StringComparison.Ordinal);
        Assert.Contains(word, line, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, line, StringComparison.Ordinal);
        Assert.EndsWith(".", line, StringComparison.Ordinal);
        Assert.DoesNotContain("..", line, StringComparison.Ordinal);
    }

    private async Task<Exception?> StartAsync(string? connectionString)
    {
        try
        {
            await using var app = DashboardApplication.Build(
                [
                    "--urls=http://127.0.0.1:0", $"--Superfone:Data:Directory={_folder}", "--Superfone:Storage:Provider=postgres", $"--{Key}={connectionString}",
                ],
                builder => builder.Logging.ClearProviders());
            await app.StartAsync(TestContext.Current.CancellationToken);
            await app.StopAsync(CancellationToken.None);
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }
}
