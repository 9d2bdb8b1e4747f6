using System.Diagnostics;

namespace Superfone.Dashboard.Benchmarks;

/// <summary>Watches this process's memory while something runs.</summary>
internal sealed class WorkingSet : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _ended = new();
    private readonly Task _watch;

    public WorkingSet()
    {
        Start = Peak = Now;
        _watch = WatchAsync();
    }

    /// <summary>Bytes at the beginning.</summary>
    public long Start { get; }

    /// <summary>Most bytes so far.</summary>
    public long Peak { get; private set; }

    private static long Now
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.WorkingSet64;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _watch;
        _ended.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!_ended.IsCancellationRequested)
        {
            Peak = Math.Max(Peak, Now);
            await Task.Delay(Interval, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
