using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Live;

public sealed class SharedReadingTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly LiveFeed _feed;
    private readonly SharedReading<string> _reading;
    private int _readings;

    public SharedReadingTests()
    {
        _feed = new LiveFeed(_time, NullLogger<LiveFeed>.Instance);
        _reading = new SharedReading<string>(ReadAsync, update => update.Deliveries.Count > 0, TimeSpan.FromSeconds(1), _feed, _time, NullLogger.Instance);
    }

    public void Dispose() => _reading.Dispose();

    [Fact]
    public async Task Watch_ByFifty_ReadsOnceForAll()
    {
        var watchers = Enumerable.Range(0, 50).Select(_ => new Watcher()).ToList();
        var watching = watchers.Select(watcher => _reading.Watch(watcher.TakeAsync)).ToList();
        await watchers[0].ToldAsync("1");

        _feed.Publish(Updates.Delivery());
        foreach (var watcher in watchers)
            await watcher.ToldAsync("2");

        Assert.Equal(2, _readings);
        watching.ForEach(end => end.Dispose());
        Assert.False(_feed.HasSubscriptions);
    }

    [Fact]
    public async Task Publish_ABurst_IsReadOnceASecond()
    {
        var watcher = new Watcher();
        using var watching = _reading.Watch(watcher.TakeAsync);
        await watcher.ToldAsync("1");
        _feed.Publish(Updates.Delivery());
        await watcher.ToldAsync("2");

        for (var i = 0; i < 500; i++)
            _feed.Publish(Updates.Delivery());
        Assert.Equal(2, _readings);
        while (_readings < 3)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        await watcher.ToldAsync("3");
        Assert.Equal(3, _readings);
    }

    [Fact]
    public async Task Publish_WhatDoesNotConcernIt_IsNotRead()
    {
        var watcher = new Watcher();
        using var watching = _reading.Watch(watcher.TakeAsync);
        await watcher.ToldAsync("1");

        _feed.Publish(new LiveUpdate());
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(1, _readings);

        _time.Advance(TimeSpan.FromSeconds(31));
        await watcher.ToldAsync("2");
    }

    [Fact]
    public async Task Publish_WatcherIsSlow_GetsWhatItMissedInOne()
    {
        var reading = new SharedReading<string>(ReadAsync, _ => true, TimeSpan.Zero, _feed, _time, NullLogger.Instance, (earlier, later) => $"{earlier}+{later}");
        var isCalled = new TaskCompletionSource();
        var isReady = new TaskCompletionSource();
        var watcher = new Watcher();
        using var watching = reading.Watch(async value =>
        {
            isCalled.TrySetResult();
            await isReady.Task;
            await watcher.TakeAsync(value);
        });
        await isCalled.Task;
        for (var expected = 2; expected <= 3; expected++)
        {
            _feed.Publish(Updates.Delivery());
            await ApiDashboard.WaitAsync(() => Task.FromResult(_readings == expected));
        }

        isReady.SetResult();

        await watcher.ToldAsync("1");
        await watcher.ToldAsync("2+3");
    }

    [Fact]
    public async Task Publish_ReadFails_IsReadAgainInFullWithAllChanges()
    {
        List<LiveUpdate?> asked = [];
        var reading = new SharedReading<string>(
            (update, known, _) =>
            {
                asked.Add(update);
                if (asked.Count == 2)
                    throw new InvalidOperationException("once");
                return Task.FromResult($"{asked.Count} after {known}");
            },
            _ => true, TimeSpan.Zero, _feed, _time, NullLogger.Instance);
        var watcher = new Watcher();
        using var watching = reading.Watch(watcher.TakeAsync);
        await watcher.ToldAsync("1 after ");

        _feed.Publish(Updates.Delivery());
        await ApiDashboard.WaitAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(asked.Count >= 3);
        });

        await watcher.ToldAsync("3 after ");
        Assert.True(asked[2]!.IsReload);
    }

    [Fact]
    public async Task Leave_DuringARead_IsNoFailure()
    {
        using var log = new KeptLog(LogLevel.Error);
        var feed = new LiveFeed(_time, LoggerFactory.Create(builder => builder.AddProvider(log)).CreateLogger<LiveFeed>());
        var isReading = new TaskCompletionSource();
        var reading = new SharedReading<string>(
            (update, _, ended) =>
            {
                if (update is null)
                    return Task.FromResult("first");
                // Registered last, so it runs before the subscription to the feed is told of the end.
                var read = new TaskCompletionSource<string>();
                ended.Register(() => read.SetCanceled(ended));
                isReading.SetResult();
                return read.Task;
            },
            _ => true, TimeSpan.Zero, feed, _time, NullLogger.Instance);
        var watcher = new Watcher();
        var watching = reading.Watch(watcher.TakeAsync);
        await watcher.ToldAsync("first");
        feed.Publish(Updates.Delivery());
        await isReading.Task;

        watching.Dispose();

        Assert.Empty(log.Lines);
        Assert.False(feed.HasSubscriptions);
    }

    [Fact(Timeout = 30_000)]
    public async Task Watch_WhileItIsRead_WaitsForNobody()
    {
        var second = new Watcher();
        SharedReading<string>? reading = null;
        reading = new SharedReading<string>(
            (_, _, _) =>
            {
                // A reader may wait for another page, which is opened and closed meanwhile.
                Task.Run(() => reading!.Watch(second.TakeAsync).Dispose(), TestContext.Current.CancellationToken).Wait(TestContext.Current.CancellationToken);
                return Task.FromResult("read");
            },
            _ => true, TimeSpan.FromSeconds(1), _feed, _time, NullLogger.Instance);
        var first = new Watcher();

        using var watching = await Task.Run(() => reading.Watch(first.TakeAsync), TestContext.Current.CancellationToken);
        await first.ToldAsync("read");
    }

    [Fact(Timeout = 30_000)]
    public async Task Leave_WhoeverIsToldOfTheEnd_MayComeBackOnAnotherThread()
    {
        var second = new Watcher();
        SharedReading<string>? reading = null;
        var isRegistered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        reading = new SharedReading<string>(
            (_, _, ended) =>
            {
                ended.Register(() => Task.Run(() => reading!.Watch(second.TakeAsync), CancellationToken.None).Wait(CancellationToken.None));
                isRegistered.TrySetResult();
                return Task.FromResult("read");
            },
            _ => true, TimeSpan.FromSeconds(1), _feed, _time, NullLogger.Instance);
        var watching = reading.Watch(_ => Task.CompletedTask);
        await isRegistered.Task;

        await Task.Run(watching.Dispose, TestContext.Current.CancellationToken);

        await second.ToldAsync("read");
    }

    private Task<string> ReadAsync(LiveUpdate? update, string? known, CancellationToken cancellation) =>
        Task.FromResult($"{Interlocked.Increment(ref _readings)}");

    private sealed class Watcher
    {
        private readonly System.Threading.Channels.Channel<string> _told = System.Threading.Channels.Channel.CreateUnbounded<string>();

        public Task TakeAsync(string value) => _told.Writer.WriteAsync(value, TestContext.Current.CancellationToken).AsTask();

        public async Task ToldAsync(string expected) => Assert.Equal(expected, await _told.Reader.ReadAsync(TestContext.Current.CancellationToken));
    }
}
