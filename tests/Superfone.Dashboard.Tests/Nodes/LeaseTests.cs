using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration.Database;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.PostgreSql;

namespace Superfone.Dashboard.Tests.Nodes;

[OnlyPostgres]
public sealed class LeaseTests : IDisposable
{
    private const string Work = "some work";

    private static readonly TimeSpan Term = TimeSpan.FromSeconds(6);

    private readonly IReadOnlyDictionary<string, string?> _settings = TestStore.NewSettings();
    private readonly Lazy<PostgreSqlStore> _opened;

    public LeaseTests() => _opened = new Lazy<PostgreSqlStore>(Open);

    // A test that is skipped has no server.
    private PostgreSqlStore Store => _opened.Value;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Acquire_HeldByAnotherNode_WaitsUntilItIsReleased()
    {
        var first = await NewNode().AcquireAsync(Work, Cancellation);
        var second = NewNode().AcquireAsync(Work, Cancellation);
        await Task.WhenAny(second, Task.Delay(Term * 1.5, Cancellation)); // Longer than it would last unless it were renewed.
        Assert.False(second.IsCompleted);
        Assert.False(first.Lost.IsCancellationRequested);

        await first.DisposeAsync();

        await using var lease = await second;
    }

    [Fact]
    public async Task Acquire_OtherWork_IsNotWaitedFor()
    {
        await using var first = await NewNode().AcquireAsync(Work, Cancellation);
        await using var second = await NewNode().AcquireAsync("other work", Cancellation);
    }

    [Fact]
    public async Task Lease_TakenOverByAnotherNode_IsLost()
    {
        await using var first = await NewNode().AcquireAsync(Work, Cancellation);
        await RunAsync("UPDATE leases SET untilutc = 0");
        await using var second = await NewNode().AcquireAsync(Work, Cancellation);

        await UntilLostAsync(first);
        Assert.False(second.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task RequireHeld_AfterAPause_RefusesBeforeAnythingElseNotices()
    {
        var clock = new LaterClock();
        var node = NewNode(clock);
        await using var lease = await node.AcquireAsync(Work, Cancellation);
        node.RequireHeld(Work);

        clock.Ahead = Term;

        Assert.Throws<OperationCanceledException>(() => node.RequireHeld(Work));
    }

    [Fact]
    public void RequireHeld_NeverHeld_Refuses() => Assert.Throws<OperationCanceledException>(() => NewNode().RequireHeld(Work));

    [Fact]
    public async Task Lease_DatabaseDoesNotAnswer_IsLostInTime()
    {
        await using var lease = await NewNode().AcquireAsync(Work, Cancellation);
        await using var connection = await Store.Source.OpenConnectionAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "LOCK TABLE leases";
        await command.ExecuteNonQueryAsync(Cancellation);

        await UntilLostAsync(lease);
    }

    [Fact]
    public async Task Transaction_OfWorkThatWasTakenOver_IsRefused()
    {
        await using var first = await NewNode().AcquireAsync(Work, Cancellation);
        using var fence = WorkFence.Enter(first);
        using (var transaction = new PrimaryTransaction(Store))
            transaction.Commit();

        await RunAsync("UPDATE leases SET untilutc = 0");
        await using var second = await NewNode().AcquireAsync(Work, Cancellation);

        Assert.Throws<OperationCanceledException>(() => new PrimaryTransaction(Store));
        await UntilLostAsync(first);
        using var outside = WorkFence.Enter(null);
        new PrimaryTransaction(Store).Dispose();
    }

    [Fact]
    public async Task Transaction_ThatHasBegun_EndsBeforeTheWorkIsTakenOver()
    {
        await using var first = await NewNode().AcquireAsync(Work, Cancellation);
        using var fence = WorkFence.Enter(first);
        await RunAsync("UPDATE leases SET untilutc = 0");
        var transaction = new PrimaryTransaction(Store);

        var second = NewNode().AcquireAsync(Work, Cancellation);
        await Task.WhenAny(second, Task.Delay(TimeSpan.FromSeconds(1), Cancellation));
        Assert.False(second.IsCompleted);
        transaction.Dispose();

        await using var lease = await second;
    }

    [Fact]
    public async Task Write_QueuedUnderALease_IsFencedOnTheWritersThread()
    {
        using var writer = new PrimaryWriter();
        await using var first = await NewNode().AcquireAsync(Work, Cancellation);
        using var fence = WorkFence.Enter(first);
        await RunAsync("UPDATE leases SET untilutc = 0");
        await using var second = await NewNode().AcquireAsync(Work, Cancellation);

        await Assert.ThrowsAsync<OperationCanceledException>(() => writer.RunAsync(() => new PrimaryTransaction(Store).Dispose()));
    }

    [Fact]
    public async Task Transaction_OfANodeThatStandsStill_IsEndedByTheServer()
    {
        using var paused = new PrimaryTransaction(Store);

        // Any other one waits for it.
        await Task.Run(() => new PrimaryTransaction(Store).Dispose(), Cancellation);

        Assert.ThrowsAny<System.Data.Common.DbException>(() => paused.Run("SELECT 1"));
    }

    public void Dispose()
    {
        if (!_opened.IsValueCreated)
            return;
        Store.Dispose();
        TestStore.Drop(_settings.GetValueOrDefault(StorageOptions.ConnectionStringKey));
    }

    private PostgreSqlStore Open()
    {
        var store = new PostgreSqlStore(Options.Create(new StorageOptions
        {
            Provider = StorageProvider.Postgres,
            ConnectionString = _settings.GetValueOrDefault(StorageOptions.ConnectionStringKey),
        }));
        new PostgreSqlMigration(store).Run();
        return store;
    }

    private PostgreSqlLeases NewNode(TimeProvider? time = null) =>
        new(Store, new NodeIdentity(), time ?? TimeProvider.System, NullLogger<PostgreSqlLeases>.Instance) { Term = Term };

    private static async Task UntilLostAsync(ILease lease)
    {
        var lost = new TaskCompletionSource();
        await using var registration = lease.Lost.Register(lost.SetResult);
        await lost.Task.WaitAsync(Cancellation);
    }

    private async Task RunAsync(string sql)
    {
        await using var command = Store.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
