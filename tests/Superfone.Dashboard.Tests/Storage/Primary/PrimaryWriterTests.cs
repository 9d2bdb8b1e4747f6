using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Tests.Storage.Primary;

/// <summary>Writes to the primary database run one at a time, in order, and away from the caller's thread.</summary>
public sealed class PrimaryWriterTests
{
    [Fact]
    public async Task Writes_QueuedTogether_RunInOrderOnOneOtherThread()
    {
        using var writer = new PrimaryWriter();
        var (order, threads) = (new List<int>(), new HashSet<int>());

        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => writer.RunAsync(() =>
        {
            order.Add(number);
            threads.Add(Environment.CurrentManagedThreadId);
        })));

        Assert.Equal(Enumerable.Range(0, 100), order);
        Assert.DoesNotContain(Environment.CurrentManagedThreadId, threads);
        Assert.Single(threads);
    }

    [Fact]
    public async Task Write_Throws_OnlyItsCallerLearnsOfIt()
    {
        using var writer = new PrimaryWriter();

        await Assert.ThrowsAsync<TimeZoneNotFoundException>(() => writer.RunAsync(() => throw new TimeZoneNotFoundException()));

        Assert.Equal(7, await writer.RunAsync(() => 7));
    }

    [Fact]
    public async Task Dispose_WithQueuedWrites_FinishesThem()
    {
        var writer = new PrimaryWriter();
        using var gate = new ManualResetEventSlim();
        var first = writer.RunAsync(gate.Wait);
        var second = writer.RunAsync(() => 2);

        var disposal = Task.Run(writer.Dispose, TestContext.Current.CancellationToken);
        gate.Set();
        await disposal;

        await first;
        Assert.Equal(2, await second);
    }
}
