using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;

namespace Superfone.Dashboard.Tests.Startup;

public sealed class StartErrorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("superfone-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Start_SeveralWrongValues_NamesEachKeyInASentence()
    {
        var lines = await FailAsync(new()
        {
            ["Superfone:Webhook:MaxBodyBytes"] = "abc",
            ["Superfone:Display:TimeZone"] = "Mars/Olympus",
        });

        Assert.Equal(
            [
                "Superfone:Webhook:MaxBodyBytes is 'abc', which is not a whole number.",
                "Superfone:Display:TimeZone is 'Mars/Olympus', which is not a time zone such as Asia/Kolkata.",
            ],
            lines);
    }

    [Fact]
    public async Task Start_DataDirectoryBelowAFile_SaysSo()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        var line = Assert.Single(await FailAsync(new() { ["Superfone:Data:Directory"] = Path.Combine(file, "data") }));

        Assert.Contains("Superfone:Data:Directory", line, StringComparison.Ordinal);
        Assert.Contains(file, line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("password1234")]
    public async Task Start_ThatWouldCreateAnOwnerWithAWeakPassword_SaysSoWithoutIt(string password)
    {
        var line = Assert.Single(await FailAsync(new()
        {
            ["Superfone:Data:Directory"] = _folder,
            ["Superfone:Setup:OwnerEmail"] = "owner@example.com",
            ["Superfone:Setup:OwnerPassword"] = password,
        }));

        Assert.Contains("Superfone:Setup:OwnerPassword", line, StringComparison.Ordinal);
        Assert.DoesNotContain(password, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnDataInUse_SaysThatAnotherInstanceRuns()
    {
        await using var running = await RunningDashboard.StartAsync();

        var line = Assert.Single(await FailAsync(new() { ["Superfone:Data:Directory"] = running.DataDirectory }));

        Assert.Contains("Another instance", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnAnAddressInUse_NamesTheAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://{listener.LocalEndpoint}";

        var line = Assert.Single(await FailAsync(new() { ["urls"] = address }));

        Assert.Contains(address, line, StringComparison.Ordinal);
        Assert.Contains("already in use", line, StringComparison.Ordinal);
    }

    [Fact]
    [OnlySqlite("superfone.db; PostgreSqlStartTests has the same")]
    public async Task Start_OnANewersDatabase_SaysSoAndLeavesItAlone()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.StopAsync();
        await ExecuteAsync(dashboard.PrimaryPath, "INSERT INTO __EFMigrationsHistory VALUES ('29991231000000_FromTheFuture', '99.0')");

        var line = Assert.Single(await FailAsync(new() { ["Superfone:Data:Directory"] = dashboard.DataDirectory }));

        Assert.Contains("newer version", line, StringComparison.Ordinal);
        Assert.Contains("FromTheFuture", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnAFileThatIsNoDatabase_SaysSo()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "superfone.db"), new string('x', 8192), TestContext.Current.CancellationToken);

        var line = Assert.Single(await FailAsync(new() { ["Superfone:Data:Directory"] = _folder }));

        Assert.Contains("superfone.db", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_BrokenSettingsFile_NamesTheFile()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "appsettings.json"), "{ broken", TestContext.Current.CancellationToken);

        Assert.Contains("appsettings.json", Assert.Single(await FailAsync([])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_AfterAKillDuringMigration_DoesNotWaitForItsLock()
    {
        var path = Path.Combine(_folder, "superfone.db");
        await ExecuteAsync(path, "CREATE TABLE __EFMigrationsLock (Id INTEGER NOT NULL PRIMARY KEY, Timestamp TEXT NOT NULL)");
        await ExecuteAsync(path, "INSERT INTO __EFMigrationsLock VALUES (1, '2026-01-01')");

        await using var process = DashboardProcess.Start(_folder, new Dictionary<string, string> { ["Superfone:Data:Directory"] = _folder });

        process.WaitForLine("Superfone Dashboard is at ");
    }

    [Fact]
    public async Task Start_WithSettingsFile_ReadsItAndItsListReplacesTheDefault()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "appsettings.json"),
            """{"Superfone":{"Data":{"Directory":"elsewhere"},"Recordings":{"AllowedHosts":["a.example.com","not a host"]}}}""",
            TestContext.Current.CancellationToken);

        var line = Assert.Single(await FailAsync([]));

        Assert.StartsWith("Superfone:Recordings:AllowedHosts:1 is 'not a host'", line, StringComparison.Ordinal);
    }

    private async Task<string[]> FailAsync(Dictionary<string, string> settings)
    {
        await using var process = DashboardProcess.Start(_folder, settings);
        var (exitCode, error) = await process.WaitForExitAsync();

        Assert.Equal(1, exitCode);
        Assert.DoesNotContain("   at ", error + string.Join('\n', process.Output), StringComparison.Ordinal);
        return error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static async Task ExecuteAsync(string path, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
