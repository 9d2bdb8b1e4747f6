using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.Backups;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Upgrade;

[OnlySqlite("data of older versions")]
public sealed class DataFolderTests
{
    public static TheoryData<string> Versions => [.. Directory.GetDirectories(DataFolder.Root).Select(folder => Path.GetFileName(folder)!)];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Start_OnAnOlderVersionsFolder_AnswersAsThatVersionDid(string version)
    {
        await using var api = new ApiDashboard(await OpenAsync(version));
        var before = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(DataFolder.Root, version, "answers.json"), TestContext.Current.CancellationToken))!;
        await ApiDashboard.WaitAsync(async () =>
            (await api.GetAsync("projection"))["projectedDeliveryId"]!.GetValue<long>() >= before["projection"]!["lastDeliveryId"]!.GetValue<long>());

        var now = await DataFolder.AnswersAsync(api);

        Assert.Empty(DataFolder.Differences(before, now));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Start_OnAnOlderVersionsFolder_SignsTheOwnerInAndPlaysTheRecording(string version)
    {
        await using var dashboard = await OpenAsync(version);
        using var owner = await dashboard.SignInAsync();
        var stored = Assert.Single(Directory.GetFiles(Path.Combine(DataFolder.Root, version, "data", "recordings"), "*", SearchOption.AllDirectories));
        var path = $"/api/v1/calls/{DataFolder.RecordedCall}/recording";

        using var whole = await owner.GetAsync(path, TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Range = new RangeHeaderValue(0, 43) } };
        using var part = await owner.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, "audio/wav"), (whole.StatusCode, whole.Content.Headers.ContentType?.MediaType));
        Assert.Equal(await File.ReadAllBytesAsync(stored, TestContext.Current.CancellationToken), await whole.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal((HttpStatusCode.PartialContent, 44L), (part.StatusCode, part.Content.Headers.ContentLength));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Start_OnAnOlderVersionsFolder_BacksTheDatabaseUpFirst(string version)
    {
        await using var dashboard = await OpenAsync(version);
        var backups = Path.Combine(dashboard.DataDirectory, "backups");
        var isUpgrade = Directory.Exists(backups);
        Assert.Equal(MigrationsOf(Path.Combine(DataFolder.Root, version, "data", "superfone.db")).Count < MigrationsOf(dashboard.PrimaryPath, isInUse: true).Count, isUpgrade);
        if (!isUpgrade)
            return;

        var backup = Assert.Single(Directory.GetDirectories(backups));
        Assert.StartsWith($"before-{ApplicationVersion.Number}-", Path.GetFileName(backup), StringComparison.Ordinal);
        var restored = Path.Combine(dashboard.DataDirectory, "restored");
        BackupRestore.Restore(new RestoreOrder(backup, restored), null, TestContext.Current.CancellationToken);
        Assert.Equal(MigrationsOf(Path.Combine(DataFolder.Root, version, "data", "superfone.db")), MigrationsOf(Path.Combine(restored, "superfone.db")));
    }

    [Fact]
    public async Task Start_OnAnOlderVersionsFolder_WithoutABackup_StopsAndNamesTheKey()
    {
        var folder = Directory.CreateTempSubdirectory("superfone-").FullName;
        var data = Path.Combine(folder, "data");
        DataFolder.Copy(Versions.First().Data, data);
        await File.WriteAllTextAsync(Path.Combine(data, "backups"), "a file where the folder should be", TestContext.Current.CancellationToken);
        var settings = new Dictionary<string, string> { ["Superfone:Data:Directory"] = data };

        await using (var process = DashboardProcess.Start(folder, settings))
        {
            var (exitCode, error) = await process.WaitForExitAsync();
            Assert.Equal(1, exitCode);
            Assert.Contains("Superfone:Backup:BeforeUpgrade", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        }

        settings["Superfone:Backup:BeforeUpgrade"] = "false";
        await using (var process = DashboardProcess.Start(folder, settings))
            process.WaitForLine("Now listening on: ");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Start_OnANewerVersionsFolder_StopsWithASentenceAndTouchesNothing()
    {
        var folder = Directory.CreateTempSubdirectory("superfone-").FullName;
        var data = Path.Combine(folder, "data");
        DataFolder.Copy(Versions.Last().Data, data);
        AsIfKilledByANewerVersion(Path.Combine(data, "superfone.db"));
        var before = Files(data);

        await using (var process = DashboardProcess.Start(folder, new Dictionary<string, string> { ["Superfone:Data:Directory"] = data }))
        {
            var (exitCode, error) = await process.WaitForExitAsync();

            Assert.Equal(1, exitCode);
            Assert.Contains("newer version", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        }

        Assert.Equal(before, Files(data));
        Directory.Delete(folder, recursive: true);
    }

    private static List<string> MigrationsOf(string database, bool isInUse = false)
    {
        using var connection = isInUse ? new SqliteConnection($"Data Source={database};Pooling=False") : DatabaseCopy.OpenCopy(database);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT MigrationId FROM __EFMigrationsHistory ORDER BY MigrationId";
        using var reader = command.ExecuteReader();
        List<string> migrations = [];
        while (reader.Read())
            migrations.Add(reader.GetString(0));
        return migrations;
    }

    private static Task<RunningDashboard> OpenAsync(string version) => RunningDashboard.StartAsync(
        time: DataFolder.Clock(),
        configure: builder => DataFolder.Copy(version, builder.Configuration["Superfone:Data:Directory"]!));

    // Its last commit is still in the write-ahead log, which the last connection to close would copy into the database.
    private static void AsIfKilledByANewerVersion(string database)
    {
        using (var connection = new SqliteConnection($"Data Source={database};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO __EFMigrationsHistory VALUES ('29991231000000_FromTheFuture', '99.0')";
            command.ExecuteNonQuery();
            foreach (var suffix in new[] { "", "-wal" })
                File.Copy($"{database}{suffix}", $"{database}.killed{suffix}");
        }

        foreach (var suffix in new[] { "", "-wal" })
            File.Move($"{database}.killed{suffix}", $"{database}{suffix}", overwrite: true);
    }

    // The lock is no part of the data.
    private static List<string> Files(string folder) =>
    [
        .. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(file => $"{Path.GetRelativePath(folder, file)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}"),
    ];
}
