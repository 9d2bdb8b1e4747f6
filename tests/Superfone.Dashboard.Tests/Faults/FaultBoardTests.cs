using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Operations.Faults;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.Tests.Api;
using Superfone.Dashboard.Tests.Projections;
using Superfone.Dashboard.Tests.Recordings;

namespace Superfone.Dashboard.Tests.Faults;

public sealed class FaultBoardTests
{
    [Fact]
    public async Task Room_LessThanTheReserve_IsShownBeforeADeliveryIsRefused()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var dashboard = await RunningDashboard.StartAsync(
            new Dictionary<string, string?> { ["Superfone:Recordings:ReserveBytes"] = "1000000000000000000" }, time);
        var board = dashboard.Services.GetRequiredService<FaultBoard>();

        await ApiDashboard.WaitAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(board.Faults.Count > 0);
        });

        Assert.Equal(new FaultItem("Recordings", "Full", false), Assert.Single(board.Faults));
        using var response = await dashboard.PostAsync(Payload.SampleCall(1));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Recording_CannotBeWritten_IsShownAndDownloadedLater()
    {
        await using var world = await RecordingWorld.StartAsync();
        var board = world.Dashboard.Services.GetRequiredService<FaultBoard>();
        var obstacle = Path.Combine(world.Dashboard.DataDirectory, "recordings");
        await File.WriteAllTextAsync(obstacle, "a file where the folder should be", TestContext.Current.CancellationToken);

        await world.AnnounceAsync(1, world.Storage.OnFile("/a", StorageServer.Audio(1000)));
        await world.WaitForAsync(1, "failed");
        Assert.Equal(new FaultItem("Recordings", "Missing", false), Assert.Single(board.Faults));
        File.Delete(obstacle);
        await world.WaitForAsync(1, "stored", TimeSpan.FromSeconds(5));

        Assert.Empty(board.Faults);
    }

    [Fact]
    public async Task Database_IsGoneAndBackWhileNothingArrives_IsNoticedByItself()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var dashboard = await RunningDashboard.StartAsync(time: time);
        var board = dashboard.Services.GetRequiredService<FaultBoard>();

        var lost = dashboard.LosePrimary();
        await PassUntilAsync(() => board.Faults.Contains(new FaultItem("Log", TestStore.IsPostgres ? "Unreachable" : "Missing", false)));
        lost.Dispose();
        await PassUntilAsync(() => board.Faults.Count == 0);

        Task PassUntilAsync(Func<bool> condition) => ApiDashboard.WaitAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(condition());
        });
    }

    [Fact]
    public void EmptyReadModel_UntilItIncludesTheLog_IsIncomplete()
    {
        using var log = new LogOnDisk();
        log.Append(Payload.Call(1, log.Now), Payload.Call(2, log.Now));
        using var shown = new CurrentReadModel(log.ReadModel, log.Log, (writer, _) => log.NewProjector(writer), TimeProvider.System, log.Faults);

        shown.ProjectBatch(1);
        Assert.True(shown.IsIncomplete);
        shown.ProjectBatch(1);
        shown.ProjectBatch(1);

        Assert.False(shown.IsIncomplete);
    }

    [Fact]
    public async Task PoisonedBody_IsSetAside_OthersGoOnAndHealthIsDegraded()
    {
        await using var api = await ApiDashboard.StartAsync();
        await using (var readModel = new SqliteConnection($"Data Source={Path.Combine(api.Dashboard.DataDirectory, "views.db")};Pooling=False"))
        {
            await readModel.OpenAsync(TestContext.Current.CancellationToken);
            await using var poison = readModel.CreateCommand();
            poison.CommandText = "CREATE TRIGGER Poison BEFORE INSERT ON Calls WHEN NEW.CdrId = 1 BEGIN SELECT RAISE(ABORT, 'poisoned'); END";
            await poison.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await api.PostAsync(Payload.AnsweredCall(1), Payload.AnsweredCall(2));

        Assert.Equal([2L], await api.IdsAsync("calls"));
        Assert.Equal([1L], await api.IdsAsync("deliveries?status=failed", "deliveryId"));
        using var response = await api.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        var health = (await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!;
        Assert.Equal((HttpStatusCode.OK, "degraded", "projection"), (response.StatusCode, health["status"]!.GetValue<string>(), health["cause"]!.GetValue<string>()));
    }
}
