using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Configuration.Stored;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Privacy;
using Superfone.Dashboard.Operations.Settings;
using Superfone.Dashboard.Storage.Primary.Erasures;
using Superfone.Dashboard.Tests.Upgrade;

namespace Superfone.Dashboard.Tests.Operations.Commands;

[OnlySqlite("what it checks is superfone.db")]
public sealed class CheckCommandTests
{
    private static readonly string[] Parts =
        ["configuration", "data folder", "primary database", "schema", "log ids", "decisions", "bodies", "read model", "read model against log", "recordings"];

    [Fact]
    public async Task Check_SoundData_IsOkAndChangesNothing()
    {
        using var folder = await CreateAsync();
        var before = folder.Files();

        var (exitCode, output, error) = await folder.RunAsync("check");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(Parts.Select(part => $"ok {part}"), output.Select(line => line.Split(':')[0]));
        Assert.Equal(before, folder.Files());
    }

    [Fact]
    public async Task Check_BesideARunningServer_IsOk()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.PostAsync(Payload.AnsweredCall(1));
        await using var check = DashboardProcess.Run(Path.GetTempPath(), "check", $"--Superfone:Data:Directory={dashboard.DataDirectory}");

        var (exitCode, _) = await check.WaitForExitAsync();

        Assert.Equal(0, exitCode);
        Assert.Equal(Parts.Select(part => $"ok {part}"), check.Output.Select(line => line.Split(':')[0]));
        await dashboard.PostAsync(Payload.AnsweredCall(2));
    }

    [Fact]
    public async Task Check_WithATimeZoneThatWasSetOnThePage_ExpectsTheReadModelToBeOfIt()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var settings = dashboard.Services.GetRequiredService<SettingsEditor>();
        Assert.Empty(await settings.SaveAsync(new Dictionary<SettingDefinition, string?> { [SettingCatalog.TimeZone] = "Europe/London" }, Actor.System));
        await dashboard.RestartAsync();
        await using var check = DashboardProcess.Run(Path.GetTempPath(), "check", $"--Superfone:Data:Directory={dashboard.DataDirectory}");

        var (exitCode, _) = await check.WaitForExitAsync();

        Assert.Equal(0, exitCode);
        Assert.Contains("ok read model against log", check.Output.Select(line => line.Split(':')[0]));
    }

    [Fact]
    public async Task Check_DataOfAKilledServer_ReadsItsWriteAheadLogAndLeavesIt()
    {
        using var folder = CommandFolder.CreateEmpty();
        await using (var dashboard = await RunningDashboard.StartAsync())
        {
            await dashboard.PostAsync(Payload.AnsweredCall(1));
            await dashboard.WaitUntilProjectedAsync();
            Directory.CreateDirectory(folder.Data);
            foreach (var name in new[] { "superfone.db", "superfone.db-wal", "views.db", "views.db-wal" })
                File.Copy(Path.Combine(dashboard.DataDirectory, name), Path.Combine(folder.Data, name));
        }

        var before = folder.Files();
        var (exitCode, output, _) = await folder.RunAsync("check");

        Assert.Equal(0, exitCode);
        Assert.Contains(output, line => line.StartsWith("ok log ids: 1 ", StringComparison.Ordinal));
        Assert.Equal(before, folder.Files());
    }

    [Fact]
    public async Task Check_DataOfAnOlderVersion_IsOkAndNotMigrated()
    {
        using var folder = CommandFolder.CreateEmpty();
        var source = new DirectoryInfo(Path.Combine(DataFolder.Root, "0.1.0", "data"));
        foreach (var file in source.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder.Data, Path.GetRelativePath(source.FullName, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            file.CopyTo(copy);
        }

        var before = folder.Files();
        var (exitCode, output, _) = await folder.RunAsync("check");

        Assert.Equal(0, exitCode);
        Assert.Contains(output, line => line.StartsWith("ok schema: ", StringComparison.Ordinal));
        Assert.Equal(before, folder.Files());
    }

    [Theory]
    [InlineData("bodies", "superfone.db", "UPDATE Deliveries SET (Body, SizeBytes) = (SELECT Body, SizeBytes FROM Deliveries WHERE Id = 1) WHERE Id = 2")]
    [InlineData("bodies", "superfone.db", "UPDATE Deliveries SET Body = zeroblob(LENGTH(Body)) WHERE Id = 2")]
    [InlineData("log ids", "superfone.db", "UPDATE sqlite_sequence SET seq = 9 WHERE name = 'Deliveries'")]
    [InlineData("decisions", "superfone.db", "INSERT INTO Decisions (AfterDeliveryId, AtUtc, Kind, Subject, DecidedBy) VALUES (9000, 0, 1, '+918000000001', 'x')")]
    [InlineData("schema", "superfone.db", "INSERT INTO __EFMigrationsHistory VALUES ('99990101000000_Later', '10')")]
    [InlineData("read model against log", "views.db", "DELETE FROM CallDeliveries WHERE DeliveryId = 2")]
    [InlineData("read model against log", "views.db", "UPDATE Checkpoints SET LogHash = 'AB'")]
    [InlineData("primary database", "superfone.db", "PRAGMA writable_schema = ON; UPDATE sqlite_master SET rootpage = 2 WHERE name = 'IX_SavedViews_OwnedBy_Page_Name'")]
    [InlineData("recordings", "superfone.db", "UPDATE Recordings SET Sha256 = zeroblob(32)")]
    [InlineData("recordings", "superfone.db", "UPDATE Recordings SET Path = 'recordings/gone.mp3'")]
    public async Task Check_SomethingWrong_NamesThatPartAndNoOther(string part, string file, string sql)
    {
        using var folder = await CreateAsync();
        folder.Change(file, sql);

        var (exitCode, output, error) = await folder.RunAsync("check");

        Assert.Equal(1, exitCode);
        Assert.Single(error.Split('\n'));
        Assert.Equal([$"bad {part}"], output.Where(line => line.StartsWith("bad ", StringComparison.Ordinal)).Select(line => line.Split(':')[0]).Distinct());
        Assert.Equal(Parts.Except([part]).Select(other => $"ok {other}"), output.Where(line => line.StartsWith("ok ", StringComparison.Ordinal)).Select(line => line.Split(':')[0]));
    }

    [Fact]
    public async Task Check_LastDeliveryErasedBetweenDecisions_IsOkDuringTheErasureAndAfterIt()
    {
        const string Decide = "INSERT INTO Decisions (AfterDeliveryId, AtUtc, Kind, Subject, DecidedBy) VALUES ((SELECT MAX(Id) FROM Deliveries), 0, 1, '+918000000001', 'x')";
        var erased = new PersonKeys { ContactIds = new HashSet<long> { 12345 }, Calls = new HashSet<long> { 1, 2 } };
        using var folder = await CreateAsync();
        folder.Change("superfone.db", Decide);
        folder.Change("superfone.db", "INSERT INTO Erasures (ContactId, UpToDeliveryId, RequestedBy, RequestedUtc, DueUtc) VALUES (1, 9, 'x', 0, 0)");
        folder.Use(file => Assert.NotEqual(0, new LogErasure(file).Apply(new BodyErasure(erased, new PhoneBook("IN")), 9, null, default)));
        var during = await folder.RunAsync("check");
        folder.Change("superfone.db", "DELETE FROM Deliveries WHERE Id = (SELECT MAX(Id) FROM Deliveries); UPDATE Erasures SET HiddenUtc = 1");
        folder.Use(file => new TraceErasure(file).BeginEpoch());
        folder.Change("superfone.db", Decide);

        var after = await folder.RunAsync("check");

        Assert.All([during, after], check => Assert.Equal(Parts.Select(part => $"ok {part}"), check.Output.Select(line => line.Split(':')[0])));
    }

    [Fact]
    public async Task Check_RetentionKilledBeforeItsEnd_IsOk()
    {
        using var folder = await CreateAsync();
        folder.Change("superfone.db", "UPDATE Deliveries SET Status = 3 WHERE Id = 3");
        folder.Use(file => Assert.Equal(1, new RetentionTable(file).DeleteBodies(DateTime.UtcNow.AddDays(1))));

        var (exitCode, output, _) = await folder.RunAsync("check");

        Assert.Equal(0, exitCode);
        Assert.Contains(output, line => line.StartsWith("ok log ids: 3 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_DamagedReadModel_IsBadAndAMissingOneIsOk()
    {
        using var folder = await CreateAsync();
        var path = Path.Combine(folder.Data, "views.db");
        await using (var file = File.OpenWrite(path))
            file.Write(new byte[4096]);
        var damaged = await folder.RunAsync("check");
        File.Delete(path);
        var missing = await folder.RunAsync("check");

        Assert.Equal((1, 0), (damaged.ExitCode, missing.ExitCode));
        Assert.Contains(damaged.Output, line => line.StartsWith("bad read model:", StringComparison.Ordinal));
        Assert.Contains(missing.Output, line => line.StartsWith("ok read model:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_WrongConfigurationAndNoFolder_NamesEachAndCreatesNothing()
    {
        using var folder = CommandFolder.CreateEmpty();

        var (exitCode, output, error) = await folder.RunAsync("check", "--Superfone:Webhook:MaxBodyBytes=many", "--Superfone:Recordings:Concurrency=0");

        Assert.Equal(1, exitCode);
        Assert.Single(error.Split('\n'));
        Assert.Equal(3, output.Count);
        Assert.StartsWith("bad configuration: Superfone:Webhook:MaxBodyBytes", output[0], StringComparison.Ordinal);
        Assert.StartsWith("bad configuration: Superfone:Recordings:Concurrency", output[1], StringComparison.Ordinal);
        Assert.StartsWith("bad data folder: ", output[2], StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.Data));
    }

    private static async Task<CommandFolder> CreateAsync()
    {
        var folder = await CommandFolder.CreateAsync(Payload.AnsweredCall(1), Payload.AnsweredCall(2), Payload.Sample("CUSTOMER_CREATE"), Payload.StageChange("Won"));
        var sound = "sound"u8.ToArray();
        Directory.CreateDirectory(Path.Combine(folder.Data, "recordings"));
        await File.WriteAllBytesAsync(Path.Combine(folder.Data, "recordings", "1.mp3"), sound, TestContext.Current.CancellationToken);
        folder.Change("superfone.db",
            $"""
            INSERT INTO Recordings (CdrId, DeliveryId, Status, ExpiresUtc, Attempts, Playability, Path, ContentType, SizeBytes, Sha256, StoredUtc)
            VALUES (1, 1, 2, 0, 1, 0, 'recordings/1.mp3', 'audio/mpeg', {sound.Length}, x'{Convert.ToHexString(SHA256.HashData(sound))}', 0)
            """);
        return folder;
    }
}
