using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Faults;

/// <summary>What health says while the read model is lost, and until it is computed again.</summary>
public sealed class ReadModelHealthTests
{
    // A longer log is computed in bulk.
    private const int Calls = 5_001;
    private const int Posting = 16;

    [Theory]
    [InlineData("missing")]
    [InlineData("corrupt")]
    public async Task ReadModel_LostWhileTheProgramRuns_IsNotReadyUntilItIsComputed(string cause)
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync(Payload.AnsweredCall(1), Payload.AnsweredCall(2));
        var path = api.Dashboard.Services.GetRequiredService<ReadModelFile>().Path;

        // The next one cannot be made for now.
        var obstacle = Directory.CreateDirectory(Path.Combine(api.Dashboard.DataDirectory, "views.1.db"));
        if (cause == "missing")
            DeleteAll(api.Dashboard.DataDirectory);
        else
            await DamageAsync(path);
        await ApiDashboard.WaitAsync(async () =>
        {
            // Somebody reads it.
            using var calls = await api.Client.GetAsync("/api/v1/calls", TestContext.Current.CancellationToken);
            return await HealthAsync(api.Dashboard) == (HttpStatusCode.ServiceUnavailable, "unready", cause);
        });

        using (var post = await api.Dashboard.PostAsync(Payload.AnsweredCall(3)))
            Assert.Equal(HttpStatusCode.OK, post.StatusCode);
        obstacle.Delete();
        await ApiDashboard.WaitAsync(async () => await HealthAsync(api.Dashboard) == (HttpStatusCode.OK, "ready", null));
        Assert.Equal([1L, 2L, 3L], (await api.IdsAsync("calls")).Order());
    }

    [Fact]
    public async Task ReadModel_LostBeforeAStart_IsDegradedUntilItIsComputed()
    {
        // Just before the computed one is shown: a program that has not begun to compute says that projection has not started.
        using var log = new HeldLog("The read model has been recomputed");
        await using var dashboard = await RunningDashboard.StartAsync(configure: builder => builder.Logging.AddProvider(log));
        using (var client = dashboard.CreateClient())
        {
            await Parallel.ForEachAsync(Enumerable.Range(1, Calls), new ParallelOptions { MaxDegreeOfParallelism = Posting }, async (call, _) =>
            {
                using var response = await RunningDashboard.PostAsync(client, new StringContent(Payload.AnsweredCall(call)));
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            });
        }

        await dashboard.StopAsync();
        SqliteConnection.ClearAllPools();
        DeleteAll(dashboard.DataDirectory);
        using (log.Hold())
        {
            await dashboard.StartAsync();
            await ApiDashboard.WaitAsync(() => Task.FromResult(log.IsReached));

            Assert.Equal((HttpStatusCode.OK, "degraded", "computing"), await HealthAsync(dashboard));
        }

        await ApiDashboard.WaitAsync(async () => await HealthAsync(dashboard) == (HttpStatusCode.OK, "ready", null));
    }

    private static void DeleteAll(string folder)
    {
        foreach (var file in Directory.GetFiles(folder, "views*"))
            File.Delete(file);
    }

    private static async Task DamageAsync(string path)
    {
        await using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var checkpoint = connection.CreateCommand();
            checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await checkpoint.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        SqliteConnection.ClearAllPools();
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        bytes.AsSpan().Fill((byte)'x');
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
    }

    private static async Task<(HttpStatusCode Code, string? Status, string? Cause)> HealthAsync(RunningDashboard dashboard)
    {
        using var client = dashboard.CreateClient();
        using var response = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        var reply = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        return (response.StatusCode, (string?)reply["status"], (string?)reply["cause"]);
    }
}
