using Superfone.Dashboard.Storage;

namespace Superfone.Dashboard.Tests.Storage;

public sealed class WakeSignalTests
{
    [Fact]
    public async Task Notify_SeveralTimesBeforeAWait_EndsItOnce()
    {
        using var signal = new WakeSignal(TimeProvider.System);
        signal.Notify();
        signal.Notify();

        await signal.WaitAsync(null, TestContext.Current.CancellationToken);

        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => signal.WaitAsync(null, soon.Token));
    }

    [Fact]
    public void Notify_OnceItIsDisposed_DoesNothing()
    {
        var signal = new WakeSignal(TimeProvider.System);
        signal.Dispose();

        // A thread that outlives the application would end the process otherwise.
        Assert.Null(Record.Exception(signal.Notify));
    }
}
