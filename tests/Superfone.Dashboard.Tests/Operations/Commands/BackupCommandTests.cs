using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Storage.Backups;
using Superfone.Dashboard.Tests.Crash;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.Operations.Commands;

[OnlySqlite("backups are of superfone.db")]
public sealed class BackupCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("superfone-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Backup_BesideAServerUnderPosts_IsRestoredToTheSameStateAndAnswers()
    {
        var backups = Path.Combine(_folder, "backups");
        using var stop = new CancellationTokenSource();
        List<Task> posting;
        string path;
        await using (var server = new CrashedDashboard(_folder))
        {
            posting = [.. Enumerable.Range(0, 8).Select(seed => Task.Run(async () =>
            {
                var traffic = new CrashTraffic(seed);
                while (!stop.IsCancellationRequested)
                    await server.PostAsync(traffic.Next());
            }))];
            for (var turn = 0; turn < 2; turn++)
            {
                var (exitCode, output, error) = await CommandRun.InvokeAsync("backup", backups, $"--Superfone:Data:Directory={Path.Combine(_folder, "data")}");
                Assert.Equal(0, exitCode);
                Assert.Contains("not encrypted", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
                Assert.StartsWith(backups, Assert.Single(output), StringComparison.Ordinal);
            }

            await stop.CancelAsync();
            await Task.WhenAll(posting);
            path = BackupFolder.Find(backups)[0].Path;
        }

        var manifest = BackupManifest.Read(path);
        Assert.True(manifest.LastDeliveryId > 100, $"only {manifest.LastDeliveryId} deliveries arrived");
        var restored = await CommandRun.InvokeAsync("restore", path, "--to", Path.Combine(_folder, "copy", "data"));
        Assert.Equal((0, Path.Combine(_folder, "copy", "data")), (restored.ExitCode, Assert.Single(restored.Output)));
        CutAfter(Path.Combine(_folder, "data"), manifest.LastDeliveryId);

        var (original, originalState) = await AnswersAsync(_folder);
        var (copy, copyState) = await AnswersAsync(Path.Combine(_folder, "copy"));
        Assert.Equal(original.Select(answer => answer.Key), copy.Select(answer => answer.Key));
        Assert.All(original, answer => Assert.True(JsonNode.DeepEquals(answer.Value, copy[answer.Key]), answer.Key));
        Assert.Equal(originalState.Keys, copyState.Keys);
        Assert.All(originalState.Where(table => table.Key != "Checkpoints"), table => Assert.Equal(table.Value, copyState[table.Key]));
        Assert.All(["calls", "contacts", "deliveries", "tasks", "follow-ups"], list => Assert.NotEmpty(original[$"{list}?limit=200"]!["items"]!.AsArray()));
    }

    [Fact]
    public async Task Backup_Killed_LeavesNoBackupAndTheNextOneRemovesWhatItLeft()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var recordings = Directory.CreateDirectory(Path.Combine(dashboard.DataDirectory, "keys")).FullName;
        for (var number = 0; number < 40; number++)
            await File.WriteAllBytesAsync(Path.Combine(recordings, $"key-{Guid.NewGuid()}.xml"), new byte[4_000_000], TestContext.Current.CancellationToken);
        var backups = Path.Combine(_folder, "backups");

        await using (var process = DashboardProcess.Run(_folder, "backup", backups, $"--Superfone:Data:Directory={dashboard.DataDirectory}"))
        {
            await Api.ApiDashboard.WaitAsync(() => Task.FromResult(Directory.Exists(backups) && Directory.GetDirectories(backups, "*.partial").Length > 0));
            process.Kill();
        }

        Assert.Empty(BackupFolder.Find(backups));
        Assert.Single(Directory.GetDirectories(backups, "*.partial"));
        var (exitCode, _, _) = await CommandRun.InvokeAsync("backup", backups, $"--Superfone:Data:Directory={dashboard.DataDirectory}");
        Assert.Equal(0, exitCode);
        Assert.Empty(Directory.GetDirectories(backups, "*.partial"));
        Assert.Single(BackupFolder.Find(backups));
    }

    [Theory]
    [InlineData("backup")]
    [InlineData("backup", "backups")]
    [InlineData("restore", "nothing")]
    [InlineData("restore", "nothing", "--to", "data2")]
    [InlineData("restore", ".", "--to", "data2")]
    public async Task Command_ThatCannotBeDone_EndsWithOneSentence(params string[] command)
    {
        var (exitCode, output, error) = await CommandRun.InvokeAsync([.. command, $"--Superfone:Data:Directory={Path.Combine(_folder, "data")}"]);

        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.Single(error.Split('\n'));
    }

    private static async Task<(JsonObject Answers, SortedDictionary<string, List<string>> State)> AnswersAsync(string folder)
    {
        string[] lists = ["calls", "contacts", "tasks", "follow-ups", "summaries/unmatched", "deliveries"];
        var answers = new JsonObject();
        await using (var server = new CrashedDashboard(folder))
        {
            await server.WaitUntilProjectedAsync();
            foreach (var list in lists)
            {
                string? cursor = null;
                do
                {
                    var page = await GetAsync(cursor is null ? $"{list}?limit=200" : $"{list}?limit=200&cursor={Uri.EscapeDataString(cursor)}");
                    cursor = page["nextCursor"]?.GetValue<string>();
                }
                while (cursor is not null);
            }

            foreach (var delivery in answers.Where(answer => answer.Key.StartsWith("deliveries?", StringComparison.Ordinal)).SelectMany(page => page.Value!["items"]!.AsArray()).Where((_, index) => index % 10 == 0).ToList())
                await GetAsync($"deliveries/{delivery!["deliveryId"]}");
            foreach (var contact in answers.Where(answer => answer.Key.StartsWith("contacts?", StringComparison.Ordinal)).SelectMany(page => page.Value!["items"]!.AsArray()).ToList())
                await GetAsync($"contacts/{contact!["contactId"]}/timeline?limit=200");
            await GetAsync("stats?from=2026-05-14T00:00:00Z&to=2026-05-17T00:00:00Z");

            async Task<JsonNode> GetAsync(string path)
            {
                using var response = await server.GetAsync($"/api/v1/{path}");
                var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
                answers[path] = answer;
                return answer;
            }
        }

        return (answers, ReadModelDump.Of(Path.Combine(folder, "data", "views.db")));
    }

    // The original at the moment of the backup: what came later is taken away, and the read model is computed again.
    private static void CutAfter(string data, long deliveryId)
    {
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(data, "superfone.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM Deliveries WHERE Id > $id; DELETE FROM Recordings WHERE DeliveryId > $id";
            command.Parameters.AddWithValue("$id", deliveryId);
            command.ExecuteNonQuery();
        }

        foreach (var file in Directory.GetFiles(data, "views*"))
            File.Delete(file);
    }
}
