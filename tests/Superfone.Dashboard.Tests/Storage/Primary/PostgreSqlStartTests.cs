using Microsoft.Extensions.Logging;
using Superfone.Dashboard.Configuration;

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

        await AssertFailsAsync(dashboard.Database, "FromTheFuture");
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
