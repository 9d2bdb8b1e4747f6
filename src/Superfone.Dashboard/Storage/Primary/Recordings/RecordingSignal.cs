namespace Superfone.Dashboard.Storage.Primary.Recordings;

/// <summary>Signals that the queue of downloads has changed. Several signals may be merged into one.</summary>
public sealed class RecordingSignal(TimeProvider time) : IDisposable
{
    // Timers have a maximum length, and the clock may be set.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _signal = new(0, 1);
    private readonly Lock _lock = new();

    /// <summary>Ends the current wait, or the next one if nobody is waiting.</summary>
    public void Notify()
    {
        lock (_lock)
        {
            if (_signal.CurrentCount == 0)
                _signal.Release();
        }
    }

    /// <summary>Waits until the queue changes or an instant is reached.</summary>
    /// <param name="untilUtc">The instant; <see langword="null"/> for none.</param>
    /// <param name="cancellation">Ends the wait with an <see cref="OperationCanceledException"/>.</param>
    public async Task WaitAsync(DateTime? untilUtc, CancellationToken cancellation)
    {
        var wait = untilUtc is { } until ? until - time.GetUtcNow().UtcDateTime : LongestWait;
        if (wait <= TimeSpan.Zero)
            return;
        using var timeout = new CancellationTokenSource(wait < LongestWait ? wait : LongestWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        await _signal.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
    }

    /// <inheritdoc/>
    public void Dispose() => _signal.Dispose();
}
