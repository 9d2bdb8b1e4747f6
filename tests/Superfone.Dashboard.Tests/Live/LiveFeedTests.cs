using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Live;

public sealed class LiveFeedTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly LiveFeed _feed;
    private readonly List<LiveUpdate> _received = [];

    public LiveFeedTests() => _feed = new LiveFeed(_time, NullLogger<LiveFeed>.Instance);

    [Fact]
    public async Task Publish_ABurst_ComesAtOnceAndThenOncePerInterval()
    {
        using var subscription = _feed.Subscribe(ReceiveAsync);

        _feed.Publish(Updates.Delivery(1));
        await ReceivedAsync(1);
        _feed.Publish(Updates.Delivery(2));
        _feed.Publish(Updates.Delivery(3, "first"));
        _feed.Publish(Updates.Delivery(3, "last"));
        Assert.Single(_received);
        await AdvanceUntilAsync(2);

        Assert.Equal([2, 3], _received[1].Deliveries.Select(delivery => delivery.DeliveryId));
        Assert.Equal("last", _received[1].Deliveries[1].Reason);
    }

    [Fact]
    public async Task Publish_TooMuch_BecomesReload()
    {
        using var subscription = _feed.Subscribe(ReceiveAsync, mostPending: 10);
        _feed.Publish(Updates.Delivery(0));
        await ReceivedAsync(1);

        for (var id = 1; id <= 11; id++)
            _feed.Publish(Updates.Delivery(id));
        await AdvanceUntilAsync(2);

        Assert.True(_received[1].IsReload);
        Assert.Equal(0, _received[1].Count);
    }

    [Fact]
    public async Task Publish_TooMuchForAFullQueue_SaysSoOnce()
    {
        var full = 0;
        var isReleased = new TaskCompletionSource();
        using var subscription = _feed.Subscribe(
            async update =>
            {
                await ReceiveAsync(update);
                await isReleased.Task;
            },
            mostPending: 10,
            onFull: () => full++);
        _feed.Publish(Updates.Delivery(0));
        await ReceivedAsync(1);

        for (var id = 1; id <= 100; id++)
            _feed.Publish(Updates.Delivery(id));

        Assert.Equal(1, full);
        isReleased.SetResult();
    }

    [Fact]
    public async Task Publish_RemovedAndAddedAgain_TheLastOneCounts()
    {
        using var subscription = _feed.Subscribe(ReceiveAsync);
        _feed.Publish(Updates.Delivery(0));
        await ReceivedAsync(1);

        _feed.Publish(Updates.FollowUp(1));
        _feed.Publish(new LiveUpdate { RemovedFollowUps = [new(1, "+917000011111"), new(2, "+917000011111")], RemovedCalls = [new(7)] });
        _feed.Publish(Updates.FollowUp(2));
        await AdvanceUntilAsync(2);

        Assert.Equal([2L], _received[1].FollowUps.Select(item => item.Id));
        Assert.Equal([new RemovedFollowUp(1, "+917000011111")], _received[1].RemovedFollowUps);
        Assert.Equal([new RemovedCall(7)], _received[1].RemovedCalls);
    }

    [Fact]
    public async Task Publish_TakerThrows_GetsTheNextAllTheSame()
    {
        using var subscription = _feed.Subscribe(async update =>
        {
            await ReceiveAsync(update);
            if (_received.Count == 1)
                throw new InvalidOperationException("once");
        });

        _feed.Publish(Updates.Delivery(1));
        await ReceivedAsync(1);
        _feed.Publish(Updates.Delivery(2));
        await AdvanceUntilAsync(2);

        Assert.Equal(2, _received[1].Deliveries[0].DeliveryId);
    }

    [Fact]
    public async Task Publish_TakerHangs_HoldsNobodyUp()
    {
        using var hanging = _feed.Subscribe(_ => new TaskCompletionSource().Task);
        using var subscription = _feed.Subscribe(ReceiveAsync);

        _feed.Publish(Updates.Delivery(1));

        await ReceivedAsync(1);
    }

    [Fact]
    public async Task Dispose_Twice_EndsIt()
    {
        var subscription = _feed.Subscribe(ReceiveAsync);
        using var other = _feed.Subscribe(ReceiveAsync);
        subscription.Dispose();
        subscription.Dispose();
        Assert.True(_feed.HasSubscriptions);

        _feed.Publish(Updates.Delivery(1));
        await ReceivedAsync(1);
        other.Dispose();

        Assert.Single(_received);
        Assert.False(_feed.HasSubscriptions);
    }

    private Task ReceiveAsync(LiveUpdate update)
    {
        lock (_received)
            _received.Add(update);
        return Task.CompletedTask;
    }

    private Task ReceivedAsync(int count) => ApiDashboard.WaitAsync(() =>
    {
        lock (_received)
            return Task.FromResult(_received.Count >= count);
    });

    private Task AdvanceUntilAsync(int count) => ApiDashboard.WaitAsync(() =>
    {
        _time.Advance(LiveFeed.PageInterval);
        lock (_received)
            return Task.FromResult(_received.Count >= count);
    });
}
