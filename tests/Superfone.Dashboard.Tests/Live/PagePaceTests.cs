using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Live;

namespace Superfone.Dashboard.Tests.Live;

public sealed class PagePaceTests
{
    private static readonly TimeSpan Work = TimeSpan.FromMilliseconds(20);

    private readonly FakeTimeProvider _time = new();
    private readonly PagePace _pace;
    private double _load;
    private int _updates;

    public PagePaceTests() => _pace = new PagePace(_time, () => _load);

    [Fact]
    public async Task TakeTurn_WithIdleProcessors_NeverRests()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => TakeTurnAsync(UpdateAsync)));

        Assert.Equal(100, _updates);
    }

    [Fact]
    public async Task TakeTurn_WithSaturatedProcessors_RestsTwiceAsLongAsItWorked()
    {
        _load = 1;
        var started = _time.GetUtcNow();

        var all = Task.WhenAll(Enumerable.Range(0, 50 * Lanes).Select(_ => TakeTurnAsync(UpdateAsync)));
        while (!all.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        // All work advances the one clock; while it rests, only this test does.
        var worked = Work * _updates;
        Assert.True(_time.GetUtcNow() - started - worked >= Work * 2 * 50, $"{_time.GetUtcNow() - started} for {worked} of work");
    }

    [Fact]
    public async Task TakeTurn_OfAPageThatDoesNotAnswer_LetsOthersUpdate()
    {
        var isAnswered = new TaskCompletionSource();
        var stuck = Enumerable.Range(0, Lanes).Select(_ => TakeTurnAsync(() => isAnswered.Task)).ToList();

        var other = TakeTurnAsync(UpdateAsync);
        while (!other.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        Assert.All(stuck, page => Assert.False(page.IsCompleted));
        isAnswered.SetResult();
        await Task.WhenAll(stuck);
    }

    [Fact]
    public async Task TakeTurn_WithManyPages_TakesThemInTheOrderInWhichTheyAsked()
    {
        var order = new List<int>();
        var isReleased = new TaskCompletionSource();
        var first = Enumerable.Range(0, Lanes).Select(_ => TakeTurnAsync(() => isReleased.Task)).ToList();
        var pages = Enumerable.Range(0, 20).Select(page => TakeTurnAsync(() =>
        {
            lock (order)
                order.Add(page);
            return Task.CompletedTask;
        })).ToList();

        isReleased.SetResult();
        await Task.WhenAll([.. first, .. pages]);

        if (Lanes == 1)
            Assert.Equal(Enumerable.Range(0, 20), order);
        Assert.Equal(20, order.Distinct().Count());
    }

    [Fact]
    public async Task TakeTurn_OfAClosedPage_RunsNothing()
    {
        using var closed = new CancellationTokenSource();
        await closed.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _pace.TakeTurnAsync(UpdateAsync, closed.Token));

        Assert.Equal(0, _updates);
        await TakeTurnAsync(UpdateAsync);
        Assert.Equal(1, _updates);
    }

    [Fact]
    public async Task TakeTurn_ThatFails_GivesTheTurnBack()
    {
        for (var page = 0; page < 2 * Lanes; page++)
            await Assert.ThrowsAsync<InvalidOperationException>(() => TakeTurnAsync(() => Task.FromException(new InvalidOperationException())));

        await TakeTurnAsync(UpdateAsync);

        Assert.Equal(1, _updates);
    }

    private static int Lanes => Math.Max(1, Environment.ProcessorCount - 1);

    private Task TakeTurnAsync(Func<Task> update) => _pace.TakeTurnAsync(update, TestContext.Current.CancellationToken);

    private Task UpdateAsync()
    {
        Interlocked.Increment(ref _updates);
        _time.Advance(Work);
        return Task.CompletedTask;
    }
}
