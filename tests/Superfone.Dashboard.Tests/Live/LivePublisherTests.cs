using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Superfone.Dashboard.Configuration.Telemetry;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.Storage.Changes;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Tests.Api;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.Live;

public sealed class LivePublisherTests : IDisposable
{
    private readonly LogOnDisk _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Change_ThatCannotBeLoaded_IsLoggedAndReloadsPages()
    {
        _log.AppendAndProject(Payload.Call(1, _log.Now));
        using var errors = new KeptLog(LogLevel.Error);
        using var loggers = new LoggerFactory([errors]);
        using var changes = new ChangeFeed();
        var contexts = new SwappedContexts(_log.ReadModel) { IsGone = true };
        var feed = new LiveFeed(_log.Time, NullLogger<LiveFeed>.Instance);
        List<LiveUpdate> received = [];
        using var subscription = feed.Subscribe(update =>
        {
            lock (received)
                received.Add(update);
            return Task.CompletedTask;
        });
        using var ends = new FollowUpEnds(new FollowUpEndQueries(contexts), changes, _log.Time, NullLogger<FollowUpEnds>.Instance);
        using var publisher = new LivePublisher(
            changes, feed, new CallQueries(contexts, _log.CallItems, _log.Users, LogOnDisk.Phones), _log.Contacts, _log.Tasks, new FollowUpQueries(contexts, _log.FollowUpItems, LogOnDisk.Phones),
            _log.Deliveries, ends, new DeliveryTraces(TimeProvider.System), loggers.CreateLogger<LivePublisher>());
        await publisher.StartAsync(TestContext.Current.CancellationToken);

        changes.Publish([new Change(ChangeKind.Call, 1)]);
        await ReceivedAsync(1);
        Assert.True(received[0].IsReload);
        Assert.Contains("being swapped", Assert.Single(errors.Lines));

        contexts.IsGone = false;
        changes.Publish([new Change(ChangeKind.Call, 1)]);
        await ReceivedAsync(2);
        Assert.Equal(1, Assert.Single(received[1].Calls).CdrId);
        await publisher.StopAsync(TestContext.Current.CancellationToken);

        Task ReceivedAsync(int count) => ApiDashboard.WaitAsync(() =>
        {
            _log.Time.Advance(LiveFeed.PageInterval);
            lock (received)
                return Task.FromResult(received.Count == count);
        });
    }

    // A read model that cannot be read for a moment.
    private sealed class SwappedContexts(IDbContextFactory<ReadModelContext> contexts) : IDbContextFactory<ReadModelContext>
    {
        public bool IsGone { get; set; }

        public ReadModelContext CreateDbContext() => IsGone ? throw new IOException("The file is being swapped.") : contexts.CreateDbContext();
    }
}
