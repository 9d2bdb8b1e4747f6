namespace Superfone.Dashboard.Storage;

/// <summary>Wakes one service that waits for work or for a time. Several signals may be merged into one.</summary>
public class WakeSignal(TimeProvider time) : IDisposable
{
    // Timers have a maximum length, and the clock may be set.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _signal = new(0, 1);
    private readonly Lock _lock = new();
    private bool _isDisposed;

    /// <summary>Ends the current wait, or the next one if nobody is waiting. Never blocks, and does nothing once it is disposed.</summary>
    public virtual void Notify()
    {
        lock (_lock)
        {
            // A thread that did not end in time, as the application stopped, may still signal.
            if (!_isDisposed && _signal.CurrentCount == 0)
                _signal.Release();
        }
    }

    /// <summary>Waits for a signal or until an instant is reached, but never longer than an hour.</summary>
    /// <param name="untilUtc">The instant; <see langword="null"/> for none.</param>
    /// <param name="cancellation">Ends the wait with an <see cref="OperationCanceledException"/>.</param>
    public async Task WaitAsync(DateTime? untilUtc, CancellationToken cancellation)
    {
        var wait = untilUtc is { } until ? until - time.GetUtcNow().UtcDateTime : LongestWait;
        if (wait <= TimeSpan.Zero)
            return;
        using var timeout = new CancellationTokenSource(wait < LongestWait ? wait : LongestWait, time);

        // The clock may have been set forward before the timer began.
        if (time.GetUtcNow().UtcDateTime >= untilUtc)
            return;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        await _signal.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what it uses.</summary>
    protected virtual void Dispose(bool isDisposing)
    {
        lock (_lock)
        {
            _isDisposed = true;
            _signal.Dispose();
        }
    }
}
