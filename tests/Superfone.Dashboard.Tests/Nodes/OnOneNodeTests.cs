using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Nodes;

public sealed class OnOneNodeTests
{
    [Fact]
    public async Task Services_WhoseLeaseIsLost_EndAndStartAgainUnderTheNextOne()
    {
        var leases = new OwnLeases();
        var started = new List<Beat>();
        using var services = new ServiceCollection().BuildServiceProvider();
        using var node = new OnOneNode("work", _ => [Add(started)], leases, () => false, services.GetRequiredService<IServiceScopeFactory>(), NullLogger<OnOneNode>.Instance);
        await node.StartAsync(TestContext.Current.CancellationToken);
        await ApiDashboard.WaitAsync(() => Task.FromResult(started is [{ HasBegun: true }]));

        await leases.Given[0].LoseAsync();
        await ApiDashboard.WaitAsync(() => Task.FromResult(started is [_, { HasBegun: true }]));

        Assert.True(started[0].HasEnded);
        Assert.False(started[1].HasEnded);
        Assert.True(leases.Given[0].IsDisposed);
        await node.StopAsync(TestContext.Current.CancellationToken);
        Assert.True(started[1].HasEnded);
        Assert.True(leases.Given[1].IsDisposed);
    }

    [Fact]
    public async Task Services_ThatAnotherNodeRunsBetter_EndUntilItDoesNot()
    {
        var leases = new OwnLeases();
        var started = new List<Beat>();
        var belongsElsewhere = false;
        using var services = new ServiceCollection().BuildServiceProvider();
        using var node = new OnOneNode(
            "work", _ => [Add(started)], leases, () => Volatile.Read(ref belongsElsewhere), services.GetRequiredService<IServiceScopeFactory>(), NullLogger<OnOneNode>.Instance);
        await node.StartAsync(TestContext.Current.CancellationToken);
        await ApiDashboard.WaitAsync(() => Task.FromResult(started is [{ HasBegun: true }]));

        Volatile.Write(ref belongsElsewhere, true);
        await ApiDashboard.WaitAsync(() => Task.FromResult(leases.Given is [{ IsDisposed: true }]));

        Assert.True(started[0].HasEnded);
        Volatile.Write(ref belongsElsewhere, false);
        await ApiDashboard.WaitAsync(() => Task.FromResult(started is [_, { HasBegun: true }]));
        await node.StopAsync(TestContext.Current.CancellationToken);
    }

    private static Beat Add(List<Beat> started)
    {
        var beat = new Beat();
        started.Add(beat);
        return beat;
    }

    /// <summary>Ends without an error when it is told to, as most services do.</summary>
    private sealed class Beat : BackgroundService
    {
        public bool HasBegun { get; private set; }

        public bool HasEnded { get; private set; }

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            HasBegun = true;
            await Task.Delay(Timeout.InfiniteTimeSpan, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            HasEnded = true;
        }
    }

    private sealed class OwnLeases : ILeases
    {
        public List<OwnLease> Given { get; } = [];

        public Task<ILease> AcquireAsync(string work, CancellationToken cancellation)
        {
            Given.Add(new OwnLease());
            return Task.FromResult<ILease>(Given[^1]);
        }

        public void RequireHeld(string work)
        {
        }
    }

    private sealed class OwnLease : ILease
    {
        private readonly CancellationTokenSource _lost = new();

        public CancellationToken Lost => _lost.Token;

        public bool IsDisposed { get; private set; }

        public Task LoseAsync() => _lost.CancelAsync();

        public void Hold(DbConnection connection)
        {
        }

        public ValueTask DisposeAsync()
        {
            IsDisposed = true;
            return ValueTask.CompletedTask;
        }
    }
}
