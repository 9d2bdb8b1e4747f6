using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Tests.Operations.Commands;

namespace Superfone.Dashboard.Tests.Storage.Primary;

/// <summary>From SQLite to PostgreSQL by 'move', and back by 'backup' and 'restore'.</summary>
public sealed class MoveTests
{
    private static readonly string[] Tables = ["Deliveries", "DeliveryOrigins", "Decisions", "AspNetUsers", "AuditEntries", "Recordings"];

    private static readonly string[] Parts =
        ["configuration", "data folder", "primary database", "schema", "log ids", "decisions", "bodies", "read model", "read model against log", "recordings"];

    // Its time is more exact than those of PostgreSQL.
    private const string Passkey =
        """
        {"AttestationObject":"01","ClientDataJson":"01","CreatedAt":"2026-11-01 10:00:00.1234567+00:00","IsBackedUp":false,"IsBackupEligible":false,
        "IsUserVerified":true,"Name":"Phone","PublicKey":"01","SignCount":1,"Transports":["internal"]}
        """;

    [Fact]
    [OnlyPostgres]
    public async Task Move_AndBack_KeepsEveryRowAndGivesNoNumberAgain()
    {
        using var folder = await CommandFolder.CreateAsync(Payload.AnsweredCall(1), Payload.AnsweredCall(1), Payload.Sample("CDR_RECORDING_AVAILABLE"), Payload.AnsweredCall(2));
        folder.Change("superfone.db", "UPDATE sqlite_sequence SET seq = 9 WHERE name = 'Deliveries'; INSERT INTO Settings VALUES ('LogErased', '1')");
        folder.Change("superfone.db", $"INSERT INTO AspNetUserPasskeys SELECT x'01', Id, '{Passkey}' FROM AspNetUsers");
        var database = PostgresServer.Shared.CreateDatabase();
        string[] postgres = ["--Superfone:Storage:Provider=postgres", $"--Superfone:Storage:ConnectionString={database}"];

        var moved = await folder.RunAsync("move", "--to", "postgres", "--connection-string", database);
        var again = await folder.RunAsync("move", "--to", "postgres", "--connection-string", database);
        var check = await folder.RunAsync(["check", .. postgres]);
        var backup = await folder.RunAsync(["backup", folder.PathOf("backups"), .. postgres]);
        var restored = await folder.RunAsync(["restore", backup.Output.Single(), "--to", folder.PathOf("copy"), .. postgres]);

        Assert.Equal((0, ""), (moved.ExitCode, moved.Error));
        Assert.Contains("Deliveries: 4", moved.Output);
        Assert.Contains("Superfone:Storage:ConnectionString", moved.Output[^1], StringComparison.Ordinal);
        Assert.Equal(1, again.ExitCode);
        Assert.EndsWith("is not empty.", Assert.Single(again.Error.Split('\n')), StringComparison.Ordinal);
        Assert.Equal((0, ""), (check.ExitCode, check.Error));
        Assert.Equal(Parts.Select(part => $"ok {part}"), check.Output.Select(line => line.Split(':')[0]));
        Assert.Equal((0, 0), (backup.ExitCode, restored.ExitCode));
        Assert.Contains("superfone.db", restored.Error, StringComparison.Ordinal);
        foreach (var table in Tables)
        {
            Assert.Empty(RowsOf(folder.Data).Except(RowsOf(folder.PathOf("copy"))));

            IEnumerable<string> RowsOf(string data) => folder.ReadRows($"SELECT * FROM {table}", data).Select(row => string.Join('|', row));
        }

        Assert.Equal(["9"], folder.Read("SELECT seq FROM sqlite_sequence WHERE name = 'Deliveries'", folder.PathOf("copy")));
        Assert.Equal(KeysIn(folder.Data), KeysIn(folder.PathOf("copy")));

        static IEnumerable<string> KeysIn(string data) => Directory.GetFiles(Path.Combine(data, "keys")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
    }

    [Fact]
    [OnlyPostgres]
    public async Task Move_KilledAfterItsLastCommit_IsCompletedByTheNextUnlessAnythingHasChanged()
    {
        using var folder = await CommandFolder.CreateAsync(Payload.AnsweredCall(1));
        var database = PostgresServer.Shared.CreateDatabase();
        string[] move = ["move", "--to", "postgres", "--connection-string", database];
        Assert.Equal(0, (await folder.RunAsync(move)).ExitCode);
        var marked = folder.Read("SELECT Value FROM Settings WHERE Name = 'MovedTo'");
        folder.Change("superfone.db", "DELETE FROM Settings WHERE Name = 'MovedTo'");

        var again = await folder.RunAsync(move);

        Assert.Equal((0, ""), (again.ExitCode, again.Error));
        Assert.Equal(marked, folder.Read("SELECT Value FROM Settings WHERE Name = 'MovedTo'"));

        folder.Change("superfone.db", "DELETE FROM Settings WHERE Name = 'MovedTo'; UPDATE AspNetUsers SET PasswordHash = 'changed'");
        var incomplete = await folder.RunAsync(move);
        Assert.Equal(1, incomplete.ExitCode);
        Assert.EndsWith("is not empty.", Assert.Single(incomplete.Error.Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    [OnlyPostgres]
    public async Task Serve_AfterAMove_ShowsWhatWasThereAndSignsInTheSamePeople()
    {
        using var folder = await CommandFolder.CreateAsync(Payload.AnsweredCall(1), Payload.AnsweredCall(2));
        var database = PostgresServer.Shared.CreateDatabase();
        var moved = await folder.RunAsync("move", "--to", "postgres", "--connection-string", database);
        Assert.Equal((0, ""), (moved.ExitCode, moved.Error));

        await using var dashboard = await RunningDashboard.StartAsync(new Dictionary<string, string?>
        {
            ["Superfone:Data:Directory"] = folder.Data,
            ["Superfone:Storage:Provider"] = "postgres",
            ["Superfone:Storage:ConnectionString"] = database,
            ["Superfone:Setup:OwnerEmail"] = null,
            ["Superfone:Setup:OwnerPassword"] = null,
        });
        await dashboard.PostAsync(Payload.AnsweredCall(3));
        await dashboard.WaitUntilProjectedAsync();
        using var owner = await dashboard.SignInAsync();

        var calls = await owner.GetStringAsync("/api/v1/calls", TestContext.Current.CancellationToken);

        await dashboard.StopAsync();

        // What is left in the folder would miss the third.
        var refused = await Assert.ThrowsAsync<StartException>(() => RunningDashboard.StartAsync(new Dictionary<string, string?>
        {
            ["Superfone:Data:Directory"] = folder.Data,
            ["Superfone:Storage:Provider"] = "sqlite",
        }));

        Assert.Contains("out of date", refused.Message, StringComparison.Ordinal);
        Assert.All(["1", "2", "3"], id => Assert.Contains($"\"cdrId\":{id},", calls, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Host=127.0.0.1", "--connection-string")]
    [InlineData("Host=127.0.0.1;Port=9;Database=superfone;Password=secret", "127.0.0.1:9")]
    public async Task Move_ToNowhere_EndsWithOneSentenceWithoutThePassword(string connectionString, string word)
    {
        using var folder = await CommandFolder.CreateAsync();

        var (exitCode, output, error) = await folder.RunAsync("move", "--to", "postgres", "--connection-string", connectionString);

        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.Contains(word, Assert.Single(error.Split('\n')), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
    }
}
