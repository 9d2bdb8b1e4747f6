using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Database;
using Superfone.Dashboard.Operations;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Faults;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary.PostgreSql;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Nodes;

/// <summary>People are sent to a node that shows as much as others do.</summary>
[OnlyPostgres]
public sealed class NodeBoardTests : IAsyncDisposable
{
    private readonly IReadOnlyDictionary<string, string?> _settings = TestStore.NewSettings();
    private readonly PostgreSqlStore _store;
    private readonly List<NodeBoard> _started = [];

    public NodeBoardTests() => _store = new PostgreSqlStore(Options.Create(new StorageOptions
    {
        Provider = StorageProvider.Postgres,
        ConnectionString = _settings.GetValueOrDefault(StorageOptions.ConnectionStringKey),
    }));

    [Fact]
    public async Task Node_ThatComputes_IsDegradedAloneAndNotReadyBesideACompleteOne()
    {
        var computing = Node(shown: 10, isComplete: false);
        await StartAsync(computing);
        Assert.Equal(HealthStatus.Degraded, await HealthAsync(computing));

        await StartAsync(Node(shown: 50));
        await SeesAsync(computing, 2);

        Assert.Equal(HealthStatus.Unhealthy, await HealthAsync(computing));
    }

    [Fact]
    public async Task Nodes_ThatAllCompute_AreDegraded()
    {
        var one = Node(shown: 10, isComplete: false);
        await StartAsync(Node(shown: 50, isComplete: false));
        await StartAsync(one);
        await SeesAsync(one, 2);

        Assert.Equal(HealthStatus.Degraded, await HealthAsync(one));
    }

    [Fact]
    public async Task Node_ThatDoesNotGetToWhereAnotherOneWas_IsNotReadyUntilItDoes()
    {
        var late = Node(shown: 10);
        await StartAsync(Node(shown: 50));
        await StartAsync(late);
        await SeesAsync(late, 2);
        Assert.Equal(HealthStatus.Healthy, await HealthAsync(late));

        late.Clock.Ahead = NodeBoard.Patience * 2;
        Assert.Equal(HealthStatus.Unhealthy, await HealthAsync(late));

        late.Progress.Status = Status(50, isComplete: true);
        Assert.Equal(HealthStatus.Healthy, await HealthAsync(late));
    }

    [Fact]
    public async Task Node_ThatStops_IsNotWaitedForAndLeavesTheList()
    {
        var staying = Node(shown: 10, isComplete: false);
        var leaving = Node(shown: 50);
        await StartAsync(leaving);
        await StartAsync(staying);
        await SeesAsync(staying, 2);

        await leaving.Board.StopAsync(CancellationToken.None);

        await SeesAsync(staying, 1);
        Assert.Equal(HealthStatus.Degraded, await HealthAsync(staying));
    }

    [Fact]
    public async Task Node_ThatStandsStillWhileItStoresDeliveries_DoesNotKeepTheLogsLock()
    {
        await using var paused = await _store.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await paused.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var take = paused.CreateCommand())
        {
            take.CommandText = $"SELECT pg_advisory_xact_lock({PostgreSqlStore.LogLock})";
            await take.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var copy = await paused.BeginBinaryImportAsync("COPY deliveryorigins (deliveryid) FROM STDIN (FORMAT BINARY)", TestContext.Current.CancellationToken);
        await StartAsync(Node(shown: 10));

        await using var next = _store.Source.CreateCommand($"SET lock_timeout = 10000; SELECT pg_advisory_xact_lock({PostgreSqlStore.LogLock})");
        await next.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        Assert.NotNull(await Record.ExceptionAsync(async () => await copy.CompleteAsync(TestContext.Current.CancellationToken)));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var board in _started)
        {
            await board.StopAsync(CancellationToken.None);
            board.Dispose();
        }

        _store.Dispose();
        TestStore.Drop(_settings.GetValueOrDefault(StorageOptions.ConnectionStringKey));
    }

    [Fact]
    public async Task Node_ThatStillShowsWhatTheLogHasLost_IsNamedAndNotReady()
    {
        var late = Node(shown: 50);
        var erasing = Node(shown: 50);
        await StartAsync(late);
        await StartAsync(erasing);
        await SeesAsync(late, 2);

        erasing.Progress.Status = Status(50, isComplete: true, logEpoch: 1);
        Assert.Equal([late.Board.Self.Name], await erasing.Board.FindBeforeAsync(1, TestContext.Current.CancellationToken));
        await ApiDashboard.WaitAsync(() => Task.FromResult(late.Board.Others.Any(node => node.Report.LogEpoch == 1)));
        late.Clock.Ahead = NodeBoard.Patience * 2;

        await ApiDashboard.WaitAsync(async () => await HealthAsync(late) == HealthStatus.Unhealthy);
        late.Progress.Status = Status(50, isComplete: true, logEpoch: 1);
        await ApiDashboard.WaitAsync(async () => await erasing.Board.FindBeforeAsync(1, TestContext.Current.CancellationToken) is []);
        Assert.Equal(HealthStatus.Healthy, await HealthAsync(late));
    }

    [Fact]
    public async Task Faults_OfANode_AreKnownToTheOthersWhileItRuns()
    {
        var full = Node(shown: 10);
        var other = Node(shown: 10);
        full.Faults.Report(StoragePart.Recordings, new IOException("No space left on device", 28));
        await StartAsync(full);
        await StartAsync(other);
        await SeesAsync(other, 2);

        Assert.Equal(StoragePart.Recordings, Assert.Single(Assert.Single(other.Board.Others).Report.Faults).Part);
        await full.Board.StopAsync(CancellationToken.None);
        await SeesAsync(other, 1);
        Assert.Empty(other.Board.Others);
    }

    private TestNode Node(long shown, bool isComplete = true)
    {
        var clock = new LaterClock();
        var progress = new ProjectionProgress(clock) { Status = Status(shown, isComplete) };
        var faults = NewFaults();
        var board = new NodeBoard(new NodeTable(_store) { LongestCopy = TimeSpan.FromMilliseconds(200) }, new NodeIdentity(), progress, faults, clock);
        return new TestNode(board, progress, faults, clock);
    }

    private static ProjectionStatus Status(long shown, bool isComplete, long logEpoch = 0) => new(shown, shown, 0, 0, null, null, logEpoch) { IsIncomplete = !isComplete };

    private static StorageFaults NewFaults() =>
        new(new DataDirectory(Options.Create(new DataOptions { Directory = Path.GetTempPath() })), TimeProvider.System, NullLogger<StorageFaults>.Instance);

    private async Task StartAsync(TestNode node)
    {
        _started.Add(node.Board);
        await node.Board.StartAsync(TestContext.Current.CancellationToken);
        await ApiDashboard.WaitAsync(() => Task.FromResult(node.Board.Nodes.Count > 0));
    }

    private static Task SeesAsync(TestNode node, int count) => ApiDashboard.WaitAsync(() => Task.FromResult(node.Board.Nodes.Count == count));

    private static async Task<HealthStatus> HealthAsync(TestNode node) =>
        (await new ProjectionHealth(node.Progress, node.Board, node.Faults).CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken)).Status;

    private sealed record TestNode(NodeBoard Board, ProjectionProgress Progress, StorageFaults Faults, LaterClock Clock);
}
